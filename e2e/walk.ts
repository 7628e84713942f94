import { type Browser, expect, type Locator, type Page } from '@playwright/test'

/** How somebody walks through the site. */
export type Way = { javaScriptEnabled: boolean; width: number }

/** A phone without JavaScript, and a desk with it. */
export const ways: Way[] = [
  { javaScriptEnabled: true, width: 1280 },
  { javaScriptEnabled: false, width: 360 },
]

export function describeWay({ javaScriptEnabled, width }: Way): string {
  return `${width} wide, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`
}

/** A browser of somebody's own, with cookies of its own. */
export async function newPage(browser: Browser, { javaScriptEnabled, width }: Way): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } })
  return context.newPage()
}

/** Asks something as a resident, without an address. */
export async function ask(page: Page, url: string, words: string): Promise<void> {
  await page.goto(`${url}/nl/tell-us`)
  await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill(words)
  await page.getByRole('button', { name: 'Verstuur' }).click()
  await expect(page.getByRole('link', { name: 'Bekijk uw bericht' })).toBeVisible()
}

/** Goes to a page again and again until it shows what is made behind it, for as long as the test may take. */
export async function visitUntil(page: Page, url: string, isThere: Locator): Promise<void> {
  await expect(async () => {
    await page.goto(url)
    expect(await isThere.isVisible(), `${isThere} at ${url}`).toBe(true)
  }).toPass()
}

/** The checks are scripts themselves: what a browser without JavaScript shows is shown to one with it. */
export async function lookAtTwin(
  browser: Browser,
  page: Page,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  // A click comes back when the next page begins to arrive: an empty document until the rest has.
  await page.waitForLoadState()
  const body = await page.content()
  const context = await browser.newContext({ viewport: page.viewportSize() })
  const twin = await context.newPage()
  await twin.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await twin.goto(page.url())
  await look(twin)
  await context.close()
}

/** Makes `isAccessible` work without JavaScript too. */
export function lookWithout(
  browser: Browser,
  { javaScriptEnabled }: Way,
  isAccessible: (page: Page) => Promise<void>,
): (page: Page) => Promise<void> {
  return javaScriptEnabled ? isAccessible : (page) => lookAtTwin(browser, page, isAccessible)
}
