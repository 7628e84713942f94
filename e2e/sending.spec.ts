import { expect, test } from './site.ts'

const WIEKE = 'wieke@voorbeeld.test'

for (const way of [
  { javaScriptEnabled: true, width: 1280 },
  { javaScriptEnabled: false, width: 360 },
])
  test(`a reply is taken back, sent with the next one shown, and put for Monday (${way.width} wide, JavaScript ${way.javaScriptEnabled ? 'on' : 'off'})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const { javaScriptEnabled, width } = way
    // Without a script a page cannot be looked at from within.
    const look = async () => (javaScriptEnabled ? isAccessible(page) : undefined)
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await signIn(page, WIEKE)
    await page.goto(`${site.url}/nl/desk/inbox`)
    await page.locator('.wk-queue__items a').first().click()
    const reply = page.getByLabel(/^Antwoord aan/)
    await expect(reply).toBeVisible()
    const subject = await page.getByRole('heading', { level: 1 }).textContent()
    await reply.fill('Wij komen morgen langs.')
    if (javaScriptEnabled) await reply.press('Control+Enter')
    else await page.getByRole('button', { name: 'Verstuur en toon volgende' }).click()
    await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(subject ?? '')
    await look()
    await page.getByRole('button', { name: 'Haal terug' }).click()
    await expect(page.getByText('Teruggehaald. Er is niets verstuurd.')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(subject ?? '')
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
    await context.close()
  })

test('colleagues see who looks and who writes, and a sheet tells all keys', async ({
  page,
  browser,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, WIEKE)
  await page.goto(`${site.url}/nl/desk/inbox`)
  await page.locator('.wk-queue__items a').first().click()
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
