import { type Browser, expect, type Page } from '@playwright/test'
import { test } from './site.ts'
import { describeWay, lookWithout, newPage, type Way, ways } from './walk.ts'

const EMPLOYEE = 'samir@voorbeeld.test'

/** Of one pixel. */
const photo = {
  name: 'IMG_0001.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
}

/** Somebody asks something, for somebody else; then they are on the page of their code. */
async function askSomething(page: Page, url: string, question: string): Promise<void> {
  await page.goto(`${url}/nl/tell-us`)
  await page.getByLabel('Wat wilt u ons vertellen of vragen?').fill(question)
  await page.getByLabel('Voor wie vraagt u dit?').fill('mijn buurvrouw')
  await page.getByLabel('Stuur iets mee').setInputFiles([photo])
  await page.getByLabel('Wat is er te zien op de foto of in de film?').fill('Een volle glasbak')
  await page.getByRole('button', { name: 'Verstuur' }).click()
  await page.getByRole('link', { name: 'Bekijk uw bericht' }).click()
  await expect(page.getByRole('heading', { name: 'Wat er gebeurt' })).toBeVisible()
}

async function openAtDesk(page: Page, url: string, question: string): Promise<void> {
  await page.goto(`${url}/nl/desk/inbox?order=newest`)
  await page.getByRole('link', { name: question }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible()
}

async function twoPages(browser: Browser, way: Way): Promise<{ resident: Page; staff: Page }> {
  return { resident: await newPage(browser, way), staff: await newPage(browser, { ...way, width: 1280 }) }
}

for (const way of ways)
  test(`whoever asked reads the answer, says that it did not help, and is helped by a person (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    test.slow()
    const look = lookWithout(browser, way, isAccessible)
    const { resident, staff } = await twoPages(browser, way)
    const question = `Waar brengt zij glas naartoe, ${way.width}?`
    await askSomething(resident, site.url, question)
    await look(resident)
    await signIn(staff, EMPLOYEE)
    await openAtDesk(staff, site.url, question)
    await expect(staff.getByText('Voor iemand anders: mijn buurvrouw')).toBeVisible()
    await expect(staff.getByRole('img', { name: 'Een volle glasbak' })).toBeVisible()
    await look(staff)

    /** With a script the page has it by itself; without, it is there when it is read again. */
    const see = async (page: Page, text: string) => {
      // A reply leaves after ten seconds.
      await expect(async () => {
        if (!way.javaScriptEnabled) await page.goto(page.url().replace(/\?.*/, ''))
        await expect(page.getByText(text).first()).toBeVisible({ timeout: 3000 })
      }).toPass({ timeout: 30_000 })
    }
    await staff.getByLabel(/^Antwoord aan/).fill('Naar de glasbak.')
    await staff.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await expect(staff.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await see(resident, 'Naar de glasbak.')
    await expect(resident.getByRole('heading', { name: 'Heeft ons antwoord u geholpen?' })).toBeVisible()
    await look(resident)

    await resident.getByRole('button', { name: 'Nee, dit hielp mij niet' }).click()
    await expect(resident.getByText('Een medewerker kijkt er opnieuw naar.')).toBeVisible()
    await look(resident)
    await see(staff, 'zegt dat ons antwoord niet hielp')
    await expect(staff.getByText('Dit gesprek is beantwoord.')).toHaveCount(0)
    await resident.getByLabel('Uw bericht').fill('Welke glasbak? Zij loopt slecht.')
    await resident.getByRole('button', { name: 'Verstuur mijn bericht' }).click()
    await expect(resident.getByText('Wij hebben uw bericht.')).toBeVisible()
    await see(staff, 'Welke glasbak? Zij loopt slecht.')
    await look(staff)

    await staff.getByLabel(/^Antwoord aan/).fill('Wij halen het bij haar op.')
    await staff.getByRole('button', { name: 'Verstuur antwoord' }).click()
    await expect(staff.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
    await see(resident, 'Wij halen het bij haar op.')
    await resident.getByRole('button', { name: 'Ja, dit hielp mij' }).press('Enter')
    await expect(resident.getByText('Fijn dat ons antwoord u hielp.')).toBeVisible()
    await expect(resident.getByRole('heading', { name: 'Heeft ons antwoord u geholpen?' })).toHaveCount(0)
    await look(resident)
    await resident.context().close()
    await staff.context().close()
  })

test('what comes in while a member of staff writes is shown to them, and stops what they send until they have read it', async ({
  browser,
  site,
  signIn,
}) => {
  const { resident, staff } = await twoPages(browser, { javaScriptEnabled: true, width: 360 })
  const question = 'Wanneer komt de veegwagen?'
  await askSomething(resident, site.url, question)
  await signIn(staff, EMPLOYEE)
  await openAtDesk(staff, site.url, question)
  const reply = staff.getByLabel(/^Antwoord aan/)
  await reply.fill('Dinsdag.')
  await resident.getByLabel('Uw bericht').fill('Het mag ook woensdag.')
  await resident.getByRole('button', { name: 'Verstuur mijn bericht' }).click()
  await expect(staff.getByText('Het mag ook woensdag.')).toBeVisible()
  await expect(staff.getByText('Er kwam net iets bij.')).toBeVisible()
  await expect(reply).toHaveValue('Dinsdag.')
  await staff.getByRole('button', { name: 'Verstuur antwoord' }).click()
  await expect(staff.getByText('Er is niets verstuurd.')).toBeVisible()
  await staff.getByRole('button', { name: 'Verstuur antwoord' }).click()
  await expect(staff.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
  await resident.context().close()
  await staff.context().close()
})
