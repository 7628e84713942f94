import type { Page, Request, Route } from '@playwright/test'
import { comeFromForm, goToPage, sendByScript, sendForm, voteBody } from '../bench/browser.ts'
import { expect, test } from './site.ts'
import { newPage } from './walk.ts'

const dialogue = 'wat-vindt-u-van-de-dorpsstraat'
const phone = { javaScriptEnabled: true, width: 360 }

const choice = (page: Page, name = 'Eens') => page.getByRole('button', { name, exact: true })
const heightOf = async (page: Page) => (await choice(page).boundingBox())?.y ?? 0

test('a vote changes the page where it stands: the answers stay under the thumb, and reading goes on at the next statement', async ({
  browser,
  site,
  isAccessible,
}) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl`)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  const [visits, before] = [await page.evaluate(() => history.length), await heightOf(page)]
  for (const done of [1, 2, 3, 4]) {
    const asked = await page.locator('h1').textContent()
    await choice(page, done % 2 ? 'Eens' : 'Weet ik niet').click()
    await expect(page.getByText(`${done} van`)).toBeVisible()
    await expect(page.locator('h1')).not.toHaveText(asked ?? '')
    await expect(page.locator('h1')).toBeFocused()
    expect(Math.abs((await heightOf(page)) - before)).toBeLessThan(2)
    await expect(page.locator('wk-ballot > [role=status]')).toContainText('Uw antwoord telt mee: ')
    expect(new URL(page.url()).search).toMatch(/^\?after=\d+$/)
    await isAccessible(page)
  }
  expect(await page.evaluate(() => history.length)).toBe(visits)
  const next = await page.locator('h1').textContent()
  await page.reload()
  await expect(page.locator('h1')).toHaveText(next ?? '')
  await choice(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'U gaf 5 antwoorden' })).toBeFocused()
  await isAccessible(page)
  await page.goBack()
  await expect(page).toHaveURL(`${site.url}/nl`)
  await page.context().close()
})

test('a vote that gets no answer is kept on the page and sent again by itself', async ({
  browser,
  site,
  isAccessible,
}) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  await page.route('**/vote', (route) => route.abort())
  await choice(page, 'Oneens').click()
  await expect(page.getByRole('alert')).toContainText('Uw antwoord is nog niet aangekomen.')
  await expect(choice(page, 'Oneens')).toHaveAttribute('aria-pressed', 'true')
  await isAccessible(page)
  await page.unroute('**/vote')
  await page.route('**/vote', (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '1' } }), {
    times: 1,
  })
  await expect(page.getByText('Uw vorige antwoord: oneens')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.context().close()
})

test('another answer takes the place of one that has not arrived', async ({ browser, site }) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  await page.route('**/vote', (route) => route.abort(), { times: 1 })
  await choice(page, 'Oneens').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await choice(page, 'Eens').click()
  await expect(page.getByText('1 van')).toBeVisible()
  await expect(page.getByText('Uw vorige antwoord: eens')).toBeVisible()
  await page.context().close()
})

test('who would have to wait for long is told by a page, which holds the answer', async ({
  browser,
  site,
}) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  const byScript = (route: Route) => route.request().headers().accept === 'application/json'
  await page.route('**/vote', (route) =>
    byScript(route) ? route.fulfill({ status: 429, headers: { 'Retry-After': '3600' } }) : route.continue(),
  )
  await choice(page, 'Oneens').click()
  await expect(page.getByText('Uw vorige antwoord: oneens')).toBeVisible()
  await page.context().close()
})

test('an answer that is none of ours leads to the page as it stands', async ({ browser, site }) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  await page.route('**/vote', (route) => route.fulfill({ status: 400, body: '<h1>Een proxy</h1>' }), {
    times: 1,
  })
  await choice(page).click()
  await expect(choice(page)).not.toHaveAttribute('aria-pressed')
  await choice(page).click()
  await expect(page.getByText('1 van')).toBeVisible()
  await page.context().close()
})

test('a double tap is one answer', async ({ browser, site }) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  await choice(page).dblclick()
  await expect(page.getByText('1 van')).toBeVisible()
  await choice(page).click()
  await expect(page.getByText('2 van')).toBeVisible()
  await page.context().close()
})

test('a reason why somebody passes is added beside the statement that is asked', async ({
  browser,
  site,
}) => {
  const page = await newPage(browser, phone)
  await page.goto(`${site.url}/nl/dialogues/${dialogue}`)
  await choice(page, 'Weet ik niet').click()
  await expect(page.getByText('1 van')).toBeVisible()
  const asked = await page.locator('h1').textContent()
  await page.getByRole('button', { name: 'Ik twijfel' }).click()
  await expect(page.getByText('U zei waarom: ik twijfel.')).toBeVisible()
  await expect(page.locator('h1')).toHaveText(asked ?? '')
  await expect(page.getByRole('heading', { name: 'Uw vorige antwoord: weet ik niet' })).toBeFocused()
  await page.context().close()
})

/** What the network adds by itself, or what differs with the machine and the visitor. */
const notCompared =
  /^(host|connection|content-length|cookie|user-agent|sec-ch-ua|accept-language|x-forwarded-for|:.*)$/

/** The names and values that a request has, without those that no other browser has the same. */
function comparable(headers: Record<string, string>): Record<string, string> {
  const rest = Object.entries(headers).filter(([name]) => !notCompared.test(name))
  return Object.fromEntries(rest.map(([name, value]) => [name.toLowerCase(), value]))
}

/** The fields in their order, and the form of their values. */
function comparableBody(body: string | null): [name: string, form: string][] {
  return [...new URLSearchParams(body ?? '')].map(([name, value]) => [
    name,
    /^\d+$/.test(value) ? 'number' : name === 'once' ? `key of ${value.length}` : value,
  ])
}

async function sentBy(page: Page, act: () => Promise<unknown>, is: (request: Request) => boolean) {
  const [request] = await Promise.all([page.waitForRequest(is), act()])
  const response = await request.response()
  return {
    headers: comparable(await request.allHeaders()),
    body: request.postData(),
    status: response?.status(),
  }
}

test('the requests of the benchmarks are those of a browser', async ({ browser, site }) => {
  const from = `${site.url}/nl/dialogues/${dialogue}`
  const visitor = { address: '10.0.0.1' }
  const isVote = (request: Request) => request.url().endsWith('/vote')
  const withScript = await newPage(browser, phone)
  await withScript.goto(from)
  const byScript = await sentBy(withScript, () => choice(withScript).click(), isVote)
  expect(byScript.headers).toEqual(comparable(sendByScript(visitor, { from })))
  expect(comparableBody(byScript.body)).toEqual(
    comparableBody(voteBody({ statement: 1, choice: 'agree' }, { isScript: true })),
  )
  expect(byScript.status).toBe(200)
  await withScript.context().close()
  const without = await newPage(browser, { ...phone, javaScriptEnabled: false })
  await without.goto(from)
  const byForm = await sentBy(without, () => choice(without).click(), isVote)
  expect(byForm.headers).toEqual(comparable(sendForm(visitor, { from })))
  expect(byForm.status).toBe(303)
  // Only somebody's first vote carries the key of the page.
  expect(comparableBody(byForm.body).filter(([name]) => name !== 'once')).toEqual(
    comparableBody(voteBody({ statement: 1, choice: 'agree' })),
  )
  const isPage = (request: Request) => request.isNavigationRequest() && request.method() === 'GET'
  const before = { from: without.url() }
  const page = await sentBy(without, () => choice(without).click(), isPage)
  expect(page.headers).toEqual(comparable(comeFromForm(visitor, before)))
  const here = { from: without.url() }
  const change = () => without.getByRole('link', { name: 'Verander uw antwoord' }).click()
  expect((await sentBy(without, change, isPage)).headers).toEqual(comparable(goToPage(visitor, here)))
  await without.context().close()
})
