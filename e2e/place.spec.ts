import sharp from 'sharp'
import { expect, test } from './site.ts'
import { lookWithout, newPage } from './walk.ts'

const wieke = 'wieke@voorbeeld.test'
const phone = { width: 360, height: 740 }

/** A photo as a telephone makes it in the Kerkstraat of the demo: it says where it was taken. */
async function photo() {
  const grey = { width: 600, height: 400, channels: 3, background: '#777777' } as const
  const taken = sharp({ create: grey })
    .jpeg()
    .withExif({
      IFD3: {
        ...{ GPSLatitude: '52/1 30/1 2520/100', GPSLatitudeRef: 'N' },
        ...{ GPSLongitude: '5/1 6/1 1620/100', GPSLongitudeRef: 'E' },
      },
    })
  return { name: 'IMG_2031.jpg', mimeType: 'image/jpeg', buffer: await taken.toBuffer() }
}

for (const javaScriptEnabled of [true, false])
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const way = { javaScriptEnabled, width: 360 }

    test('a photo from a phone offers its place, and staff see it on the map', async ({
      browser,
      site,
      signIn,
      isAccessible,
    }) => {
      const look = lookWithout(browser, way, isAccessible)
      const page = await newPage(browser, way)
      const words = `De lantaarn brandt niet (${javaScriptEnabled ? 'met' : 'zonder'} script)`
      await page.goto(`${site.url}/nl/tell-us`)
      await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill(words)
      await page.getByLabel('Stuur iets mee').setInputFiles(await photo())
      await page.getByRole('button', { name: 'Verstuur' }).click()
      await expect(page.getByRole('group', { name: 'Is dit de plek?' })).toBeVisible()
      await look(page)
      await page.getByRole('radio', { name: /Kerkstraat/ }).check()
      await page.getByRole('button', { name: 'Verstuur' }).click()
      await expect(page.getByRole('heading', { name: 'Wij hebben uw bericht ontvangen' })).toBeVisible()
      await page.getByRole('link', { name: 'Bekijk uw bericht' }).click()
      await expect(page.getByText('U gaf ook een plek door, in Centrum.')).toBeVisible()
      await look(page)

      const desk = await newPage(browser, { javaScriptEnabled: true, width: 1280 })
      await signIn(desk, wieke)
      await desk.goto(`${site.url}/nl/desk/inbox?order=newest`)
      await desk
        .getByRole('link', { name: new RegExp(words.slice(0, 20)) })
        .first()
        .click()
      await expect(desk.getByRole('img', { name: /^Kaart: .*Kerkstraat \d+, Centrum/ })).toBeVisible()
      await isAccessible(desk)
      await desk.close()
    })

    test('a street and a number are found, and a slip is asked after', async ({
      browser,
      site,
      isAccessible,
    }) => {
      const look = lookWithout(browser, way, isAccessible)
      const page = await newPage(browser, way)
      await page.goto(`${site.url}/nl/tell-us`)
      await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill('Er ligt glas.')
      await page.getByLabel('Straat en huisnummer, of postcode').fill('Kerkstaat 14')
      await page.getByRole('button', { name: 'Verstuur' }).click()
      await expect(page.getByRole('alert')).toContainText('kan meer dan één plek zijn')
      await look(page)
      await page.getByRole('radio', { name: /Kerkstraat 14/ }).check()
      await page.getByRole('button', { name: 'Verstuur' }).click()
      await expect(page.getByRole('heading', { name: 'Wij hebben uw bericht ontvangen' })).toBeVisible()
    })

    test('an area is chosen on the map by its list', async ({ browser, site, isAccessible }) => {
      const look = lookWithout(browser, way, isAccessible)
      const page = await newPage(browser, way)
      await page.goto(`${site.url}/nl/tell-us`)
      await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill('Er ligt glas.')
      await page.getByText('Kies op de kaart').click()
      await page.getByRole('radio', { name: 'De Vaart' }).check()
      await look(page)
      await page.getByRole('button', { name: 'Verstuur' }).click()
      await page.getByRole('link', { name: 'Bekijk uw bericht' }).click()
      await expect(page.getByText('U gaf ook een plek door, in De Vaart.')).toBeVisible()
    })
  })

test.describe('with a script', () => {
  test.use({ viewport: phone, geolocation: { longitude: 5.1075, latitude: 52.505 } })

  test('somebody points at the map, or says that it is where they are', async ({
    page,
    context,
    site,
    isAccessible,
  }) => {
    await page.goto(`${site.url}/nl/tell-us`)
    await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill('Er ligt glas.')
    await page.getByText('Kies op de kaart').click()
    await page.getByRole('img', { name: 'Kaart van de buurten' }).click({ position: { x: 160, y: 100 } })
    await expect(page.getByRole('status').filter({ hasText: 'Gekozen:' })).toBeVisible()
    await context.grantPermissions(['geolocation'])
    await page.getByRole('button', { name: 'Gebruik de plek waar ik nu ben' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Raadhuisplein' })).toBeVisible()
    await isAccessible(page)
    await page.getByRole('button', { name: 'Verstuur' }).click()
    await page.getByRole('link', { name: 'Bekijk uw bericht' }).click()
    await expect(page.getByText('U gaf ook een plek door, in Centrum.')).toBeVisible()
  })
})
