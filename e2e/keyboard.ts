import { expect, type Locator, type Page } from '@playwright/test'

/** Goes on with Tab until something has focus, as who uses no mouse does. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  role: 'button' | 'link' | 'textbox' | 'combobox',
) {
  await goTo(page, page.getByRole(role, { name }).first(), String(name))
}

/** The same for a field of which the name stands on the page more than once. */
export async function tabToField(page: Page, selector: string) {
  await goTo(page, page.locator(selector), selector)
}

async function goTo(page: Page, target: Locator, name: string): Promise<void> {
  await expect(target).toBeVisible()
  for (let n = 0; n < 150; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Nobody comes to “${name}” by keyboard.`)
}

export async function press(page: Page, name: string | RegExp, role: 'button' | 'link' = 'button') {
  await tabTo(page, name, role)
  await page.keyboard.press('Enter')
}

export async function type(page: Page, name: string | RegExp, text: string) {
  await tabTo(page, name, 'textbox')
  await page.keyboard.type(text)
}

/** Opens what is folded away. */
export async function unfold(page: Page, summary: string) {
  const target = page.locator('summary', { hasText: summary })
  for (let n = 0; n < 150; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
}
