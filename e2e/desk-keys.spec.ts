import type { Page } from '@playwright/test'
import { press, tabToField } from './keyboard.ts'
import { expect, test } from './site.ts'
import { ask } from './walk.ts'

const SAMIR = 'samir@voorbeeld.test'

const reply = (page: Page) => page.getByLabel(/^Antwoord aan/)
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const hasFocus = (page: Page, text: string) =>
  expect(page.locator('[data-reading-starts]', { hasText: text })).toBeFocused()

test('keys alone: a ready text, a note, a reply that is undone, and the next of a list that one left', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  for (const what of ['klok', 'kraan', 'kade']) await ask(page, site.url, `Wie zorgt voor de ${what}?`)
  await signIn(page, SAMIR)
  await page.goto(`${site.url}/nl/desk/inbox?filter=nobody&order=newest`)
  await page.keyboard.press('j')
  await expect(heading(page)).toHaveText('Wie zorgt voor de kade?')

  // A ready text is chosen, and the cursor stands where something is to be filled in; then behind the last word.
  await page.keyboard.press('t')
  await page.keyboard.type('Wij zoeken')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(reply(page)).toBeFocused()
  const chosen = () =>
    reply(page).evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    )
  expect(await chosen()).toMatch(/^⟨vul in: .+⟩$/)
  await page.keyboard.type('buur')
  await expect(reply(page)).toHaveValue(/^Beste buur,/)
  await expect(reply(page)).toBeInViewport()

  // Escape gives the keys back; Ctrl and Enter keep a note.
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.type('Gebeld.')
  await page.keyboard.press('Control+Enter')
  await hasFocus(page, 'Notitie bewaard.')
  await isAccessible(page)
  await page.keyboard.press('r')
  await page.keyboard.type(' Tot dan.')
  await expect(reply(page)).toHaveValue(/ Tot dan\.$/)

  // Sent, undone by one key, and again in the reply.
  await page.keyboard.press('Control+Enter')
  await expect(heading(page)).toHaveText('Wie zorgt voor de kraan?')
  await hasFocus(page, 'Uw antwoord staat klaar om te vertrekken.')
  await page.keyboard.press('z')
  await expect(heading(page)).toHaveText('Wie zorgt voor de kade?')
  await expect(page.getByText('Er is niets verstuurd.').first()).toBeVisible()
  await expect(reply(page)).toBeFocused()
  await expect(reply(page)).toHaveValue(/ Tot dan\.$/)

  // What was given away is no longer in this list, which goes on below it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(heading(page)).toHaveText('Wie zorgt voor de kraan?')
  await page.keyboard.press('a')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Doorgegeven aan/)).toBeVisible()
  await page.keyboard.press('j')
  await expect(heading(page)).toHaveText('Wie zorgt voor de klok?')
  await page.keyboard.press('k')
  await expect(heading(page)).toHaveText('Wie zorgt voor de kade?')
})

test('what is refused is said where reading starts, and leads to its field with all that was typed', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await ask(page, site.url, 'Waar hoort dit bij?')
  await signIn(page, SAMIR)
  await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
  await press(page, /Waar hoort dit bij/, 'link')
  await reply(page).fill('Dit zoeken wij uit.')
  await tabToField(page, '#other')
  await page.keyboard.type('dat andere gesprek')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByRole('alert')).toBeInViewport()
  await isAccessible(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('#other')).toBeFocused()
  await expect(page.locator('#other')).toHaveValue('dat andere gesprek')
  await expect(page.locator('#other')).toBeInViewport()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(reply(page)).toHaveValue('Dit zoeken wij uit.')
})

test('beside a conversation the list shows which one is open, however far down it stands', async ({
  page,
  site,
  signIn,
}) => {
  await signIn(page, SAMIR)
  await page.setViewportSize({ width: 1280, height: 600 })
  for (let n = 0; n < 12; n++) await ask(page, site.url, `Nummer ${n}: is de rij lang?`)
  await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
  const open = page.locator('.wk-queue a[aria-current=page]')
  for (let n = 11; n >= 0; n--) {
    await page.keyboard.press('j')
    await expect(open).toContainText(`Nummer ${n}:`)
    await expect(open).toBeInViewport({ ratio: 1 })
  }
  expect(await page.evaluate(() => scrollY)).toBe(0)
})
