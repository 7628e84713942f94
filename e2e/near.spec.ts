import sharp from 'sharp'
import { expect, test } from './site.ts'
import { lookWithout, newPage } from './walk.ts'

/** A photo as a telephone makes it at the Beukenlaan of the demo: it says where it was taken. */
async function photo() {
  const grey = { width: 600, height: 400, channels: 3, background: '#777777' } as const
  const taken = sharp({ create: grey })
    .jpeg()
    .withExif({
      IFD3: {
        ...{ GPSLatitude: '52/1 30/1 2523/100', GPSLatitudeRef: 'N' },
        ...{ GPSLongitude: '5/1 5/1 3840/100', GPSLongitudeRef: 'E' },
      },
    })
  return { name: 'IMG_2040.jpg', mimeType: 'image/jpeg', buffer: await taken.toBuffer() }
}

for (const javaScriptEnabled of [true, false])
  test(`what was told with a photo is followed on the map by somebody else, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    test.slow()
    const way = { javaScriptEnabled, width: 360 }
    const look = lookWithout(browser, way, isAccessible)
    const mark = javaScriptEnabled ? 'bankje' : 'hekje'
    const title = `Een ${mark} is kapot`
    const neighbour = `buur-${mark}@voorbeeld.example`

    const teller = await newPage(browser, way)
    await teller.goto(`${site.url}/nl/tell-us`)
    await teller
      .getByLabel('Wat wilt u ons vertellen of vragen?')
      .fill(`Voor ons huis is het groene ${mark} stuk, ik viel er bijna van.`)
    await teller.getByLabel('Stuur iets mee').setInputFiles(await photo())
    await teller.getByRole('button', { name: 'Verstuur' }).click()
    await teller.getByRole('radio', { name: /Beukenlaan/ }).check()
    await teller.getByRole('button', { name: 'Verstuur' }).click()
    await teller.getByRole('link', { name: 'Bekijk uw bericht' }).click()
    await expect(teller.getByRole('heading', { name: 'Dit staat ook op de kaart' })).toHaveCount(0)

    const staff = await newPage(browser, { javaScriptEnabled: true, width: 1280 })
    await signIn(staff, 'samir@voorbeeld.test')
    await staff.goto(`${site.url}/nl/desk/inbox?order=newest`)
    await staff
      .getByRole('link', { name: new RegExp(`groene ${mark}`) })
      .first()
      .click()
    await staff.getByRole('link', { name: 'Zet op de kaart' }).click()
    await expect(staff.getByLabel('Wat is er aan de hand?')).toHaveValue('')
    await isAccessible(staff)
    await staff.getByLabel('Wat is er aan de hand?').fill(title)
    await staff.getByRole('radio', { name: /^Precies: .*Beukenlaan/ }).check()
    await staff.getByRole('button', { name: 'Zet op de kaart' }).click()
    await expect(staff.getByText('Dit staat nu op de kaart')).toBeVisible()
    await isAccessible(staff)

    await teller.reload()
    await expect(teller.getByRole('heading', { name: 'Dit staat ook op de kaart' })).toBeVisible()
    await look(teller)

    const other = await newPage(browser, way)
    await other.goto(`${site.url}/nl/near`)
    await expect(other.getByRole('button', { name: 'Kijk hier' })).toBeInViewport()
    await look(other)
    await other.getByLabel('Straat en huisnummer, postcode of buurt').fill('Beukenlaan 3')
    await other.getByRole('button', { name: 'Kijk hier' }).click()
    await expect(other.getByRole('heading', { name: 'Gemeld in Beukenbuurt' })).toBeVisible()
    await expect(other.getByRole('link', { name: new RegExp(`^\\d\\. ${title}$`) })).toBeVisible()
    await look(other)

    await other.goto(`${site.url}/nl/tell-us`)
    await other.getByLabel('Wat wilt u ons vertellen of vragen?').fill(`Dat ${mark} is al weken kapot!`)
    await other.getByLabel('Straat en huisnummer, of postcode').fill('Beukenlaan 3')
    await other.getByRole('button', { name: 'Verstuur' }).click()
    await other.getByRole('radio', { name: new RegExp(title) }).check()
    await look(other)
    await other.locator('#follow-email').fill(neighbour)
    await other.getByRole('button', { name: 'Volg de melding die u koos' }).click()
    await expect(other.getByText(`U volgt nu: ${title}`)).toBeVisible()
    await expect(other.getByLabel('Wat wilt u ons vertellen of vragen?')).toHaveValue(
      `Dat ${mark} is al weken kapot!`,
    )
    const asked = await site.mailbox.waitFor((mail) => mail.envelopeTo.includes(neighbour))
    await other.goto(/http\S+\/my-input\/address\/[\w-]+(?=\s)/.exec(asked.text ?? '')?.[0] ?? '')
    await other.getByRole('main').getByRole('button').first().click()
    await expect(other).toHaveURL(/confirmed$/)

    await staff.getByRole('radio', { name: 'Opgelost' }).check()
    await staff.getByLabel('Uitleg').fill('Er staat een nieuw.')
    await staff.getByRole('button', { name: 'Zeg het iedereen' }).click()
    await expect(staff.getByText('Iedereen kan het nu lezen')).toBeVisible()
    const told = await site.mailbox.waitFor(
      (mail) => mail.envelopeTo.includes(neighbour) && (mail.text ?? '').includes('Er staat een nieuw.'),
    )
    await other.goto(/http\S+\/near\/[\w-]+/.exec(told.text ?? '')?.[0] ?? '')
    await expect(other.getByRole('heading', { name: title })).toBeVisible()
    await expect(other.getByRole('listitem').filter({ hasText: 'Opgelost' })).toContainText(
      'Er staat een nieuw.',
    )
    await expect(other.getByText('groene')).toHaveCount(0)
    await look(other)
    await staff.close()
  })
