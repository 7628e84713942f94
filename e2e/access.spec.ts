import { readFile } from 'node:fs/promises'
import { type Browser, expect, type Page } from '@playwright/test'
import { type Site, test } from './site.ts'
import { lookAtTwin } from './walk.ts'

const EMPLOYEE = 'samir@voorbeeld.test'
const phone = { width: 360, height: 800 }
const desk = { width: 1280, height: 900 }
const seeds = ['bomen', 'banken', 'winkels', 'terrassen', 'speelplekken', 'fietsenrekken']

type Terms = { mark: string; access: string; results: RegExp }
type Room = { desk: string; page: string }

test('on a phone somebody gets in by mail, tells about themselves, and reads the results at the end', async ({
  browser,
  page: staff,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(staff, EMPLOYEE)
  const terms = {
    mark: 'per mail',
    access: 'Wie een e-mailadres heeft',
    results: /^Als de dialoog gesloten is/,
  }
  const room = await makeRoom(staff, site, terms)
  await staff.goto(room.desk)
  await staff.getByRole('link', { name: 'Verander het concept' }).click()
  await expect(staff.getByLabel('Stellingen om mee te beginnen')).toHaveValue(
    /^Op het plein komen meer bomen\./,
  )
  await staff.getByLabel('Inleiding').fill('Het plein wordt in 2027 opnieuw ingericht.')
  await isAccessible(staff)
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await expect(staff.getByText('De dialoog is veranderd.')).toBeVisible()
  await openRoom(staff, room)
  const resident = await newPage(browser, { viewport: phone })
  await resident.goto(room.page)
  await expect(resident.getByText('‘Op het plein komen meer bomen.’')).toBeVisible()
  await isAccessible(resident)
  await resident.getByLabel('Uw e-mailadres').fill('wil')
  await resident.getByRole('button', { name: 'Stuur mij een link' }).click()
  await expect(resident.getByRole('alert')).toBeFocused()
  await isAccessible(resident)
  const link = await askLink(resident, site, 'Wil+Plein@Bücher.test')
  await isAccessible(resident)

  await resident.goto(link)
  await isAccessible(resident)
  await resident.getByRole('button', { name: 'Doe mee' }).click()
  await expect(resident.getByText('U kunt nu antwoord geven')).toBeVisible()
  await isAccessible(resident)
  await isRefused(browser, link)

  await answerFive(resident)
  await expect(resident.getByText('staat hier zodra het stemmen voorbij is').first()).toBeVisible()
  await isAccessible(resident)
  await tellAboutYourself(resident, isAccessible)
  await resident.goto(`${room.page}/results`)
  await expect(resident.getByText('De antwoorden ziet u later')).toBeVisible()
  await expect(resident.getByText('Tot nu toe deden minder dan 20 mensen mee.')).toBeVisible()
  await isAccessible(resident)

  await staff.goto(room.desk)
  await staff.getByRole('button', { name: 'Ja, sluit de dialoog' }).click()
  await expect(staff.getByText('De dialoog is gesloten.')).toBeVisible()
  await resident.reload()
  await expect(resident.getByText('De antwoorden ziet u later')).toBeHidden()
  await expect(resident.getByRole('heading', { name: 'Wie meededen' })).toBeVisible()
  await isAccessible(resident)
  await resident.context().close()
})

test('without JavaScript somebody gets in by the code of a letter, and with one code nobody else does', async ({
  browser,
  page: staff,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(staff, EMPLOYEE)
  const terms = { mark: 'per brief', access: 'Wie een brief met een code kreeg', results: /^Meteen/ }
  const room = await makeRoom(staff, site, terms)
  await staff.goto(room.desk)
  await staff.getByRole('button', { name: 'Ja, open de dialoog' }).click()
  await expect(staff.getByText('Maak eerst codes voor de brieven.')).toBeVisible()
  const [first = '', second = ''] = await downloadCodes(staff, room, isAccessible)
  await openRoom(staff, room)
  const people = await Promise.all(
    [0, 1].map(() => newPage(browser, { viewport: desk, javaScriptEnabled: false })),
  )
  await Promise.all(people.map((person) => enter(person, room, first)))
  const isIn = await Promise.all(
    people.map((person) => person.getByText('U kunt nu antwoord geven').isVisible()),
  )
  expect(isIn.filter(Boolean)).toHaveLength(1)
  const [inside, outside] = isIn[0] ? people : people.toReversed()
  if (!inside || !outside) throw new Error('Two people came.')
  await expect(outside.getByText('Met deze code doet al iemand mee.').first()).toBeVisible()
  for (const person of people) await lookAtTwin(browser, person, isAccessible)

  await inside.getByRole('button', { name: 'Eens', exact: true }).click()
  await expect(inside.getByText('Uw vorige antwoord: eens')).toBeVisible()
  await lookAtTwin(browser, inside, isAccessible)
  await enter(outside, room, second.toLowerCase().replaceAll(' ', '-'))
  await expect(outside.getByText('U kunt nu antwoord geven')).toBeVisible()
  await staff.goto(room.desk)
  await expect(staff.getByText('2 van 2 codes gebruikt.')).toBeVisible()
  for (const person of people) await person.context().close()
})

async function newPage(browser: Browser, options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  return (await browser.newContext(options)).newPage()
}

/** A dialogue of its own in a dossier of its own, which asks people about themselves. */
async function makeRoom(staff: Page, site: Site, { mark, access, results }: Terms): Promise<Room> {
  await staff.goto(`${site.url}/nl/desk/dossiers/new`)
  await staff.getByLabel('Vraag aan bewoners').fill(`Wat doen we met het plein, ${mark}?`)
  await staff.getByLabel('Uitleg').fill('Het plein wordt opnieuw ingericht.')
  await staff.getByLabel('U geeft advies').check()
  await staff.getByLabel('Wat belooft u?').fill('Wij nemen uw advies over, of leggen uit waarom niet.')
  await staff.getByLabel('Wie beslist?').fill('De gemeenteraad')
  await staff.getByLabel('Antwoord uiterlijk op').fill('2099-05-08')
  await staff.getByLabel('Naam van stap 1').fill('Meedenken')
  await staff.getByLabel('Begin van stap 1').fill('2026-01-01')
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await staff.getByRole('button', { name: 'Ja, open het dossier' }).click()
  await expect(staff.getByText('Het dossier is open.')).toBeVisible()
  await staff.getByRole('link', { name: 'Maak een dialoog' }).click()
  await staff.getByLabel('Vraag', { exact: true }).fill(`Wat moet er op het plein, ${mark}?`)
  const statements = seeds.map((what) => `Op het plein komen meer ${what}.`).join('\n')
  await staff.getByLabel('Stellingen om mee te beginnen').fill(statements)
  await staff.getByLabel(access).check()
  await staff.getByRole('radio', { name: results }).check()
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await expect(staff).toHaveURL(/\/desk\/dialogues\//)
  const here = staff.url()
  await staff.getByRole('link', { name: 'Bekijk en verander de vragen' }).click()
  await staff.getByLabel('Vraag 1', { exact: true }).fill('Hoe oud bent u?')
  await staff.getByLabel('Antwoorden op vraag 1').fill('Jonger dan 40 = 5.000\n40 of ouder = 6.000')
  await staff.getByRole('button', { name: 'Bewaar de vragen' }).click()
  await expect(staff.getByText('De vragen zijn bewaard.')).toBeVisible()
  return { desk: here, page: here.replace('/desk/', '/') }
}

async function openRoom(staff: Page, room: Room): Promise<void> {
  await staff.goto(room.desk)
  await staff.getByRole('button', { name: 'Ja, open de dialoog' }).click()
  await expect(staff.getByText('De dialoog is open.')).toBeVisible()
}

/** @returns the address behind the link that was mailed */
async function askLink(resident: Page, site: Site, address: string): Promise<string> {
  await resident.getByLabel('Uw e-mailadres').fill(address)
  await resident.getByRole('button', { name: 'Stuur mij een link' }).click()
  await expect(resident.getByRole('heading', { name: 'Kijk in uw mail' })).toBeVisible()
  const mail = await site.mailbox.waitFor(
    ({ subject }) => subject?.startsWith('Uw link om mee te doen') ?? false,
  )
  expect(mail.envelopeTo).toEqual(['Wil+Plein@bücher.test'])
  return /http\S+\/take-part\/open\?token=\S+/.exec(mail.text ?? '')?.[0] ?? ''
}

async function isRefused(browser: Browser, link: string): Promise<void> {
  const stranger = await newPage(browser, { viewport: phone })
  await stranger.goto(link)
  await stranger.getByRole('button', { name: 'Doe mee' }).click()
  await expect(stranger.getByRole('heading', { name: 'Deze link werkt niet meer' })).toBeVisible()
  await stranger.context().close()
}

async function answerFive(resident: Page): Promise<void> {
  for (let done = 1; done <= 5; done++) {
    await resident.getByRole('button', { name: 'Eens', exact: true }).click()
    await expect(resident.getByText(`${done} van 6 stellingen beantwoord`)).toBeVisible()
  }
}

async function tellAboutYourself(resident: Page, isAccessible: (page: Page) => Promise<void>): Promise<void> {
  await resident.getByRole('link', { name: 'Vertel iets over uzelf' }).click()
  await expect(resident.getByRole('heading', { level: 1, name: 'Over uzelf' })).toBeVisible()
  await isAccessible(resident)
  await resident.getByLabel('40 of ouder').check()
  await resident.getByRole('button', { name: 'Bewaar' }).click()
  await expect(resident.getByText('Bewaard. Dank u wel.')).toBeVisible()
  await expect(resident.getByLabel('40 of ouder')).toBeChecked()
  await isAccessible(resident)
}

async function downloadCodes(
  staff: Page,
  room: Room,
  isAccessible: (page: Page) => Promise<void>,
): Promise<string[]> {
  await staff.goto(room.desk)
  await isAccessible(staff)
  await staff.getByLabel('Hoeveel codes?').fill('2')
  const downloading = staff.waitForEvent('download')
  await staff.getByRole('button', { name: 'Maak codes en download' }).click()
  const file = await readFile(await (await downloading).path(), 'utf8')
  return file
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '')
}

async function enter(person: Page, { page }: Room, code: string): Promise<void> {
  await person.goto(page)
  await person.getByLabel('De code uit uw brief').fill(code)
  await person.getByRole('button', { name: 'Doe mee' }).click()
  await expect(
    person
      .getByText('U kunt nu antwoord geven')
      .or(person.getByText('Met deze code doet al iemand mee.'))
      .first(),
  ).toBeVisible()
}
