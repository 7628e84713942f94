import { press, tabTo, type } from './keyboard.ts'
import { expect, test } from './site.ts'
import { describeWay, lookWithout, newPage, ways } from './walk.ts'

const WIEKE = 'wieke@voorbeeld.test'

for (const way of ways)
  test(`a watch is followed, said to be urgent, and read in a feed reader (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
    request,
  }) => {
    const look = lookWithout(browser, way, isAccessible)
    const page = await newPage(browser, way)
    await signIn(page, WIEKE)
    await page.goto(`${site.url}/nl/desk/listen/watches`)
    await press(page, 'Dorpsstraat', 'link')
    await press(page, 'Volg deze zoekvraag')
    await expect(page.getByText('Nieuwe berichten komen in uw mail.')).toBeVisible()
    await look(page)

    await press(page, 'Zeg wanneer het dringend is', 'link')
    await press(page, 'Bewaar')
    await expect(page.getByText('Kies wie het hoort.').first()).toBeVisible()
    await look(page)
    await type(page, 'Binnen zoveel werkuren moet iemand een bericht bekijken', '8')
    await tabTo(page, 'Wie hoort het?', 'combobox')
    await page.keyboard.type('Noor')
    await press(page, 'Bewaar')
    await expect(page.getByText('Als niemand een bericht bekijkt binnen 8 werkuren')).toBeVisible()
    await press(page, 'Nooit meer dringend')
    await expect(page.getByText('Deze zoekvraag is nooit dringend.')).toBeVisible()

    await press(page, 'Wanneer krijg ik mail?', 'link')
    await press(page, 'Maak een adres')
    const address = page.getByText(/\/watch-feed\/[\w-]{22}$/)
    await expect(address).toBeVisible()
    await look(page)
    const feed = (await address.textContent()) ?? ''
    const read = await request.get(feed)
    expect(read.headers()['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(await read.text()).toContain('&lt;b&gt;bakker&lt;/b&gt;')
    await press(page, 'Laat het adres vervallen')
    await expect(page.getByText('Het adres is vervallen.')).toBeVisible()
    expect((await request.get(feed)).status()).toBe(404)

    await press(page, 'Dorpsstraat', 'link')
    await press(page, 'Volg niet meer')
    await expect(page.getByText('U volgt deze zoekvraag niet meer.')).toBeVisible()
    await look(page)
  })
