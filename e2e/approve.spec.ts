import { expect, test } from './site.ts'

const WIEKE = 'wieke@voorbeeld.test'
const SAMIR = 'samir@voorbeeld.test'

for (const width of [1280, 360])
  test(`a reply about building work is returned, written anew, approved and sent, at ${width} px`, async ({
    page,
    site,
    signIn,
    browser,
    isAccessible,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    const samir = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage()
    await signIn(page, WIEKE)
    await signIn(samir, SAMIR)
    await page.goto(`${site.url}/nl/desk/inbox`)
    await page.getByRole('link', { name: /Sinds vorige week wordt op de bouwplaats/ }).click()
    await expect(page.locator('#subject')).toHaveValue(/./)
    if (width === 360) {
      await page.getByLabel(/^Antwoord aan/).fill('Beste familie Bos,\n\nDat mag niet. Wij gaan langs.')
      await page.getByRole('button', { name: 'Vraag om goedkeuring' }).click()
      await expect(page.getByText('Uw concept wacht op goedkeuring.')).toBeVisible()
    }
    await expect(page.getByRole('button', { name: 'Verstuur antwoord' })).toHaveCount(0)
    await isAccessible(page)

    await samir.goto(`${site.url}/nl/desk/inbox`)
    await samir.getByRole('link', { name: 'Goed te keuren 1' }).click()
    await isAccessible(samir)
    await samir.getByRole('link', { name: /Sinds vorige week wordt op de bouwplaats/ }).click()
    await isAccessible(samir)
    await samir.getByLabel(/^Wat moet er anders/).fill('Noem ook de tijden.')
    await samir.getByRole('button', { name: 'Geef terug' }).click()
    await expect(samir.getByText('Het concept is teruggegeven.')).toBeVisible()

    await page.reload()
    await expect(page.getByText('Samir el Idrissi schreef: ‘Noem ook de tijden.’')).toBeVisible()
    await isAccessible(page)
    await page.getByRole('button', { name: 'Schrijf hieraan verder' }).click()
    await expect(page.getByLabel(/^Antwoord aan/)).toHaveValue(/familie Bos/)
    await page.getByRole('button', { name: 'Vraag om goedkeuring' }).click()
    await expect(page.getByText('Uw concept wacht op goedkeuring.')).toBeVisible()

    await samir.reload()
    await samir.getByRole('button', { name: 'Keur goed' }).click()
    await expect(samir.getByText('Het concept is goedgekeurd.')).toBeVisible()

    await page.reload()
    await isAccessible(page)
    await page.getByRole('button', { name: 'Verstuur dit antwoord' }).click()
    await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await isAccessible(page)
    await expect(async () => {
      await page.reload()
      await expect(page.getByText(/Goedgekeurd door Samir el Idrissi/).first()).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 30_000 })
    await isAccessible(page)
    await page.getByRole('button', { name: 'Open dit gesprek weer' }).click()
    const check = JSON.parse(await site.run(['answer', 'check']))
    expect(check).toMatchObject({ folds: 'equal', mandates: 'held', beforeMandates: 0 })
  })
