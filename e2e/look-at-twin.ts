import type { Browser, Page } from '@playwright/test'

/** The checks are scripts themselves: what a browser without JavaScript shows is shown to one with it. */
export async function lookAtTwin(
  browser: Browser,
  page: Page,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const body = await page.content()
  const context = await browser.newContext({ viewport: page.viewportSize() })
  const twin = await context.newPage()
  await twin.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await twin.goto(page.url())
  await look(twin)
  await context.close()
}
