import type { Page } from '@playwright/test'
import { expect, type Site, test } from './site.ts'
import { describeWay, lookWithout, newPage, visitUntil, ways } from './walk.ts'

const dialogue = 'wat-vindt-u-van-de-dorpsstraat'

type Tools = { site: Site; page: Page; look: (page: Page) => Promise<void> }

for (const way of ways)
  test(`somebody votes, sees the result and the own place, and changes an answer (${describeWay(way)})`, async ({
    browser,
    site,
    isAccessible,
  }) => {
    const page = await newPage(browser, way)
    const look = lookWithout(browser, way, isAccessible)
    await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
    await look(page)
    await answer(page, 'Eens')
    await look(page)
    await answer(page, 'Weet ik niet')
    await page.getByRole('button', { name: 'Ik twijfel' }).click()
    await expect(page.getByText('U zei waarom: ik twijfel.')).toBeVisible()
    await look(page)
    await answer(page, 'Oneens')
    await answer(page, 'Eens')
    await page.getByRole('button', { name: 'Oneens', exact: true }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: 'U gaf 5 antwoorden. Dank u wel.' }),
    ).toBeVisible()
    await look(page)
    await page.getByRole('link', { name: 'Nog vijf?' }).click()
    await answer(page, 'Eens')
    await page.getByRole('link', { name: 'Verander uw antwoord' }).click()
    await expect(page.getByText('Uw antwoord was: eens.')).toBeVisible()
    await look(page)
    await answer(page, 'Oneens')
    await answer(page, 'Eens')
    await seePlace({ site, page, look })
    await seeReport({ site, page, look })
    await page.context().close()
  })

/** Gives an answer, and sees it back with what others say. */
async function answer(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByText(`Uw vorige antwoord: ${name.toLowerCase()}`)).toBeVisible()
}

async function seePlace({ site, page, look }: Tools): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: /^U (lijkt|staat)/ })
  await visitUntil(page, `${site.url}/nl/dialogues/${dialogue}/my-place`, heading)
  await expect(
    page.getByRole('group', { name: /Meningenkaart van minstens \d+ mensen\..* U staat / }),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Samen eens' })).toBeVisible()
  await page.getByText('De kaart als tabel').click()
  await expect(page.getByRole('table', { name: 'Waar staan de mensen?' })).toBeVisible()
  await look(page)
}

/** What the ends of the axes say stands around the drawing, not on it. */
async function expectWordsBesideMap(page: Page): Promise<void> {
  const boxesOf = async (selector: string) => {
    const found = await page.locator(`.wk-mapfig ${selector}`).all()
    return Promise.all(found.map((one) => one.boundingBox()))
  }
  const [maps, words] = [await boxesOf('> svg:visible'), await boxesOf('.wk-pole')]
  expect(words.length).toBeGreaterThan(1)
  for (const map of maps)
    for (const word of words) {
      if (!map || !word) throw new Error('The map, or a word of it, is not drawn.')
      const isBeside = word.x + word.width <= map.x || word.x >= map.x + map.width
      const isAboveOrBelow = word.y + word.height <= map.y || word.y >= map.y + map.height
      expect(isBeside || isAboveOrBelow, JSON.stringify({ map, word })).toBe(true)
    }
}

async function seeReport({ site, page, look }: Tools): Promise<void> {
  await page.goto(`${site.url}/nl/dialogues/${dialogue}/my-place`)
  await page.getByRole('link', { name: 'Lees het rapport' }).first().click()
  // The page left has a heading and a map as well, and the address may change before the page does.
  await expect(page).toHaveTitle(/^Rapport/)
  await expectWordsBesideMap(page)
  await look(page)
}

test('somebody without a mouse votes, with Tab and Enter and with one key', async ({
  page,
  site,
  isAccessible,
}) => {
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  await tabTo(page, 'Oneens')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Uw vorige antwoord: oneens')).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByText('Uw vorige antwoord: eens')).toBeVisible()
  await page.keyboard.press('3')
  await expect(page.getByText('Uw vorige antwoord: weet ik niet')).toBeVisible()
  await tabTo(page, 'Ik twijfel')
  await page.keyboard.press('Space')
  await expect(page.getByText('U zei waarom: ik twijfel.')).toBeVisible()
  await isAccessible(page)
  await tabTo(page, 'Schrijf zelf een stelling')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Uw stelling')).toBeVisible()
  await isAccessible(page)
})

/** Goes from one thing to the next as the keyboard does, until it is at the one with this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(':focus').textContent())?.trim() === name) return
  }
  throw new Error(`The keyboard does not reach "${name}".`)
}

for (const way of ways)
  test(`the author of a refused statement reads why, and asks for a second look (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const author = await newPage(browser, way)
    const text =
      way.width === 360
        ? 'De wethouder moet zelf eens over de stoep lopen.'
        : 'Ambtenaren komen nooit op tijd uit hun bed.'
    const code = await propose({ site, page: author, look }, text)

    const refuser = await newPage(browser, way)
    await signIn(refuser, 'samir@voorbeeld.test')
    await refuser.goto(`${site.url}/nl/desk/dialogues/${dialogue}`)
    const later = refuser.getByRole('link', { name: text })
    if (await later.isVisible()) await later.click()
    const waiting = refuser.getByRole('article', { name: text })
    await waiting.getByLabel('Uitleg voor de schrijver').fill('Dit gaat over één persoon.')
    await look(refuser)
    await waiting.getByRole('button', { name: 'Is beledigend' }).click()
    await expect(refuser.getByText('De stelling is geweigerd.')).toBeVisible()
    await look(refuser)

    await author.goto(`${site.url}/nl/my-input/${code}`)
    await expect(author.getByText('Dit gaat over één persoon.')).toBeVisible()
    await look(author)
    await author.getByRole('button', { name: 'Vraag om een tweede blik' }).click()
    await expect(author.getByText('Schrijf waarom uw stelling er wel moet staan.').first()).toBeVisible()
    await look(author)
    await author
      .getByLabel('Waarom moet uw stelling er wel staan?')
      .fill('Het gaat over een ambt, niet een mens.')
    await author.getByRole('button', { name: 'Vraag om een tweede blik' }).click()
    await expect(author.getByText('Wij kijken opnieuw.')).toBeVisible()
    await look(author)

    const second = await newPage(browser, way)
    await signIn(second, 'noor@voorbeeld.test')
    await second.goto(`${site.url}/nl/desk/appeals`)
    await look(second)
    const appeal = second.getByRole('article', { name: `‘${text}’` })
    await appeal.getByText('Beslis', { exact: true }).click()
    await appeal.getByLabel('Plaats de stelling alsnog').check()
    await appeal.getByLabel('Uitleg voor de schrijver').fill('U hebt gelijk: het gaat over het ambt.')
    await appeal.getByRole('button', { name: 'Beslis en vertel het de schrijver' }).click()
    await expect(
      second.getByText('De stelling staat nu op de site. De schrijver krijgt bericht.'),
    ).toBeVisible()
    await look(second)

    await author.goto(`${site.url}/nl/my-input/${code}`)
    await expect(author.getByText('U hebt gelijk: het gaat over het ambt.')).toBeVisible()
    await look(author)
    for (const page of [author, refuser, second]) await page.context().close()
  })

/**
 * Writes a statement like one that is there: that one is offered first.
 * @returns the claim code
 */
async function propose({ site, page, look }: Tools, text: string): Promise<string> {
  await page.goto(`${site.url}/nl/dialogues/${dialogue}/statements/new`)
  await look(page)
  await page.getByLabel('Uw stelling').fill('Kort')
  await page.getByRole('button', { name: 'Verstuur mijn stelling' }).click()
  await expect(page.getByText('Uw stelling is te kort.').first()).toBeVisible()
  await look(page)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  const asked = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').replaceAll(/[‘’]/g, '')
  await page.goto(`${site.url}/nl/dialogues/${dialogue}/statements/new`)
  await page.getByLabel('Uw stelling').fill(`${asked} Graag.`)
  await page.getByRole('button', { name: 'Verstuur mijn stelling' }).click()
  await expect(page.getByText('Bedoelt u misschien dit?').first()).toBeVisible()
  await look(page)
  await page.getByLabel('Uw stelling').fill(text)
  await page.getByRole('button', { name: 'Verstuur mijn stelling' }).click()
  await expect(page.getByText('Wij lezen uw stelling nu').first()).toBeVisible()
  await look(page)
  return ((await page.locator('.wk-code').first().textContent()) ?? '').replaceAll(/\s/g, '')
}
