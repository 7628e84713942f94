import { join } from 'node:path'
import { press, tabToField, type } from './keyboard.ts'
import { expect, test } from './site.ts'
import { describeWay, lookWithout, newPage, ways } from './walk.ts'

const film = join(import.meta.dirname, '../platform/blobs/fixtures/phone.mp4')

for (const way of ways)
  test(`a film that a resident sends is seen at the desk, where its captions are asked for and written (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const resident = await newPage(browser, way)
    const question = `Ziet u hoe hard het hier waait, ${way.width}?`
    await resident.goto(`${site.url}/nl/tell-us`)
    await type(resident, 'Wat wilt u ons vertellen of vragen?', question)
    await tabToField(resident, '#file')
    await resident.getByLabel('Stuur iets mee').setInputFiles(film)
    await type(resident, 'Wat is er te zien op de foto of in de film?', 'Een vlag die klappert.')
    await press(resident, /^Verstuur/)
    await expect(resident.getByRole('link', { name: 'Bekijk uw bericht' })).toBeVisible()
    await look(resident)
    await resident.context().close()

    const page = await newPage(browser, way)
    await signIn(page, 'samir@voorbeeld.test')
    await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
    await press(page, new RegExp(`hoe hard het hier waait, ${way.width}`), 'link')
    await expect(page.getByLabel('phone.mp4', { exact: true })).toHaveAttribute('controls')
    await expect(page.getByText('Deze film heeft geen ondertiteling.')).toBeVisible()
    await look(page)

    await press(page, 'Beschrijving en ondertiteling', 'link')
    await expect(page.getByLabel('Wat is er te zien en te horen?')).toHaveValue('Een vlag die klappert.')
    await type(page, 'Ondertiteling', 'De wind huilt.')
    await press(page, 'Opslaan')
    await expect(page.getByRole('alert')).toContainText('In regel 1 van de ondertiteling staat geen tijd.')
    await expect(page.getByLabel('Ondertiteling', { exact: true })).toHaveValue('De wind huilt.')
    await look(page)
    await tabToField(page, '#captions')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('0:00 --> 0:01\nDe wind huilt.')
    await press(page, 'Opslaan')
    await expect(page.getByText('De beschrijving en de ondertiteling zijn opgeslagen.')).toBeVisible()
    await expect(page.locator('video track[kind=captions]')).toHaveCount(1)
    await expect(page.getByText('Deze film heeft geen ondertiteling.')).toHaveCount(0)
    const captions = await page.locator('video track').getAttribute('src')
    const file = await page.request.get(new URL(captions ?? '', page.url()).href)
    expect(await file.text()).toContain('De wind huilt.')
    await look(page)
    await page.context().close()
  })
