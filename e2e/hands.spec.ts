import { expect, test } from './site.ts'
import { ask, describeWay, lookWithout, newPage, ways } from './walk.ts'

const SAMIR = 'samir@voorbeeld.test'

for (const way of ways)
  test(`conversations are put off, merged and closed, and several called spam (${describeWay(way)})`, async ({
    site,
    browser,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    // The other way may have been walked on the same site before.
    const boat = `Win een boot van ${way.width} meter!`
    const resident = await newPage(browser, way)
    for (const one of ['Wie maait het gras?', 'Nog eens het gras?', 'Win een reis!', boat, 'Dank u wel!'])
      await ask(resident, site.url, one)

    const page = await newPage(browser, way)
    await signIn(page, SAMIR)
    const list = `${site.url}/nl/desk/inbox?order=newest`
    const open = async (name: RegExp) => {
      await page.goto(list)
      await page.getByRole('link', { name }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    }
    await page.goto(list)
    await look(page)
    for (const name of [/Kies Win een reis/, `Kies ${boat}`])
      await page.getByRole('checkbox', { name }).first().check()
    await page.getByText('Met de gekozen gesprekken').click()
    await page.getByLabel('Wat wilt u doen').selectOption('spam')
    await page.getByRole('button', { name: 'Verder' }).click()
    await expect(page.getByRole('heading', { name: 'Met 2 gesprekken kan dit' })).toBeVisible()
    await look(page)
    await page.getByRole('button', { name: 'Doe dit met 2 gesprekken' }).click()
    await expect(page.getByText('Gedaan met 2 gesprekken')).toBeVisible()
    await look(page)

    await open(/Wie maait het gras/)
    const first = page.url()
    await page.getByRole('button', { name: 'Morgen', exact: true }).click()
    await expect(page.getByText('Dit gesprek staat klaar voor later.')).toBeVisible()
    await look(page)

    await open(/Nog eens het gras/)
    await page.getByLabel('Het andere gesprek').fill(first)
    await page.getByRole('button', { name: 'Voeg dit daarbij' }).click()
    await expect(page.getByText('Dit gesprek is bij een ander gevoegd.').first()).toBeVisible()
    await look(page)

    await open(/Dank u wel/)
    await page.getByLabel('Waarom', { exact: true }).selectOption('no-answer')
    await page.getByRole('button', { name: 'Sluit gesprek' }).click()
    await expect(page.getByText('Dit gesprek is gesloten.')).toBeVisible()
    await look(page)

    await resident.reload()
    await page.goto(`${site.url}/nl/desk/inbox?filter=spam`)
    await expect(page.getByRole('link', { name: boat })).toBeVisible()
    await look(page)
    const check = JSON.parse(await site.run(['answer', 'check']))
    expect(check).toMatchObject({ folds: 'equal', mandates: 'held' })
  })
