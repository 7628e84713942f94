import type { Page } from '@playwright/test'
import { expect, test } from './site.ts'

const street = 'hoe-maken-we-de-dorpsstraat-veilig-voor-fietsers'
const dialogue = 'wat-vindt-u-van-de-dorpsstraat'

const publicPages = [
  '',
  '/dossiers',
  `/dossiers/${street}`,
  `/dossiers/${street}/said`,
  `/dialogues/${dialogue}`,
  `/dialogues/${dialogue}/results`,
  `/dialogues/${dialogue}/report`,
  `/dialogues/${dialogue}/moderation`,
  `/dialogues/${dialogue}/my-votes`,
  `/dialogues/${dialogue}/my-place`,
  `/dialogues/${dialogue}/statements/new`,
  '/outcomes',
  '/tell-us',
  '/my-input',
  '/my-input/address/confirmed',
  '/my-input/address/stopped',
  '/my-input/address/gone',
  '/where-we-listen',
  '/your-data',
  '/accessibility',
  '/sign-in',
]

const deskPages = [
  '/desk/overview',
  '/desk/inbox',
  '/desk/condition',
  '/desk/listen',
  '/desk/listen/sources',
  '/desk/listen/sources/new',
  '/desk/listen/watches',
  '/desk/listen/watches/new',
  '/desk/listen/alerts',
  '/desk/dossiers',
  '/desk/dossiers/new',
  `/desk/dossiers/${street}`,
  `/desk/dossiers/${street}/promise`,
  `/desk/dossiers/${street}/change`,
  `/desk/dossiers/${street}/translations`,
  `/desk/dossiers/${street}/translations?part=${dialogue}`,
  `/desk/dossiers/${street}/dialogues/new`,
  `/desk/dialogues/${dialogue}`,
  `/desk/dialogues/${dialogue}/statements`,
  `/desk/dialogues/${dialogue}/add`,
  `/desk/dialogues/${dialogue}/change`,
  `/desk/dialogues/${dialogue}/together`,
  `/desk/dialogues/${dialogue}/log`,
  '/desk/responses',
  `/desk/responses/${street}`,
  '/desk/staff',
  '/desk/units',
  '/desk/subjects',
  '/desk/mandates',
  '/desk/mandates?show=over',
  '/desk/mandates/new',
  '/desk/me',
  '/desk/organisation',
  '/desk/sessions',
  '/desk/held',
]

/** Light and Dutch on a desk, dark and English on a phone: each page in both. */
const ways = [
  { locale: 'nl', colorScheme: 'light', width: 1280 },
  { locale: 'en', colorScheme: 'dark', width: 360 },
] as const

async function visit(page: Page, url: string): Promise<void> {
  const response = await page.goto(url)
  expect(response?.status(), url).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
}

for (const { locale, colorScheme, width } of ways) {
  test(`every page for residents is accessible (${locale}, ${colorScheme}, ${width} wide)`, async ({
    page,
    site,
    isAccessible,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    for (const path of publicPages) {
      await visit(page, `${site.url}/${locale}${path}`)
      await isAccessible(page)
    }
  })

  test(`every page of the desk is accessible (${locale}, ${colorScheme}, ${width} wide)`, async ({
    page,
    site,
    signIn,
    isAccessible,
  }) => {
    await signIn(page, 'noor@voorbeeld.test')
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    for (const path of deskPages) {
      await visit(page, `${site.url}/${locale}${path}`)
      await isAccessible(page)
    }
    for (const [list, link] of [
      ['inbox', '.wk-queue li a'],
      ['staff', 'main tbody th a'],
      ['units', '.wk-tree a'],
      ['subjects', '.wk-tree a'],
      ['mandates', 'main tbody td a'],
      ['listen', 'main h3 a, main h4 a'],
    ] as const) {
      await page.goto(`${site.url}/${locale}/desk/${list}`)
      const address = await page.locator(link).first().getAttribute('href')
      await visit(page, new URL(address ?? '', page.url()).href)
      await isAccessible(page)
    }
  })
}
