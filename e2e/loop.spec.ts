import { expect, type Page } from '@playwright/test'
import { startFeedServer } from './feed-server.ts'
import { type Site, test } from './site.ts'
import { lookWithout, newPage, visitUntil } from './walk.ts'

const EMPLOYEE = 'samir@voorbeeld.test'

type Tools = {
  site: Site
  /** The browser of a member of staff, signed in. */
  staff: Page
  /** The browser of a resident. */
  resident: Page
  /** Part of every name in this walk, so that two walks over one site do not meet. */
  mark: string
  look: (page: Page) => Promise<void>
}

for (const javaScriptEnabled of [true, false])
  test(`a post, a question and votes are heard, answered and followed up (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    // One walk from a post to the closing of its dossier: each step needs what the one before it made.
    test.slow()
    const way = { javaScriptEnabled, width: 1280 }
    const staff = await newPage(browser, way)
    const resident = await newPage(browser, way)
    const mark = javaScriptEnabled ? 'met script' : 'zonder script'
    const look = lookWithout(browser, way, isAccessible)
    const tools = { site, staff, resident, mark, look }
    await signIn(staff, EMPLOYEE)
    const dossier = await makeDossier(tools)
    await hearPost(tools, dossier)
    const code = await askAndAnswer(tools, dossier)
    await deliberate(tools, dossier)
    await respondToAll(tools, dossier)
    await readTrack(tools, code)
    await closeDossier(tools, dossier)
    await staff.context().close()
    await resident.context().close()
  })

type Dossier = { question: string; slug: string }

function addressOf(mark: string): string {
  return `${mark.replaceAll(' ', '-')}@bewoner.test`
}

async function makeDossier({ site, staff, mark, look }: Tools): Promise<Dossier> {
  const question = `Wat doen we met de vijver, ${mark}?`
  await staff.goto(`${site.url}/nl/desk/dossiers/new`)
  await look(staff)
  await staff.getByLabel('Vraag aan bewoners').fill(question)
  await staff.getByLabel('Uitleg').fill('De vijver in het park moet worden opgeknapt.')
  await staff.getByLabel('U geeft advies').check()
  await staff.getByLabel('Wat belooft u?').fill('Wij nemen uw advies over, of leggen uit waarom niet.')
  await staff.getByLabel('Wie beslist?').fill('De gemeenteraad')
  await staff.getByLabel('Antwoord uiterlijk op').fill('2099-05-08')
  await staff.getByLabel('Naam van stap 1').fill('Meedenken')
  await staff.getByLabel('Begin van stap 1').fill('2026-01-01')
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await expect(staff.getByRole('heading', { level: 1, name: question })).toBeVisible()
  await look(staff)
  await staff.getByRole('button', { name: 'Ja, open het dossier' }).click()
  await expect(staff.getByText('Het dossier is open.')).toBeVisible()
  await look(staff)
  return { question, slug: new URL(staff.url()).pathname.split('/').at(-1) ?? '' }
}

async function hearPost({ site, staff, look }: Tools, { question }: Dossier): Promise<void> {
  const feed = await startFeedServer()
  await staff.goto(`${site.url}/nl/desk/listen/sources/new`)
  await look(staff)
  await staff.getByLabel('Adres van de site of de feed').fill(feed.url)
  await staff.getByLabel('Waarom leest u hier mee?').fill('Horen wat in de buurt speelt.')
  await staff.getByLabel('Taak van algemeen belang').check()
  await staff.getByRole('button', { name: 'Voeg bron toe' }).click()
  await expect(staff.getByText('Wij lezen nu mee.')).toBeVisible()
  await look(staff)
  const post = staff.getByRole('link', { name: feed.title }).first()
  await visitUntil(staff, `${site.url}/nl/desk/listen?show=all`, post)
  await look(staff)
  await post.click()
  await staff.getByLabel('Dossier', { exact: true }).selectOption({ label: question })
  await staff.getByRole('button', { name: 'Zet in het dossier' }).click()
  await expect(staff.getByText(/bericht staat in het dossier\.$/)).toBeVisible()
  await look(staff)
  await feed.stop()
}

/** @returns the claim code of the question */
async function askAndAnswer(
  { site, staff, resident, mark, look }: Tools,
  { slug }: Dossier,
): Promise<string> {
  await resident.goto(`${site.url}/nl/dossiers/${slug}`)
  await look(resident)
  await resident.getByRole('link', { name: 'Vertel uw verhaal' }).first().click()
  const story = resident.getByLabel('Wat wilt u ons vertellen of vragen?')
  await expect(story).toBeVisible()
  await look(resident)
  await story.fill(`Blijven de eenden in de vijver, ${mark}?`)
  await resident.getByLabel('Uw e-mailadres').fill(addressOf(mark))
  await resident.getByRole('button', { name: 'Verstuur' }).click()
  await expect(resident.getByRole('heading', { name: 'Wij hebben uw bericht ontvangen' })).toBeVisible()
  await look(resident)
  const code = ((await resident.locator('.wk-code').first().textContent()) ?? '').replaceAll(/\s/g, '')
  const receipt = await site.mailbox.waitFor((mail) => mail.envelopeTo.includes(addressOf(mark)))
  expect(receipt.text?.replaceAll(' ', '')).toContain(code)
  // One mail asks for the address to be confirmed, and one button does.
  await resident.goto(/http\S+\/my-input\/address\/\S+/.exec(receipt.text ?? '')?.[0] ?? '')
  await look(resident)
  await resident.getByRole('button', { name: 'Ja, bevestig mijn adres' }).click()
  await expect(resident.getByRole('heading', { name: 'Uw adres is bevestigd' })).toBeVisible()
  await look(resident)

  await staff.goto(`${site.url}/nl/desk/inbox?order=newest`)
  await staff.getByRole('link', { name: `Blijven de eenden in de vijver, ${mark}` }).click()
  const answer = staff.getByLabel('Antwoord aan de vrager, per mail')
  await expect(answer).toBeVisible()
  await look(staff)
  await answer.fill('Ja. De eenden houden hun eiland.')
  await staff.getByRole('button', { name: 'Verstuur antwoord' }).click()
  await expect(staff.getByText('Ja. De eenden houden hun eiland.').first()).toBeVisible()
  await look(staff)
  const reply = await site.mailbox.waitFor(
    (mail) => mail.envelopeTo.includes(addressOf(mark)) && (mail.text ?? '').includes('houden hun eiland'),
  )
  expect(reply.inReplyTo ?? reply.references ?? '').toContain(receipt.messageId ?? '-')
  return code
}

async function deliberate({ site, staff, resident, mark, look }: Tools, { slug }: Dossier): Promise<void> {
  await staff.goto(`${site.url}/nl/desk/dossiers/${slug}/dialogues/new`)
  await look(staff)
  await staff.getByLabel('Vraag', { exact: true }).fill(`Hoe moet de vijver worden, ${mark}?`)
  const seeds = ['De vijver moet dieper worden.', 'Er moeten bankjes komen.', 'Honden mogen hier los.']
  await staff.getByLabel('Stellingen om mee te beginnen').fill(seeds.join('\n'))
  await staff.getByRole('button', { name: 'Bewaar als concept' }).click()
  await staff.getByRole('button', { name: 'Ja, open de dialoog' }).click()
  await expect(staff.getByText('De dialoog is open.')).toBeVisible()
  await look(staff)
  const desk = staff.url()

  await resident.goto(`${site.url}/nl/dossiers/${slug}`)
  await resident.getByRole('link', { name: 'Stem op stellingen' }).first().click()
  await expect(resident.getByRole('button', { name: 'Eens', exact: true })).toBeVisible()
  await look(resident)
  for (const answer of ['Eens', 'Oneens']) {
    await resident.getByRole('button', { name: answer, exact: true }).click()
    await expect(resident.getByText(`Uw vorige antwoord: ${answer.toLowerCase()}`)).toBeVisible()
  }
  await look(resident)
  await resident.getByRole('link', { name: 'Schrijf zelf een stelling' }).click()
  await resident.getByLabel('Uw stelling').fill(`Laat het riet staan voor de vogels, ${mark}.`)
  await resident.getByRole('button', { name: 'Verstuur mijn stelling' }).click()
  await expect(resident.getByText('Wij lezen uw stelling nu').first()).toBeVisible()
  await look(resident)

  await staff.goto(desk)
  await staff.getByRole('button', { name: 'Plaats :' }).click()
  await expect(staff.getByText('De stelling is geplaatst.')).toBeVisible()
  await look(staff)
}

async function respondToAll({ site, staff, mark, look }: Tools, { slug }: Dossier): Promise<void> {
  const queue = `${site.url}/nl/desk/responses/${slug}`
  await staff.goto(queue)
  await look(staff)
  await staff.getByRole('checkbox').first().check()
  for (const box of await staff.getByRole('checkbox').all()) await box.check()
  await staff.getByRole('button', { name: 'Beantwoord gekozen inbreng' }).click()
  await writeResponse({ staff, look }, 'De vijver blijft van de dieren. Er komen ook twee bankjes.')
  const notice = await site.mailbox.waitFor(
    (mail) => mail.envelopeTo.includes(addressOf(mark)) && (mail.text ?? '').includes('van de dieren'),
  )
  expect(notice.text).toContain('/my-input/')

  await staff.goto(queue)
  await staff.getByRole('link', { name: 'Beantwoord de hele dialoog' }).click()
  await writeResponse({ staff, look }, 'Wij maken de vijver dieper en houden het riet.')
}

async function writeResponse({ staff, look }: Pick<Tools, 'staff' | 'look'>, action: string): Promise<void> {
  const taken = staff.getByLabel('Overgenomen', { exact: true })
  await expect(taken).toBeVisible()
  await look(staff)
  await taken.check()
  await staff.getByLabel('Wat doen wij precies').fill(action)
  await staff.getByLabel('Waarom doen wij dit?').fill('Dat past bij wat u en anderen zeiden.')
  await staff.getByRole('button', { name: 'Bekijk eerst hoe het eruitziet' }).click()
  await expect(staff.getByRole('heading', { name: 'Zo leest de bewoner het' })).toBeVisible()
  await look(staff)
  await staff.getByRole('button', { name: 'Publiceer dit antwoord' }).click()
  await expect(staff.getByText('Het antwoord staat op de site.')).toBeVisible()
  await look(staff)
}

async function readTrack({ site, resident, look }: Tools, code: string): Promise<void> {
  await resident.goto(`${site.url}/nl/my-input`)
  await look(resident)
  await resident.getByLabel('Volgcode').fill(code.toLowerCase())
  await resident.getByRole('button', { name: 'Bekijk mijn inbreng' }).click()
  for (const part of ['Blijven de eenden', 'houden hun eiland', 'van de dieren'])
    await expect(resident.getByText(part).first()).toBeVisible()
  await expect(resident.getByText('Wij mailden u dit').first()).toBeVisible()
  await look(resident)
}

async function closeDossier(
  { site, staff, resident, look }: Tools,
  { slug, question }: Dossier,
): Promise<void> {
  await staff.goto(`${site.url}/nl/desk/dossiers/${slug}`)
  await staff.getByRole('button', { name: 'Ja, sluit het dossier' }).click()
  await expect(staff.getByText('Het dossier is gesloten.')).toBeVisible()
  await look(staff)
  await resident.goto(`${site.url}/nl/dossiers/${slug}`)
  await expect(resident.getByRole('heading', { level: 1, name: question })).toBeVisible()
  await expect(resident.getByText('Dit onderwerp is afgerond')).toBeVisible()
  await look(resident)
}
