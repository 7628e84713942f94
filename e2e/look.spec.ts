import type { Page } from '@playwright/test'
import { expect, test } from './site.ts'

const pages = ['/nl', '/nl/dossiers', '/nl/sign-in', '/en/dossiers', '/nl/kit']

/** What the browser complained about, such as something that the Content-Security-Policy refused. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

test('a followed link does not load the frame again, and reading starts at the heading', async ({
  page,
  site,
}) => {
  const complaints = complaintsOf(page)
  await page.goto(`${site.url}/nl/sign-in`)
  await page.evaluate(() => document.documentElement.setAttribute('data-first-load', 'yes'))
  await page.getByRole('navigation').getByRole('link', { name: 'Meepraten' }).first().click()
  await expect(page).not.toHaveURL(/sign-in/)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.locator('html[data-first-load]')).toHaveCount(1)
  expect(complaints).toEqual([])
})

test('a form with mistakes comes back with what is wrong, and reading starts there', async ({
  page,
  site,
}) => {
  const complaints = complaintsOf(page)
  await page.goto(`${site.url}/nl/sign-in`)
  await page.getByRole('button', { name: 'Stuur mij een link' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page).toHaveTitle(/^Fout: /)
  await page.getByRole('alert').getByRole('link').first().click()
  await expect(page.getByLabel('Uw e-mailadres')).toBeFocused()
  expect(complaints).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 360, 1280])
    test(`pages are accessible in ${colorScheme}, ${width} wide`, async ({ page, site, isAccessible }) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      for (const path of pages) {
        await page.goto(site.url + path)
        await isAccessible(page)
      }
    })

test('text at twice its size stays within a phone', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  for (const path of pages) {
    await page.goto(site.url + path)
    await page.evaluate(() => {
      const larger = new CSSStyleSheet()
      larger.replaceSync('html { font-size: 200% }')
      document.adoptedStyleSheets = [larger]
    })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

test('pages can be read and followed without JavaScript', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.url}/nl/dossiers`)
  await page.getByRole('navigation').getByRole('link', { name: 'Mijn inbreng' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.close()
})
