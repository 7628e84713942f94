import type { Page } from '@playwright/test'
import { expect, test } from './site.ts'

const WIEKE = 'wieke@voorbeeld.test'

async function lookAtAll(page: Page, isAccessible: (page: Page) => Promise<void>): Promise<void> {
  for (const width of [360, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      await isAccessible(page)
    }
}

for (const javaScriptEnabled of [true, false])
  test(`a resident looks for something, makes a slip, and comes where it is (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async ({
    browser,
    site,
    isAccessible,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    await page.goto(`${site.url}/nl`)
    const menu = page.getByRole('navigation', { name: 'Hoofdmenu' })
    expect((await menu.boundingBox())?.height).toBeLessThan(60)
    await page.getByRole('link', { name: 'Zoeken' }).click()
    await page.getByRole('searchbox', { name: 'Wat zoekt u?' }).fill('dorpstraat')
    await page.getByRole('button', { name: 'Zoek', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Wij vonden niets' })).toBeVisible()
    if (javaScriptEnabled) await lookAtAll(page, isAccessible)
    await page.getByRole('link', { name: 'dorpsstraat', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Onderwerpen' })).toBeVisible()
    if (javaScriptEnabled) await lookAtAll(page, isAccessible)
    await page.getByRole('searchbox', { name: 'Wat zoekt u?' }).fill('vrachtwagen')
    await page.keyboard.press('Enter')
    const statements = page.getByRole('region', { name: 'Stellingen', exact: true })
    await expect(statements.locator('mark').first()).toBeVisible()
    await statements.getByRole('link').first().click()
    await expect(page).toHaveURL(/\/nl\/dialogues\//)
    await context.close()
  })

test('staff find a conversation by keyboard, read it beside what else was found, and go on', async ({
  page,
  site,
  signIn,
  isAccessible,
}) => {
  await signIn(page, WIEKE)
  await page.goto(`${site.url}/nl/desk/inbox`)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Zoek in gesprekken' })).toBeFocused()
  await page.keyboard.type('fiets')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Gevonden', exact: true })).toBeVisible()
  const found = page.getByRole('navigation', { name: 'Gesprekken' })
  await expect(found.locator('mark').first()).toBeVisible()
  await lookAtAll(page, isAccessible)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/\/desk\/inbox\/[\da-f-]+\?q=fiets/)
  await expect(found.locator('[aria-current="page"]')).toHaveCount(1)
  await isAccessible(page)
  await page.getByRole('searchbox', { name: 'Zoek in gesprekken' }).fill('onvindbaarheid')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Geen gesprek gevonden' })).toBeVisible()
  await lookAtAll(page, isAccessible)
})
