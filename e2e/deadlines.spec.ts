import { expect, test } from './site.ts'
import { ask } from './walk.ts'

const NOOR = 'noor@voorbeeld.test'
const WIEKE = 'wieke@voorbeeld.test'

test('an administrator says when there is work, on a phone too', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, NOOR)
  await page.goto(`${site.url}/nl/desk/calendar`)
  await isAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await isAccessible(page)
  await page.getByRole('textbox', { name: 'Vrijdag' }).fill('tot vijf')
  await page.getByRole('button', { name: 'Sla op' }).click()
  await expect(page.getByText('Schrijf de tijden zo: 09:00-17:00, de vroegste eerst.').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Vrijdag' }).fill('09:00-12:00')
  await page.getByRole('button', { name: 'Sla op' }).click()
  await expect(page.getByText('De werktijden en termijnen zijn bewaard.')).toBeVisible()
})

test('a reply asks for something, and it then becomes later', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await ask(page, site.url, 'Er ligt glas op straat.')
  await signIn(page, WIEKE)
  await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
  await expect(page.getByRole('heading', { name: 'Wat er af moet' })).toBeVisible()
  await isAccessible(page)
  await page.keyboard.press('j')
  await page.getByLabel(/^Antwoord aan/).fill('In welke straat is dat?')
  await page.getByLabel(/Ik vraag hierin iets/).check()
  await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
  await expect(page.getByText('Wacht op de vrager: nog 14 dagen.')).toBeVisible()
  await isAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await page.getByText('Antwoord later', { exact: true }).click()
  await page.getByRole('button', { name: 'Zeg dat het later wordt' }).click()
  await expect(page.getByRole('link', { name: 'Kies een dag.' })).toBeVisible()
  await isAccessible(page)
})
