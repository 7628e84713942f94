import { rm } from 'node:fs/promises'
import { type Browser, expect, type Page } from '@playwright/test'
import { writePolisBrigade } from './polis-brigade.ts'
import { test } from './site.ts'
import { lookAtTwin, visitUntil } from './walk.ts'

const MODERATOR = 'samir@voorbeeld.test'
const COLLEAGUE = 'noor@voorbeeld.test'
const phone = { width: 360, height: 800 }

async function newPage(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage()
}

/** Staff make a dossier and an open dialogue in it. @returns the address of the dialogue at the desk */
async function makeDialogue(staff: Page, url: string, mark: string): Promise<string> {
  await staff.goto(`${url}/nl/desk/dossiers/new`)
  await staff.getByLabel('Vraag aan bewoners').fill(`Wat doen we met het park, ${mark}?`)
  await staff.getByLabel('Uitleg').fill('Het park wordt opnieuw ingericht.')
  await staff.getByLabel('U geeft advies').check()
  await staff.getByLabel('Wat belooft u?').fill('Wij nemen uw advies over, of leggen uit waarom niet.')
  await staff.getByLabel('Wie beslist?').fill('De gemeenteraad')
  await staff.getByLabel('Antwoord uiterlijk op').fill('2099-05-08')
  await staff.getByLabel('Naam van stap 1').fill('Meedenken')
  await staff.getByLabel('Begin van stap 1').fill('2026-01-01')
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await staff.getByRole('button', { name: 'Ja, open het dossier' }).click()
  await expect(staff.getByText('Het dossier is open.')).toBeVisible()
  await staff.goto(`${new URL(staff.url()).href.split('?')[0]}/dialogues/new`)
  await staff.getByLabel('Vraag', { exact: true }).fill(`Hoe moet het park worden, ${mark}?`)
  const seeds = ['Er komen bankjes en prullenbakken.', 'De vijver moet dieper worden.', 'Honden mogen los.']
  await staff.getByLabel('Stellingen om mee te beginnen').fill(seeds.join('\n'))
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await staff.getByRole('button', { name: 'Ja, open de dialoog' }).click()
  await expect(staff.getByText('De dialoog is open.')).toBeVisible()
  return staff.url().split('?')[0] ?? ''
}

async function writeStatements(resident: Page, desk: string, texts: string[]): Promise<void> {
  for (const text of texts) {
    await resident.goto(`${desk.replace('/desk/', '/')}/statements/new`)
    await resident.getByLabel('Uw stelling').fill(text)
    await resident.getByRole('button', { name: 'Verstuur mijn stelling' }).click()
    await expect(resident.getByText('Wij lezen uw stelling nu').first()).toBeVisible()
  }
}

test('on a phone without JavaScript statements are decided about, corrected, split, merged and removed', async ({
  browser,
  site,
  signIn,
  isAccessible,
}) => {
  const staff = await newPage(browser, { javaScriptEnabled: false, viewport: phone })
  const resident = await newPage(browser, { javaScriptEnabled: false, viewport: phone })
  const look = (page: Page) => lookAtTwin(browser, page, isAccessible)
  await signIn(staff, MODERATOR)
  const desk = await makeDialogue(staff, site.url, 'op een telefoon')
  const page = desk.replace('/desk/', '/')
  await resident.goto(`${page}?statement=1`)
  await resident.getByRole('button', { name: 'Eens', exact: true }).click()
  await expect(resident.getByText('Uw vorige antwoord: eens')).toBeVisible()
  await writeStatements(resident, desk, ['De lampen moeten zuiniger.', 'Die lui van het park zijn gek.'])

  await staff.goto(desk)
  await look(staff)
  await staff.getByRole('button', { name: /^Plaats/ }).click()
  await expect(staff.getByText('De stelling is geplaatst.')).toBeVisible()
  await staff.getByLabel('Uitleg voor de schrijver').fill('Dit gaat over mensen.')
  await staff.getByRole('button', { name: '6. Is beledigend' }).click()
  await expect(staff.getByText('De stelling is geweigerd.')).toBeVisible()

  await staff.getByRole('link', { name: 'Geplaatste stellingen' }).click()
  await expect(staff).toHaveURL(/\/statements$/)
  await look(staff)
  await staff.getByRole('link', { name: /^Splits ?: Er komen bankjes/ }).click()
  await staff.getByLabel('De nieuwe stellingen').fill('Er komen bankjes.')
  await staff.getByLabel('Waarom?').fill('Er stonden twee ideeën in.')
  await staff.getByRole('button', { name: 'Vervang de stelling door deze' }).click()
  await expect(staff.getByText('Schrijf minstens 2 stellingen').first()).toBeVisible()
  await look(staff)
  await staff.getByLabel('De nieuwe stellingen').fill('Er komen bankjes.\nEr komen prullenbakken.')
  await staff.getByRole('button', { name: 'Vervang de stelling door deze' }).click()
  await expect(staff.getByText('De stelling is gesplitst.')).toBeVisible()

  await staff.getByRole('link', { name: /^Verbeter ?: De vijver/ }).click()
  await staff.getByLabel('De nieuwe tekst').fill('De vijver moet een meter dieper worden.')
  await staff.getByLabel('Waarom?').fill('Niet iedereen wist hoe diep.')
  await staff.getByRole('button', { name: 'Vervang de stelling' }).click()
  await expect(staff.getByText('De stelling is vervangen.')).toBeVisible()

  await staff.getByLabel('Er komen bankjes.').check()
  await staff.getByLabel('Zoek in de stellingen').fill('honden')
  await staff.getByRole('button', { name: 'Zoek', exact: true }).click()
  await expect(staff.getByRole('group', { name: 'Al aangevinkt' })).toContainText('Er komen bankjes.')
  await staff.getByLabel('Honden mogen los.').check()
  await staff.getByRole('button', { name: 'Voeg de aangevinkte stellingen samen' }).click()
  await staff.getByLabel('De nieuwe stelling').fill('Het park is er voor mens en hond.')
  await staff.getByLabel('Waarom?').fill('Zij zeggen hetzelfde.')
  await look(staff)
  await staff.getByRole('button', { name: 'Vervang deze stellingen door één' }).click()
  await expect(staff.getByText('De stellingen zijn samengevoegd.')).toBeVisible()
  await look(staff)

  await staff.getByRole('link', { name: /^Vraag om weghalen ?: De lampen/ }).click()
  await staff.getByLabel('Reden').selectOption({ label: 'Is niet duidelijk' })
  await look(staff)
  await staff.getByRole('button', { name: 'Vraag een collega om te beslissen' }).click()
  await expect(staff.getByText('Een collega moet nu bevestigen')).toBeVisible()
  const colleague = await newPage(browser, { javaScriptEnabled: false, viewport: phone })
  await signIn(colleague, COLLEAGUE)
  await colleague.goto(desk)
  await look(colleague)
  await colleague.getByRole('button', { name: 'Haal de stelling weg' }).click()
  await expect(colleague.getByText('De stelling is weg.')).toBeVisible()

  await resident.goto(`${page}?statement=1`)
  await expect(resident.getByText('kwam in de plaats van een die u beantwoordde')).toBeVisible()
  await look(resident)
  await resident.goto(`${page}/my-votes`)
  await expect(resident.getByText('Deze stelling is vervangen.')).toBeVisible()
  await look(resident)
  await resident.goto(`${page}/results`)
  await expect(resident.getByText('4 stellingen zijn vervangen')).toBeVisible()
  await look(resident)
  await resident.getByText('4 stellingen zijn vervangen').click()
  await resident.getByRole('link', { name: 'Besluiten over de stellingen' }).click()
  await expect(resident.getByText('Waarom: Er stonden twee ideeën in.')).toBeVisible()
  await expect(resident.getByText('Die lui van het park')).toHaveCount(0)
  await look(resident)
  for (const one of [staff, resident, colleague]) await one.context().close()
})

/** Goes to something as with Tab, and presses it. */
async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).focus()
  await page.keyboard.press('Enter')
}

test('with nothing but a keyboard: one key a decision, a split, and people left out who came together', async ({
  browser,
  page: staff,
  site,
  signIn,
  isAccessible,
}) => {
  const folder = await writePolisBrigade('Het park van de brigade')
  const imported = JSON.parse(await site.run(['import', 'polis', folder, '--json'])) as { url: string }
  await rm(folder, { recursive: true })
  await signIn(staff, MODERATOR)
  const desk = await makeDialogue(staff, site.url, 'met toetsen')
  const resident = await newPage(browser)
  await writeStatements(resident, desk, [
    'Er komt een kiosk.',
    'Er komt een speeltuin.',
    'Koop nu goedkope tegels.',
  ])

  await staff.goto(desk)
  await isAccessible(staff)
  await expect(staff.getByRole('heading', { name: 'Er komt een kiosk.' })).toBeVisible()
  await staff.keyboard.press('j')
  await expect(staff.getByRole('heading', { name: 'Er komt een speeltuin.' })).toBeVisible()
  await staff.keyboard.press('p')
  await expect(staff.getByText('De stelling is geplaatst.')).toBeVisible()
  await expect(staff.getByRole('heading', { name: 'Koop nu goedkope tegels.' })).toBeVisible()
  await staff.keyboard.press('u')
  await staff.keyboard.type('7 keer gelezen: dit is reclame.')
  await staff.keyboard.press('Tab')
  await staff.keyboard.press('7')
  await expect(staff.getByText('De stelling is geweigerd.')).toBeVisible()
  await expect(staff.getByRole('heading', { name: 'Er komt een kiosk.' })).toBeVisible()
  await isAccessible(staff)

  await press(staff, 'link', 'Geplaatste stellingen')
  await press(staff, 'link', /^Splits ?: De vijver/)
  await staff.getByLabel('De nieuwe stellingen').focus()
  await staff.keyboard.type('De vijver wordt dieper.\nDe vijver wordt schoner.')
  await staff.keyboard.press('Tab')
  await staff.keyboard.type('Diep en schoon zijn twee dingen.')
  await staff.keyboard.press('Tab')
  await staff.keyboard.press('Enter')
  await expect(staff.getByText('De stelling is gesplitst.')).toBeVisible()
  await isAccessible(staff)

  const together = `${imported.url.replace('/dialogues/', '/desk/dialogues/')}/together`
  await visitUntil(staff, together, staff.getByRole('heading', { name: /^30 mensen/ }))
  await isAccessible(staff)
  await press(staff, 'button', /^Laat hen buiten de kaart/)
  await expect(staff.getByText('Schrijf op waarom').first()).toBeVisible()
  await isAccessible(staff)
  await staff.getByLabel('Waarom laat u hen buiten de kaart?').focus()
  await staff.keyboard.type('Dertig keer hetzelfde binnen tien minuten.')
  await staff.keyboard.press('Tab')
  await staff.keyboard.press('Enter')
  await expect(staff.getByText('Deze mensen tellen niet meer mee in de kaart.')).toBeVisible()
  await isAccessible(staff)
  await resident.goto(`${imported.url}/moderation`)
  await expect(resident.getByText('30 deelnemers')).toBeVisible()
  await isAccessible(resident)
  await resident.context().close()
})
