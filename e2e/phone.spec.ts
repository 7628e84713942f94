import { connect } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from './site.ts'

const street = 'hoe-maken-we-de-dorpsstraat-veilig-voor-fietsers'
const dialogue = 'wat-vindt-u-van-de-dorpsstraat'
const screen = { width: 360, height: 640 }

/** What a first visit may weigh, with all that comes along, as it goes over the wire. */
const HEAVIEST = 100_000

async function takePhone(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: screen, ...options })
  return context.newPage()
}

const choices = (page: Page) => page.locator('form.wk-ballot .wk-choices')
const placeOf = async (page: Page) => await choices(page).boundingBox()

for (const javaScriptEnabled of [true, false]) {
  const way = `JavaScript ${javaScriptEnabled ? 'on' : 'off'}`

  test(`from the link of a dialogue the first vote is one tap without scrolling (${way})`, async ({
    browser,
    site,
  }) => {
    const page = await takePhone(browser, { javaScriptEnabled })
    await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
    const place = await placeOf(page)
    expect((place?.y ?? screen.height) + (place?.height ?? 0)).toBeLessThanOrEqual(screen.height)
    await choices(page).getByRole('button', { name: 'Eens', exact: true }).click()
    await expect(page.getByText('1 van')).toBeVisible()
    await page.context().close()
  })

  test(`from the address of a dossier the first vote is two taps without scrolling (${way})`, async ({
    browser,
    site,
  }) => {
    const page = await takePhone(browser, { javaScriptEnabled })
    await page.goto(`${site.url}/nl/dossiers/${street}`)
    const way = page.getByRole('link', { name: 'Stem op stellingen' }).first()
    for (const seen of [way, page.getByText(/Het kan tot en met \d+ \w+ \d{4}\./)])
      await expect(seen).toBeInViewport({ ratio: 1 })
    await way.click()
    await expect(choices(page)).toBeInViewport({ ratio: 1 })
    await choices(page).getByRole('button', { name: 'Oneens' }).click()
    await expect(page.getByText('1 van')).toBeVisible()
    await page.context().close()
  })

  test(`the answers never move from one statement to the next, however long it is (${way})`, async ({
    browser,
    site,
  }) => {
    const page = await takePhone(browser, { javaScriptEnabled })
    await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
    // Letters of the page's own come a moment later than the page.
    await page.evaluate(async () => void (await document.fonts.ready))
    const place = await placeOf(page)
    const lengths: number[] = []
    for (let done = 1; done <= 16; done++) {
      const statement = page.locator('h1.wk-statement')
      lengths.push((await statement.textContent())?.length ?? 0)
      expect(await placeOf(page), `at statement ${done}: ${await statement.textContent()}`).toEqual(place)
      // As a thumb does, at the same place each time: a click by name would first scroll.
      await page.mouse.click((place?.x ?? 0) + 50, (place?.y ?? 0) + 50)
      if (done % 5 === 0) {
        await expect(page.getByRole('heading', { name: `U gaf ${done} antwoorden` })).toBeVisible()
        await page.getByRole('link', { name: /^Nog/ }).click()
      } else if (done < 16) await expect(page.getByText(`${done} van`)).toBeVisible()
      if (done < 16) await expect(choices(page)).toBeVisible()
    }
    expect(Math.max(...lengths)).toBeGreaterThan(180)
    await page.context().close()
  })
}

test('what comes after how many answers is promised, and comes then', async ({ browser, site }) => {
  const page = await takePhone(browser)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  const vote = async (done: number) => {
    await choices(page).getByRole('button').first().click()
    await expect(page.getByText(`${done} van`)).toBeVisible()
  }
  await expect(page.getByText('Nog 5 antwoorden, dan is er een pauze.')).toBeVisible()
  for (const done of [1, 2, 3, 4]) await vote(done)
  await expect(page.getByText('Nog 1 antwoord, dan is er een pauze.')).toBeVisible()
  await choices(page).getByRole('button').first().click()
  await expect(page.getByRole('heading', { name: 'U gaf 5 antwoorden' })).toBeVisible()
  await expect(page.getByText('Na nog 2 antwoorden van u ziet u uw plek op de kaart.').first()).toBeVisible()
  await page.getByRole('link', { name: 'Nog vijf?' }).click()
  await vote(6)
  await expect(page.getByText('Na nog 1 antwoord van u ziet u uw plek op de kaart.').first()).toBeVisible()
  await vote(7)
  await page.getByRole('link', { name: 'Bekijk mijn plek' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^U (lijkt|staat)/)
  await page.context().close()
})

for (const javaScriptEnabled of [true, false])
  test(`a tap on a group of the map opens what it thinks (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async ({
    browser,
    site,
  }) => {
    const page = await takePhone(browser, { javaScriptEnabled })
    await expect(async () => {
      await page.goto(`${site.url}/nl/dialogues/${dialogue}/my-place`)
      expect(await page.getByRole('link', { name: 'Wat groep A vindt' }).count()).toBe(1)
    }).toPass()
    await expect(page.locator('#group-a')).toBeHidden()
    await page.getByRole('link', { name: 'Wat groep A vindt' }).click()
    await expect(page.locator('#group-a')).toBeVisible()
    await expect(page.locator('#group-a')).toContainText('Groep A is het vaker eens met')
    await page.context().close()
  })

test('asking is one line at the foot of a page, which opens to the form', async ({
  browser,
  site,
  isAccessible,
}) => {
  const page = await takePhone(browser)
  await page.goto(`${site.url}/nl/dossiers`)
  const field = page.getByLabel('Wat wilt u ons vertellen of vragen?')
  await expect(field).toBeHidden()
  const line = page.locator('.wk-band--line')
  expect((await line.boundingBox())?.height).toBeLessThan(90)
  await line.locator('summary').click()
  await field.fill('Waar staat de bank?')
  await isAccessible(page)
  // What was typed is kept, and not folded away.
  await page.reload()
  await expect(field).toBeVisible()
  await page.context().close()
})

test('at the desk a phone’s header is one line, whose menu opens without a script; on a desk it is one line too', async ({
  browser,
  page: signedIn,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(signedIn, 'noor@voorbeeld.test')
  const cookies = await signedIn.context().cookies()
  const page = await takePhone(browser, { javaScriptEnabled: false })
  await page.context().addCookies(cookies)
  await page.goto(`${site.url}/nl/desk/dossiers`)
  expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThanOrEqual(64)
  await expect(page.getByRole('link', { name: 'Postvak' })).toBeHidden()
  await page.getByRole('button', { name: 'Menu' }).click()
  await expect(page.getByRole('button', { name: 'Uitloggen' })).toBeVisible()
  await page.getByRole('link', { name: 'Postvak' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Postvak' })).toBeVisible()
  await page.context().close()

  await signedIn.setViewportSize(screen)
  await signedIn.getByRole('button', { name: 'Menu' }).click()
  await isAccessible(signedIn)
  await signedIn.setViewportSize({ width: 1280, height: 800 })
  expect((await signedIn.getByRole('banner').boundingBox())?.height).toBeLessThanOrEqual(64)
  await expect(signedIn.getByRole('button', { name: 'Uitloggen' })).toBeVisible()
})

test('all of a row in a list leads to what it names', async ({ page, site, signIn }) => {
  await signIn(page, 'noor@voorbeeld.test')
  await page.goto(`${site.url}/nl/desk/dossiers`)
  const row = page.locator('.wk-list > li').first()
  const { width, height } = (await row.boundingBox()) ?? { width: 0, height: 0 }
  await row.click({ position: { x: width - 12, y: height - 12 } })
  await expect(page).toHaveURL(/\/desk\/dossiers\/.+/)
})

/** How much a server sends of an address, headers too, to a browser without HTTPS: such a one takes no Brotli. */
function weigh(address: string): Promise<number> {
  const { hostname, port, host, pathname, search } = new URL(address)
  return new Promise((resolve, reject) => {
    let bytes = 0
    connect(Number(port), hostname)
      .on('data', (chunk) => {
        bytes += chunk.length
      })
      .on('error', reject)
      .on('close', () => resolve(bytes))
      .write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: gzip, deflate\r\nConnection: close\r\n\r\n`,
      )
  })
}

for (const path of [
  '',
  `/dossiers/${street}`,
  `/dialogues/${dialogue}`,
  `/dialogues/${dialogue}/my-place`,
  '/search?q=straat',
])
  test(`a first visit of ${path || 'the front page'} weighs less than 100 kB`, async ({ browser, site }) => {
    const page = await takePhone(browser)
    const asked = new Set<string>()
    // A map that is told of as it changes is asked for as long as the page is open.
    await page.route(/\/live\?/, (route) => route.abort())
    page.on('request', (request) => {
      if (!request.url().includes('/live')) asked.add(request.url())
    })
    await page.goto(`${site.url}/nl${path}`, { waitUntil: 'networkidle' })
    const weights = await Promise.all([...asked].map(weigh))
    const weight = weights.reduce((sum, bytes) => sum + bytes, 0)
    expect(weight).toBeGreaterThan(60_000)
    expect(weight).toBeLessThan(HEAVIEST)
    // What our own texts are written with, the everyday part of a font has: the whole would weigh twice.
    const fonts = [...asked].filter((address) => address.endsWith('.woff2'))
    expect(fonts.filter((address) => !address.includes('-everyday-'))).toEqual([])
    await page.context().close()
  })
