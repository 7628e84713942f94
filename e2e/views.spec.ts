import { press, tabTo, type, unfold } from './keyboard.ts'
import { expect, test } from './site.ts'
import { ask, describeWay, lookWithout, newPage, ways } from './walk.ts'

const WIEKE = 'wieke@voorbeeld.test'

for (const way of ways)
  test(`a narrowed list is kept for oneself and for a team, and chosen above the inbox (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const page = await newPage(browser, way)
    const word = `glijbaan${way.width}`
    await ask(page, site.url, `Wanneer komt de ${word}?`)
    await signIn(page, WIEKE)

    for (const [name, team] of [
      [`Mijn ${word}`, undefined],
      [`Onze ${word}`, 'Voor iedereen in Klantcontact'],
    ] as const) {
      await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
      await unfold(page, 'Filter')
      await type(page, 'Met deze woorden', word)
      await press(page, 'Bewaar als weergave')
      await expect(page.getByText(`U bewaart: Open · met ‘${word}’`)).toBeVisible()
      await type(page, 'Naam', name)
      if (team) {
        await tabTo(page, 'Voor wie', 'combobox')
        await page.keyboard.type(team)
      }
      await press(page, 'Bewaar')
      await expect(page.getByText(`Weergave: ${name}`)).toBeVisible()
      await look(page)
    }
    await page.goto(`${site.url}/nl/desk/views`)
    await look(page)
    const ofTeam = page.getByRole('region', { name: 'Van Klantcontact' })
    await expect(ofTeam.getByRole('link', { name: `Onze ${word}` })).toBeVisible()

    await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
    await unfold(page, 'Mijn weergaven')
    await press(page, `Onze ${word} 1`, 'link')
    await expect(page.getByText(`Weergave: Onze ${word}`)).toBeVisible()
    await expect(page).toHaveTitle(new RegExp(`^Onze ${word} – Postvak`))
    await expect(page.locator('.wk-queue__items > li')).toHaveCount(1)
    await look(page)
    await press(page, new RegExp(`Wanneer komt de ${word}`), 'link')
    await expect(page.getByRole('heading', { level: 1, name: word })).toBeVisible()

    for (const name of [`Mijn ${word}`, `Onze ${word}`]) {
      await page.goto(`${site.url}/nl/desk/views`)
      const mine = page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
      await mine.locator('summary').press('Enter')
      await press(page, `Haal ${name} weg`)
      await expect(page.getByText('De weergave is weg.')).toBeVisible()
      await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
    }
    await page.context().close()
  })
