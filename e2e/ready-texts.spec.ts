import { expect, test } from './site.ts'

test('a text that lies ready is chosen by keyboard, filled in where something is missing, and sent', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, 'noor@voorbeeld.test')
  await page.goto(`${site.url}/nl/desk/texts`)
  await isAccessible(page)
  await page.getByLabel('Titel').fill('Wij kijken ernaar')
  await page
    .getByLabel('Tekst in het Nederlands')
    .fill('Beste {naam},\n\nWij kijken ernaar.\n\n{mijn naam}, {team}')
  await page.getByLabel('Voor').selectOption({ label: 'Alle teams' })
  await page.getByRole('button', { name: 'Maak tekst' }).click()
  await expect(page.getByText('Bewaard.')).toBeVisible()
  await isAccessible(page)

  await page.goto(`${site.url}/nl/desk/inbox`)
  await page
    .getByRole('link', { name: /slechtziend/ })
    .first()
    .click()
  await expect(page.getByLabel('Standaardtekst')).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByLabel('Standaardtekst')).toBeFocused()
  await page.keyboard.type('Wij kijken')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const reply = page.getByLabel(/^Antwoord aan/)
  await expect(reply).toHaveValue(/Beste ⟨vul in: naam⟩,\n\nWij kijken ernaar\.\n\nNoor Hendriks/)
  await isAccessible(page)
  await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
  await expect(page.getByText('Uw tekst is nog niet af. Er is niets verstuurd.')).toBeVisible()
  await isAccessible(page)
  await reply.fill((await reply.inputValue()).replace('⟨vul in: naam⟩', 'buurtgenoot'))
  await page.getByRole('button', { name: 'Verstuur antwoord' }).click()
  await expect(page.getByText('Beste buurtgenoot').first()).toBeVisible()
})

test('steps are done with one button, and a rule shows what it would have done before it is put to work', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, 'noor@voorbeeld.test')
  await page.goto(`${site.url}/nl/desk/macros`)
  await page.getByLabel('Titel').fill('Pak aan')
  await page.getByLabel('Geef het gesprek aan').selectOption({ label: 'Wie de stappen doet' })
  await page.getByLabel('Zet het bij rubriek').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Leg vast' }).click()
  await expect(page.getByRole('link', { name: 'Pak aan' })).toBeVisible()
  await isAccessible(page)
  await page.goto(`${site.url}/nl/desk/inbox`)
  await page
    .getByRole('link', { name: /kapsalon|winkels/ })
    .first()
    .click()
  await page.getByLabel('Doe deze stappen').selectOption({ label: 'Pak aan' })
  await page.getByRole('button', { name: 'Doe ze nu' }).click()
  await expect(page.getByText('De stappen zijn gedaan. Er is niets verstuurd.')).toBeVisible()
  await isAccessible(page)

  await page.goto(`${site.url}/nl/desk/rules`)
  await isAccessible(page)
  await page.getByLabel('Naam').fill('Grofvuil en kliko')
  await page.getByLabel('Een van deze woorden staat erin').fill('grofvuil, kliko')
  await page.getByLabel('Geef het aan').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Maak regel' }).click()
  await expect(page.getByRole('heading', { name: 'De afgelopen maand' })).toBeVisible()
  await expect(page.getByText(/past er één|passen er/)).toBeVisible()
  await isAccessible(page)
  await page.getByRole('button', { name: 'Zet aan' }).click()
  await expect(page.getByText('Deze regel staat aan.')).toBeVisible()
  await isAccessible(page)
})

test('a team gives out what comes in, by the hours of who works in it', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, 'noor@voorbeeld.test')
  await page.goto(`${site.url}/nl/desk/distribution`)
  await isAccessible(page)
  await page.getByRole('link', { name: 'Klantcontact' }).click()
  await page.getByRole('button', { name: 'Verdeel vanzelf' }).click()
  await expect(page.getByText('Nieuwe gesprekken van dit team worden vanzelf verdeeld.')).toBeVisible()
  await page.setViewportSize({ width: 360, height: 800 })
  await page.getByLabel('Maandag').fill('elf')
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await expect(page.getByText('Vul voor elke dag een getal van 0 tot en met 24 in.').first()).toBeVisible()
  await isAccessible(page)
  await page.getByLabel('Maandag').fill('4')
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await expect(page.getByText('Bewaard.')).toBeVisible()
  await isAccessible(page)
})
