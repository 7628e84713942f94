import { expect, test, withSilentDemo } from './site.ts'
import { visitUntil } from './walk.ts'

test('a newcomer whose demo sends no mail reads the link to sign in on the site', async ({
  page,
  isAccessible,
}) => {
  test.setTimeout(180_000)
  await withSilentDemo(async (url) => {
    await page.goto(`${url}/nl/sign-in`)
    await page.getByLabel('Uw e-mailadres').fill('noor@voorbeeld.test')
    await page.getByRole('button', { name: 'Stuur mij een link' }).click()
    await page.getByRole('main').locator('a[href$="/demo/mail"]').click()
    await expect(page).toHaveTitle(/^Mails van deze demo/)
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1280]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.setViewportSize({ width, height: 900 })
        await isAccessible(page)
      }
    const link = page.locator('a[href*="/sign-in/open?token="]').first()
    await visitUntil(page, `${url}/nl/demo/mail`, link)
    await link.click()
    await page.getByRole('button', { name: 'Log mij in' }).click()
    await expect(page).toHaveURL(/\/desk/)
  })
})
