import type { Page } from '@playwright/test'
import { press, tabTo } from './keyboard.ts'
import { expect, test } from './site.ts'
import { lookAtTwin, newPage } from './walk.ts'

const SAMIR = 'samir@voorbeeld.test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const dossier = (page: Page) => page.getByRole('combobox', { name: 'Dossier' })
const hasFocus = (page: Page, text: string) =>
  expect(page.locator('[data-reading-starts]', { hasText: text })).toBeFocused()

/** What stands in the list beside the post that is open. */
async function titles(page: Page): Promise<string[]> {
  return page.locator('.wk-queue__subject').allTextContents()
}

test('keys alone: through what waits, one set aside and taken back, one to a dossier, one to be answered', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, SAMIR)
  await page.goto(`${site.url}/nl/desk/listen`)
  await expect(page.getByRole('heading', { name: /^Nieuw: \d+ berichten$/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Lees wat nieuw is' })).toBeInViewport()
  await isAccessible(page)
  await press(page, 'Begin bij het oudste', 'link')
  await expect(page).toHaveURL(/show=waiting/)
  await page.keyboard.press('j')
  await expect(page.locator('.wk-queue [aria-current]')).toBeVisible()
  const [first = '', second = ''] = await titles(page)
  await expect(heading(page)).toHaveText(first)
  await isAccessible(page)
  await page.keyboard.press('j')
  await expect(heading(page)).toHaveText(second)
  await page.keyboard.press('k')
  await expect(heading(page)).toHaveText(first)

  // Not relevant: on to the next, and back by one key.
  await page.keyboard.press('x')
  await expect(heading(page)).toHaveText(second)
  await hasFocus(page, 'Het vorige bericht is niet relevant.')
  expect(await titles(page)).not.toContain(first)
  await isAccessible(page)
  await page.keyboard.press('z')
  await expect(heading(page)).toHaveText(first)
  expect(await titles(page)).toContain(first)

  // A key chooses the dossier, and is none while one is in the field.
  await page.keyboard.press('i')
  await expect(dossier(page)).toBeFocused()
  await page.keyboard.press('x')
  await expect(heading(page)).toHaveText(first)
  await page.keyboard.press('Escape')
  await press(page, 'Zet in het dossier')
  await expect(heading(page)).toHaveText(second)
  await hasFocus(page, 'Het vorige bericht staat in het dossier.')

  // All keys on a sheet; then a reply.
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Sneltoetsen bij het luisteren' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await expect(heading(page)).toHaveText('Maak van dit bericht een gesprek')
  await press(page, 'Maak er een gesprek van')
  await expect(page).toHaveURL(/\/desk\/inbox\/[^/]+#reply$/)
  await expect(page.getByLabel(/^Antwoord/).first()).toBeInViewport()
  await page.goto(`${site.url}/nl/desk/listen?show=waiting`)
  await expect(page.getByRole('heading', { name: 'Hier wacht niets' })).toBeVisible()
  await isAccessible(page)
})

test('keys that were switched off do nothing', async ({ page, site, signIn }) => {
  await signIn(page, SAMIR)
  await page.goto(`${site.url}/nl/desk/listen`)
  await press(page, 'Zet sneltoetsen uit')
  await page.keyboard.press('j')
  await tabTo(page, 'Zet sneltoetsen aan', 'button')
  await expect(page).toHaveURL(/\/desk\/listen$/)
})

test('on a phone without a script: one post from the list, set aside and taken back', async ({
  browser,
  site,
  signIn,
  isAccessible,
}) => {
  const page = await newPage(browser, { javaScriptEnabled: false, width: 360 })
  await signIn(page, SAMIR)
  await page.goto(`${site.url}/nl/desk/listen`)
  const items = page.locator('#posts .wk-list h3')
  const title = (await items.first().textContent()) ?? ''
  await lookAtTwin(browser, page, isAccessible)
  await items.first().getByRole('link').click()
  await expect(heading(page)).toHaveText(title)
  await lookAtTwin(browser, page, isAccessible)
  await page.getByRole('button', { name: 'Niet relevant', exact: true }).click()
  await expect(page.getByText('Het vorige bericht is niet relevant.')).toBeVisible()
  await expect(heading(page)).not.toHaveText(title)
  await page.getByRole('button', { name: 'Draai terug' }).click()
  await expect(heading(page)).toHaveText(title)
  await page.getByRole('link', { name: 'Terug naar de lijst' }).click()
  await expect(items.first()).toHaveText(title)
})
