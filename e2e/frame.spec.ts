import { expect, test } from './site.ts'

test('somebody signs in with a mailed link, and out again', async ({ page, site, signIn, isAccessible }) => {
  await signIn(page, 'noor@voorbeeld.test')
  await isAccessible(page)
  const out = page.getByRole('button', { name: 'Uitloggen' })
  await out.click()
  await expect(out).toBeHidden()
  await page.goto(`${site.url}/nl/desk`)
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible()
  await isAccessible(page)
})

test('the first stop of the keyboard leads past the menu', async ({ page, site }) => {
  await page.goto(`${site.url}/nl/dossiers`)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Naar de inhoud' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('a page that does not exist helps, in both languages', async ({ page, site, isAccessible }) => {
  const response = await page.goto(`${site.url}/en/nothing-here`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await isAccessible(page)
  await page.getByRole('link', { name: 'Nederlands' }).click()
  await expect(page.getByRole('heading', { name: 'Deze pagina bestaat niet' })).toBeVisible()
})
