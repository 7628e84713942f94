import { expect, test } from './site.ts'
import { visitUntil } from './walk.ts'

const dialogue = 'wat-vindt-u-van-de-dorpsstraat'

test('staff publish a report, which stays at its address, with and without JavaScript and on paper', async ({
  page,
  site,
  signIn,
  isAccessible,
  browser,
}) => {
  await signIn(page, 'noor@voorbeeld.test')
  const publish = page.getByRole('button', { name: 'Publiceer deze stand' })
  await visitUntil(page, `${site.url}/nl/dialogues/${dialogue}/report`, publish)
  await expect(page.getByRole('heading', { name: 'In het kort' })).toBeVisible()
  await isAccessible(page)
  await publish.click()
  await expect(page).toHaveURL(/\/reports\/\d+/)
  await expect(page.getByRole('status')).toContainText('Het rapport is gepubliceerd')
  const address = page.url().replace(/\?.*/, '')

  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 900 } })
  const phone = await plain.newPage()
  await phone.goto(address)
  await expect(phone.getByText('Dit rapport verandert niet meer')).toBeVisible()
  await expect(
    phone.getByRole('img', { name: /^Meningenkaart van minstens \d+ mensen/ }).first(),
  ).toBeVisible()
  await phone.goto(`${site.url}/en/dialogues/${dialogue}/report`)
  await phone
    .getByRole('link', { name: /^Version \d/ })
    .first()
    .click()
  await expect(phone).toHaveURL(/\/en\/dialogues\/.*\/reports\/\d+/)
  await plain.close()

  await page.setViewportSize({ width: 360, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(address)
  await isAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await expect(page.getByRole('navigation')).toBeHidden()
  await expect(page.getByRole('table', { name: 'Waar staan de mensen?' })).toBeVisible()
  await isAccessible(page)
})

test('a summary and its file say the same number of people', async ({ page, site, request }) => {
  const summary = page.locator('[data-summary] li').first()
  await visitUntil(page, `${site.url}/nl/dialogues/${dialogue}/report`, summary)
  const file = await request.get(new URL('report.json', page.url()).href)
  const { report } = await file.json()
  await expect(summary).toContainText(`${report.counts.people} mensen deden mee`)
  await page.getByRole('link', { name: 'Wanneer en hoe mensen meededen' }).click()
  await expect(page.getByRole('heading', { name: 'Wanneer en hoe mensen meededen' })).toBeInViewport()
})
