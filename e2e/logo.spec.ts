import sharp from 'sharp'
import { expect, test } from './site.ts'

/** As large as a designer sends one, with a place in it. */
async function drawLogo(): Promise<Buffer> {
  const disc = Buffer.from(
    '<svg width="1200" height="400"><circle cx="200" cy="200" r="180" fill="#b3261e"/></svg>',
  )
  return sharp({ create: { width: 1200, height: 400, channels: 3, background: '#f4e9d8' } })
    .composite([{ input: disc }])
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 5/1 0/1' } })
    .jpeg()
    .toBuffer()
}

for (const javaScriptEnabled of [true, false]) {
  test(`an administrator gives the site a logo, and takes it away (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled })
    const page = await context.newPage()
    await signIn(page, 'noor@voorbeeld.test')
    await page.goto(`${site.url}/nl/desk/organisation`)
    await page
      .getByLabel('Kies een bestand')
      .setInputFiles({ name: 'logo.txt', mimeType: 'text/plain', buffer: Buffer.from('geen logo') })
    await page.getByLabel('Wat staat er op het logo?').fill('Een rode schijf')
    await page.getByRole('button', { name: 'Gebruik dit logo' }).click()
    await expect(page.getByRole('alert')).toContainText('Dit is geen PNG, JPEG of WebP')
    await expect(page.getByLabel('Wat staat er op het logo?')).toHaveValue('Een rode schijf')
    await page
      .getByLabel('Kies een bestand')
      .setInputFiles({ name: 'logo.jpg', mimeType: 'image/jpeg', buffer: await drawLogo() })
    await page.getByRole('button', { name: 'Gebruik dit logo' }).click()
    await expect(page.getByText('Het nieuwe logo is bewaard.')).toBeVisible()
    // Within ten seconds it stands above every page.
    const logo = page.getByRole('banner').getByRole('img', { name: 'Een rode schijf' })
    await expect(async () => {
      await page.reload()
      await expect(logo).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: 20_000 })
    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 800 })
        await page.emulateMedia({ colorScheme })
        if (javaScriptEnabled) await isAccessible(page)
        expect(await logo.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth)).toBe(384)
      }
    await page.getByRole('button', { name: 'Verwijder het logo' }).click()
    await expect(page.getByText('Het logo is verwijderd.')).toBeVisible()
    await expect(page.getByText('Er is nog geen logo.')).toBeVisible()
    await context.close()
  })
}
