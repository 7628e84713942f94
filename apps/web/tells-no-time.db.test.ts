import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { setLogo } from '#domains/people'
import { locales } from '#platform/i18n'
import { type Answered, crawl, makeTalkativeTown, momentFinder, useTestSite } from '#web/testing'

const site = useTestSite()
let answers: Answered[] = []
let findMoments: ReturnType<typeof momentFinder>

/** Where the crawl begins: the front doors, and what no link of a stranger leads to. */
const addressesOf = (dialogues: string[], code: string) => [
  ...['/', '/robots.txt', '/.well-known/security.txt', '/healthz', '/readyz'],
  ...locales.flatMap((locale) =>
    [
      ...['', '/kit', `/my-input/${code}`, '/my-input/address/confirmed', '/my-input/address/stopped'],
      ...['/followed/stopped', '/followed/judged'],
      ...['/sign-in/sent', '/tell-us/sent', '/zoeken', '/search?q=plein', '/search?q=plein&in=statements'],
      ...dialogues.flatMap((slug) =>
        ['', '/live', '/my-votes', '/about-you', '/take-part', '/take-part/sent'].map(
          (page) => `/dialogues/${slug}${page}`,
        ),
      ),
    ].map((path) => `/${locale}${path}`),
  ),
]

beforeAll(async () => {
  const { db, now } = site()
  const picture = { bytes: Buffer.from('a picture'), type: 'image/webp', width: 3, height: 2 } as const
  await db.transaction().execute((tx) => setLogo(tx, { picture, alternative: '', now }))
  const { secrets, code, dialogues } = await makeTalkativeTown(site())
  findMoments = momentFinder(secrets)
  answers = await crawl(site(), addressesOf(dialogues, code))
}, 120_000)

test('no page, file, stream or header tells a stranger when somebody did something, closer than the day', () => {
  const told = answers.flatMap(({ path, head, body }) =>
    findMoments(`${path}\n${head}\n${body}`).map((found) => `${path}: ${found}`),
  )
  expect(told).toEqual([])
})

test('every kind of input was there to be told of', async () => {
  const { db } = site()
  const { rows } = await sql<{ kinds: string }>`
    select pg_get_constraintdef(oid) as kinds from pg_constraint
    where conrelid = 'input'::regclass and conname = 'input_kind_check'`.execute(db)
  const all = [...(rows[0]?.kinds ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1])
  const said = await db.selectFrom('input').select('kind').distinct().execute()
  expect(said.map(({ kind }) => kind).toSorted()).toEqual(all.toSorted())
  expect(all.length).toBeGreaterThan(0)
})

test('there were further pages, maps as they change, and reports with all their figures', () => {
  const all = answers.map(({ path, body }) => `${path}\n${body}`).join('\n')
  const signs = ['/said?after=', 'event: map', '"kind":"found"', '"clusters":[{"kind":', '"kind":"known"']
  for (const sign of [...signs, '/reports/1/report.json', 'decided_at'])
    expect(all.includes(sign), sign).toBe(true)
})

/** What opens with a key from a mail, what the build made, what people type in Dutch, a map of others, and samples that only a demo shows. */
const otherDoors = [
  ...[
    '/assets/*',
    '/tiles/:z/:x/:y',
    '/watch-feed/:key',
    '/watch-feed/:key/:watch',
    '/websub/:key',
    'asked/:key',
    'demo/mail',
    'dialogues/:slug/take-part/open',
    'feiten',
    'followed/:token/not-relevant/:post',
    'followed/:token/stop',
    'kit',
    'my-input/address/:token/stop',
  ],
  ...['my-input/mail/:token', 'my-input/mail/:token/live', 'sign-in/open'],
]

test('the stranger went through every door that is not for staff', () => {
  const isOpened = (door: string) => {
    const pattern = new RegExp(`^${door.replaceAll(/:\w+(?:\{[^/]*\})?/g, '[^/]+')}$`)
    return answers.some(({ path, status }) => status < 400 && pattern.test(path.split('?')[0] ?? ''))
  }
  const closed = site()
    .doors()
    .filter((door) => !/^\/(nl|en)\/desk/.test(door) && !isOpened(door))
  const withoutLanguage = closed.map((door) => door.replace(/^\/(nl|en)\//, ''))
  expect([...new Set(withoutLanguage)].toSorted()).toEqual(otherDoors)
})
