import { expect, type Page } from '@playwright/test'
import { test } from './site.ts'
import { describeWay, lookWithout, newPage, ways } from './walk.ts'

const EMPLOYEE = 'samir@voorbeeld.test'

for (const way of ways)
  test(`what somebody says at the desk is written down and answered there and then (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const staff = await newPage(browser, way)
    await signIn(staff, EMPLOYEE)
    await staff.goto(`${site.url}/nl/desk/inbox`)
    await staff.getByRole('link', { name: 'Schrijf een vraag op' }).click()
    await look(staff)
    await staff.getByRole('button', { name: 'Leg vast' }).click()
    await expect(staff.getByText('Er is 1 ding niet goed ingevuld')).toBeVisible()
    await look(staff)
    await staff.getByLabel('Balie').check()
    await staff.getByLabel('Wat is er gevraagd of verteld?').fill(`Waar is het loket, ${way.width}?`)
    await staff.getByLabel('Voor wie is de vraag?').fill('haar dochter')
    await staff.getByLabel('Wat antwoordde u meteen?').fill('Op de eerste verdieping.')
    await staff.getByRole('button', { name: 'Leg vast' }).click()
    await expect(staff.getByRole('heading', { name: 'De vraag is opgeschreven en beantwoord' })).toBeVisible()
    await look(staff)
    const code = ((await staff.locator('.wk-code').first().textContent()) ?? '').replaceAll(/\s/g, '')
    await staff.getByRole('link', { name: 'Naar het gesprek' }).click()
    await expect(staff.getByText('Voor iemand anders: haar dochter')).toBeVisible()
    await look(staff)
    const resident = await newPage(browser, way)
    await resident.goto(`${site.url}/nl/my-input/${code}`)
    await expect(resident.getByText('Op de eerste verdieping.')).toBeVisible()
    await look(resident)
    await resident.context().close()
    await staff.context().close()
  })

/** As a good typist does: 400 keys a minute. */
const KEY_MS = 150

test('a call is registered by keyboard alone, in under twenty seconds', async ({ page, site, signIn }) => {
  await signIn(page, EMPLOYEE)
  await page.goto(`${site.url}/nl/desk/inbox`)
  let keys = 0
  const from = Date.now()
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key, { delay: 0 })
    await page.waitForTimeout(KEY_MS)
  }
  const type = async (text: string) => {
    for (const letter of text) await press(letter)
  }
  await press('c')
  await expect(page.getByLabel('Wat is er gevraagd of verteld?')).toBeFocused()
  await type('Lantaarn stuk, Kerkstraat 3. Wanneer klaar?')
  await press('Tab')
  await type('Mw. Bos')
  await press('Tab')
  await type('0612345678')
  await press('Enter')
  await expect(page.getByRole('heading', { name: 'De vraag is opgeschreven' })).toBeVisible()
  const seconds = (Date.now() - from) / 1000
  test.info().annotations.push({ type: 'measured', description: `${keys} keys, ${seconds.toFixed(1)} s` })
  expect(keys).toBeLessThan(80)
  expect(seconds).toBeLessThan(20)
  await anotherByKeyboard(page)
})

/** From the page with the code on to the next call, on the other channel, sent from the midst of a text. */
async function anotherByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('c')
  await expect(page.getByLabel('Wat is er gevraagd of verteld?')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('Balie')).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Nog een.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'De vraag is opgeschreven' })).toBeVisible()
}
