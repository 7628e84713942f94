import { expect, test } from './site.ts'

test('an administrator gives a mandate by keyboard, reads what it changes for a colleague, and ends it', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, 'noor@voorbeeld.test')
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(`${site.url}/nl/desk/mandates`)
  await page.getByRole('link', { name: 'Geef een mandaat' }).press('Enter')
  await page.getByRole('radio', { name: 'Antwoorden versturen' }).press('Space')
  await page.getByRole('radio', { name: 'Van een collega' }).press('Space')
  await page.getByLabel('Wie mag het?').selectOption({ label: 'Wieke Postma, Klantcontact' })
  await page.getByLabel('Alleen over deze rubriek').selectOption({ label: '– Parkeren' })
  await page.getByRole('button', { name: 'Geef het mandaat' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Er is 1 ding niet goed ingevuld' })).toBeVisible()
  await isAccessible(page)
  await expect(page.getByLabel('Wie mag het?').locator('option:checked')).toHaveText(/Wieke/)
  await page.getByLabel('Besluit').fill('Mandaatbesluit, artikel 12')
  await page.getByRole('button', { name: 'Geef het mandaat' }).press('Enter')
  await expect(page.getByText('Het mandaat is gegeven.')).toBeVisible()
  await isAccessible(page)

  await page.getByRole('navigation', { name: 'Over medewerkers' }).getByRole('link').first().press('Enter')
  await page.getByRole('link', { name: 'Wieke Postma', exact: true }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Wieke Postma' })).toBeVisible()
  const about = page.getByRole('listitem').filter({ hasText: 'Over Parkeren:' })
  await expect(about).toContainText('mag antwoorden versturen na akkoord van een collega')
  await isAccessible(page)

  await page.getByRole('link', { name: /^Stop Wieke Postma/ }).press('Enter')
  await page.getByRole('radio', { name: 'Nu meteen' }).press('Space')
  await page.getByRole('button', { name: 'Stop het mandaat' }).press('Enter')
  await expect(page.getByText('Het mandaat is gestopt')).toBeVisible()
  await expect(page.getByText('Mandaatbesluit, artikel 12')).toHaveCount(0)
})
