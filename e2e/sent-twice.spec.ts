import type { Page, Request } from '@playwright/test'
import { expect, type Site, test } from './site.ts'
import { describeWay, lookWithout, newPage, ways } from './walk.ts'

const EMPLOYEE = 'samir@voorbeeld.test'

/** The words of the form "ask or tell us", filled in. */
async function fillIn(page: Page, site: Site, body: string): Promise<void> {
  await page.goto(`${site.url}/nl/tell-us`)
  await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill(body)
}

const send = (page: Page) => page.getByRole('button', { name: 'Verstuur', exact: true })
const received = (page: Page) => page.getByRole('heading', { name: 'Wij hebben uw bericht ontvangen' })

async function readCode(page: Page): Promise<string> {
  await expect(received(page)).toBeVisible()
  return (await page.locator('.wk-code').first().textContent()) ?? ''
}

/** How many conversations of this name wait in the inbox. */
async function expectOneInInbox(staff: Page, site: Site, body: string): Promise<void> {
  await staff.goto(`${site.url}/nl/desk/inbox?order=newest`)
  await expect(staff.getByRole('link', { name: body })).toHaveCount(1)
}

/** The one-time key of a form as it was sent, in parts because files may come along. */
const keyOf = (request: Request) => /name="once"\r\n\r\n([\w-]*)/.exec(request.postData() ?? '')?.[1] ?? null

for (const way of ways) {
  test(`a question that is sent with a double click is one (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const body = `Wanneer gaat de brug open, ${way.width}?`
    const resident = await newPage(browser, way)
    await fillIn(resident, site, body)
    await send(resident).dblclick()
    await readCode(resident)
    await lookWithout(browser, way, isAccessible)(resident)
    const staff = await newPage(browser, way)
    await signIn(staff, EMPLOYEE)
    await expectOneInInbox(staff, site, body)
    for (const page of [resident, staff]) await page.context().close()
  })

  test(`a double click on the front page is one person who takes part (${describeWay(way)})`, async ({
    browser,
    site,
    isAccessible,
  }, testInfo) => {
    const page = await newPage(browser, way)
    await page.goto(`${site.url}/nl`)
    const poll = page.locator('form[action$="/vote"]')
    const slug = /dialogues\/([^/]+)\/vote/.exec((await poll.getAttribute('action')) ?? '')?.[1] ?? ''
    const countPeople = async (name: string) => {
      const told = await site.run(['export', 'polis', slug, testInfo.outputPath(name), '--json'])
      return (JSON.parse(told) as { participants: number }).participants
    }
    const before = await countPeople('before')
    await poll.getByRole('button', { name: 'Eens', exact: true }).dblclick()
    await expect(page.getByText('Uw vorige antwoord: eens')).toBeVisible()
    await lookWithout(browser, way, isAccessible)(page)
    expect(await countPeople('after')).toBe(before + 1)
    await page.context().close()
  })
}

test('a question of which the answer was lost on the way is sent again, and is one', async ({
  page,
  browser,
  site,
  signIn,
  isAccessible,
}) => {
  const body = 'Komt er een pont over de vaart?'
  const keys: (string | null)[] = []
  await page.route('**/tell-us', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push(keyOf(route.request()))
    if (keys.length > 1) return route.continue()
    await route.fetch({ maxRedirects: 0 })
    return route.abort('connectionreset')
  })
  await fillIn(page, site, body)
  await send(page).click()
  await expect(page.getByRole('status').first()).toContainText('Er kwam geen antwoord.')
  await isAccessible(page)
  await send(page).click()
  const code = await readCode(page)
  expect(keys).toEqual([expect.stringMatching(/^[\w-]{22}$/), keys[0]])
  const staff = await newPage(browser, { javaScriptEnabled: true, width: 1280 })
  await signIn(staff, EMPLOYEE)
  await expectOneInInbox(staff, site, body)

  await fillIn(page, site, body)
  await send(page).click()
  expect(await readCode(page)).not.toBe(code)
  expect(keys[2]).not.toBe(keys[0])
  await staff.context().close()
})

test('a form that was changed since it was sent has another key, and no page shows one', async ({
  page,
  site,
}) => {
  const keys: (string | null)[] = []
  await page.route('**/tell-us', (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push(keyOf(route.request()))
    return route.abort()
  })
  await fillIn(page, site, 'Mag de hond mee?')
  const press = async () => {
    const before = keys.length
    await send(page).click()
    await expect.poll(() => keys.length).toBe(before + 1)
    await expect(page.getByText('Er kwam geen antwoord.')).toBeVisible()
    await expect(page.locator('input[name="once"]')).toHaveCount(0)
  }
  await press()
  await press()
  await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill('Mag de kat mee?')
  await press()
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).toMatch(/^[\w-]{22}$/)
  expect(keys[2]).not.toBe(keys[0])
})

test('without a script the same question from two windows at once is one', async ({
  browser,
  site,
  signIn,
}) => {
  const body = 'Wie maait het gras langs de dijk?'
  const one = await newPage(browser, { javaScriptEnabled: false, width: 1280 })
  const other = await one.context().newPage()
  for (const page of [one, other]) await fillIn(page, site, body)
  await Promise.all([one, other].map((page) => send(page).click()))
  expect(await readCode(one)).toBe(await readCode(other))
  const staff = await newPage(browser, { javaScriptEnabled: true, width: 1280 })
  await signIn(staff, EMPLOYEE)
  await expectOneInInbox(staff, site, body)
  for (const page of [one, staff]) await page.context().close()
})
