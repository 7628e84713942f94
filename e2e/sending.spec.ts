import type { Page } from '@playwright/test'
import { expect, test } from './site.ts'
import { ask, describeWay, newPage, ways } from './walk.ts'

const WIEKE = 'wieke@voorbeeld.test'

/** Opens the question that was asked last: what else waits was left by other journeys, in whatever state. */
async function openQuestion(page: Page, url: string, question: string): Promise<void> {
  await page.goto(`${url}/nl/desk/inbox?order=newest`)
  await page.getByRole('link', { name: question }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible()
}

for (const way of ways)
  test(`a reply is taken back, sent with the next one shown, and put for Monday (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const { javaScriptEnabled } = way
    // Without a script a page cannot be looked at from within.
    const look = async () => (javaScriptEnabled ? isAccessible(page) : undefined)
    const page = await newPage(browser, way)
    const question = `Wanneer wordt de vijver ${way.width} schoongemaakt?`
    await ask(page, site.url, question)
    await signIn(page, WIEKE)
    await openQuestion(page, site.url, question)
    const reply = page.getByLabel(/^Antwoord aan/)
    await expect(reply).toBeVisible()
    await reply.fill('Wij komen morgen langs.')
    if (javaScriptEnabled) await reply.press('Control+Enter')
    else await page.getByRole('button', { name: 'Verstuur en toon volgende' }).click()
    await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(question)
    await look()
    await page.getByRole('button', { name: 'Haal terug' }).click()
    await expect(page.getByText('Teruggehaald. Er is niets verstuurd.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(question)
    await expect(reply).toHaveValue('Wij komen morgen langs.')
    await look()

    await page.getByText('Later versturen').click()
    await look()
    await page.getByLabel(/^Maandag/).check()
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await expect(page.locator('#leaving').getByText(/^Vertrekt .* om 09:00 uur\.$/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Verstuur antwoord' })).toHaveCount(0)
    await look()
    await page.getByRole('button', { name: 'Haal terug' }).first().click()
    await expect(reply).toHaveValue('Wij komen morgen langs.')
    await page.context().close()
  })

test('colleagues see who looks and who writes, and a sheet tells all keys', async ({
  page,
  browser,
  site,
  signIn,
  isAccessible,
}) => {
  const question = 'Mag mijn hond los op het strand?'
  await ask(page, site.url, question)
  await signIn(page, WIEKE)
  await openQuestion(page, site.url, question)
  await expect(page.getByLabel(/^Antwoord aan/)).toBeVisible()
  const colleague = await (await browser.newContext()).newPage()
  await signIn(colleague, 'samir@voorbeeld.test')
  await colleague.goto(page.url())
  await expect(page.getByText('Samir el Idrissi kijkt ook naar dit gesprek.')).toBeVisible()
  await colleague.getByLabel(/^Antwoord aan/).pressSequentially('Beste')
  await expect(page.getByText('Samir el Idrissi schrijft een antwoord.')).toBeVisible()
  await isAccessible(page)
  await colleague.close()
  await expect(page.getByText('Samir el Idrissi schrijft een antwoord.')).toHaveCount(0)

  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Sneltoetsen in het postvak' })).toBeVisible()
  await isAccessible(page)
  const here = page.url()
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(page.url()).toBe(here)
  await page.keyboard.press('a')
  await expect(page.getByLabel('Geef aan')).toBeFocused()
})
