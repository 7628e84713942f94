import { createServer, type Server } from 'node:http'
import { expect, type Page } from '@playwright/test'
import { listenOnLoopback } from '../testing/ports.ts'
import { type Site, test } from './site.ts'
import { describeWay, lookWithout, newPage, visitUntil, type Way, ways } from './walk.ts'

type Tools = { site: Site; staff: Page; look: (page: Page) => Promise<void>; word: string }

const subjects = ['input', 'gesprek', 'antwoord'] as const

/** A blog of somebody else: a page that points to its feed, posts that each have a page, and what stands below them. */
class Blog {
  readonly #server: Server
  readonly #word: string
  below = ''
  url = ''

  constructor(word: string) {
    this.#word = word
    this.#server = createServer((request, response) => {
      const html = request.url?.startsWith('/feed') ? undefined : this.#page(request.url ?? '/')
      if (request.url === '/robots.txt') response.writeHead(404).end()
      else if (html === undefined) response.setHeader('content-type', 'application/rss+xml').end(this.#feed())
      else response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
    })
  }

  async open(): Promise<void> {
    this.url = `http://127.0.0.1:${await listenOnLoopback(this.#server)}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  titleOf(subject: (typeof subjects)[number]): string {
    return `De ${this.#word} bij de school, ${subject}`
  }

  #page(path: string): string {
    if (path === '/')
      return `<html><head><title>Buurtblog</title><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Welkom</body></html>`
    return `<html lang="nl"><head><title>Bericht</title></head><body><article><p>Wat vindt u?</p></article><div id="reactie">${this.below}</div></body></html>`
  }

  #feed(): string {
    const items = subjects.map(
      (subject) =>
        `<item><title>${this.titleOf(subject)}</title><link>${this.url}/${subject}</link><guid>${this.url}/${subject}</guid><description>Wanneer komt de ${this.#word} er? De gemeente zegt dat het niet doorgaat.</description><pubDate>${new Date().toUTCString()}</pubDate></item>`,
    )
    return `<rss version="2.0"><channel><title>Buurtblog ${this.#word}</title><link>${this.url}/</link><language>nl</language>${items.join('')}</channel></rss>`
  }
}

for (const way of ways)
  test(`what is said elsewhere is found, and becomes input, a conversation and a reply on the spot (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    // One walk from a source to a reply that stands where the post does.
    test.slow()
    const word = way.javaScriptEnabled ? 'zebrapad' : 'drempel'
    const staff = await newPage(browser, way)
    await signIn(staff, 'samir@voorbeeld.test')
    const tools = { site, staff, word, look: lookWithout(browser, way, isAccessible) }
    const blog = new Blog(word)
    await blog.open()
    await addSource(tools, blog)
    const dossier = await addWatch(tools, way)
    await makeInput(tools, blog, dossier)
    await makeConversation(tools, blog)
    const writer = await newPage(browser, way)
    await signIn(writer, 'wieke@voorbeeld.test')
    await replyThere(tools, writer, blog)
    blog.close()
    await writer.context().close()
    await staff.context().close()
  })

async function addSource({ site, staff, look, word }: Tools, blog: Blog): Promise<void> {
  await staff.goto(`${site.url}/nl/desk/listen/sources/new`)
  await staff.getByLabel('Adres van de site of de feed').fill(`${blog.url}/`)
  await staff.getByLabel('Waarom leest u hier mee?').fill('Horen wat bij de school speelt.')
  await staff.getByLabel('Taak van algemeen belang').check()
  await staff.getByRole('button', { name: 'Voeg bron toe' }).click()
  await expect(staff.getByText('Wij lezen nu mee.')).toBeVisible()
  await look(staff)
  const post = staff.getByRole('link', { name: new RegExp(word) }).first()
  await visitUntil(staff, `${site.url}/nl/desk/listen?show=all`, post)
}

/** @returns the dossier that the watch serves */
async function addWatch({ site, staff, look, word }: Tools, { javaScriptEnabled }: Way): Promise<string> {
  await staff.goto(`${site.url}/nl/desk/listen/watches/new`)
  await look(staff)
  const row = staff.getByRole('group', { name: 'Rij 1' })
  await row.getByLabel('Wat moet er staan?').selectOption({ label: 'Al deze woorden' })
  await row.getByLabel('Woorden', { exact: true }).fill(`${word} school`)
  if (javaScriptEnabled) await row.getByLabel('Woorden', { exact: true }).blur()
  await staff.getByRole('button', { name: 'Probeer eerst' }).click()
  await expect(staff.getByRole('heading', { name: 'Wat deze zoekvraag had gevonden' })).toBeVisible()
  await expect(staff.getByText('3 berichten gevonden')).toBeVisible()
  await expect(staff.getByLabel('Waar let u op?')).toHaveValue(`${word} school`)
  await look(staff)
  await staff.getByLabel('Naam', { exact: true }).fill(`Veilig bij ${word}`)
  await staff.getByLabel('Waarvoor is dit nodig?').fill('Zorgen van ouders vroeg zien.')
  const dossiers = staff.getByRole('group', { name: /Voor welke dossiers/ }).getByRole('checkbox')
  await dossiers.first().check()
  const dossier = (await dossiers.first().evaluate((box) => box.closest('label')?.textContent ?? '')).trim()
  await staff.getByLabel('Deze zoekvraag volgt een onderwerp, geen inwoner.').check()
  await staff.getByRole('button', { name: 'Bewaar zoekvraag' }).click()
  await expect(staff.getByText('De zoekvraag staat aan.')).toBeVisible()
  await look(staff)
  return dossier
}

/** The post at the desk, with what was looked for marked in it. */
async function openPost({ site, staff, word }: Tools, title: string): Promise<void> {
  const marked = staff
    .locator('mark', { hasText: new RegExp(word, 'i') })
    .filter({ visible: true })
    .first()
  await visitUntil(
    staff,
    `${site.url}/nl/desk/listen?show=found`,
    staff.getByRole('link', { name: title }).first(),
  )
  await staff.getByRole('link', { name: title }).first().click()
  await expect(staff.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(marked).toBeVisible()
}

async function makeInput(tools: Tools, blog: Blog, dossier: string): Promise<void> {
  const { staff, look } = tools
  await openPost(tools, blog.titleOf('input'))
  await look(staff)
  if (dossier !== '') await expect(staff.getByLabel('Dossier', { exact: true })).not.toHaveValue('')
  await staff.getByRole('button', { name: 'Zet in het dossier' }).click()
  await expect(staff.getByText(/bericht staat in het dossier\.$/)).toBeVisible()
}

async function makeConversation(tools: Tools, blog: Blog): Promise<void> {
  const { staff, look } = tools
  await openPost(tools, blog.titleOf('gesprek'))
  await staff.getByRole('link', { name: 'Maak er een gesprek van' }).click()
  await look(staff)
  await staff.getByRole('button', { name: 'Maak er een gesprek van' }).click()
  await expect(staff).toHaveURL(/\/desk\/inbox\//)
  await look(staff)
}

/** Says once and openly what is so, approved by a colleague. */
async function tellFact({ site, staff, look, word }: Tools, writer: Page): Promise<string> {
  const claim = `De ${word} gaat niet door, zeggen mensen`
  await writer.getByRole('link', { name: 'Begin een nieuw feitenblad' }).click()
  await writer.getByLabel('Wat wordt er gezegd?').fill(claim)
  await writer.getByLabel('Klopt niet').check()
  await writer.getByLabel('Wat klopt er wel, in één zin?').fill(`De ${word} komt er in mei.`)
  await writer.getByLabel('Leg uit hoe het zit').fill('Het besluit is genomen.')
  await writer.getByLabel('Naam van de bron').first().fill('Besluit van de raad')
  await writer.getByLabel('Adres').first().fill('https://raad.example/besluit')
  await writer.getByLabel('Datum').first().fill('2026-02-20')
  await writer.getByRole('button', { name: 'Leg voor aan een collega' }).click()
  await expect(writer.getByText('Het ligt voor.')).toBeVisible()
  await staff.goto(`${site.url}/nl/desk/facts?show=waiting`)
  await staff.getByRole('link', { name: claim }).click()
  await staff.getByRole('button', { name: 'Keur goed en maak openbaar' }).click()
  await expect(staff.getByText('Goedgekeurd. Iedereen kan het lezen.')).toBeVisible()
  await look(staff)
  return claim
}

async function replyThere(tools: Tools, writer: Page, blog: Blog): Promise<void> {
  const { staff, look } = tools
  await openPost({ ...tools, staff: writer }, blog.titleOf('antwoord'))
  const post = writer.url()
  const claim = await tellFact(tools, writer)
  await writer.goto(post)
  await writer.getByRole('link', { name: 'Antwoord hierop' }).click()
  await writer.getByText('Wie gaat ermee verder?').click()
  const about = writer.getByLabel('Waar gaat het over?')
  const housing = about.locator('option', { hasText: 'Wonen en bouwen' })
  await about.selectOption((await housing.getAttribute('value')) ?? '')
  await writer.getByRole('button', { name: 'Maak er een gesprek van' }).click()
  await writer.getByLabel('Feitenblad', { exact: true }).selectOption({ label: `Klopt niet: ${claim}` })
  await writer.getByRole('button', { name: 'Zet in het antwoord' }).click()
  await expect(writer.locator('#reply')).toHaveValue(/Dat klopt niet\./)
  await expect(writer.getByText(/Onder uw tekst komt vanzelf te staan: .* namens /)).toBeVisible()
  await look(writer)
  await writer.getByRole('button', { name: 'Vraag om goedkeuring' }).click()
  await expect(writer.getByText('Uw concept wacht op goedkeuring.')).toBeVisible()
  const conversation = writer.url().replace(/[?#].*/, '')
  await staff.goto(conversation)
  await staff.getByRole('button', { name: 'Keur goed' }).click()
  await expect(staff.getByText('Het concept is goedgekeurd.')).toBeVisible()
  await look(staff)
  await place({ ...tools, staff: writer }, conversation, blog)
}

/** Copies the text to where the post is, and says where it stands. */
async function place({ staff, look }: Tools, conversation: string, blog: Blog): Promise<void> {
  await staff.goto(conversation)
  const text = staff.getByLabel(/^Deze tekst zet u op/)
  await expect(text).toHaveValue(/Dat klopt niet\.[\s\S]*, namens /)
  await look(staff)
  blog.below = `<p>${(await text.inputValue()).replaceAll('\n', '<br>')}</p>`
  await staff.getByLabel('Het adres waar uw antwoord nu staat').fill(`${blog.url}/antwoord#reactie`)
  await staff.getByRole('button', { name: 'Het staat er', exact: true }).click()
  await expect(staff.getByText('Vastgelegd: dit gesprek is beantwoord op de plek zelf.')).toBeVisible()
  await look(staff)
  await visitUntil(staff, conversation, staff.getByText(/Geplaatst\. Wij zagen het staan op/))
  await look(staff)
}
