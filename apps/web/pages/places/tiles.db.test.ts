import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importPlaces } from '#domains/places'
import type { Tile, TileOutcome } from '#platform/tiles'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let folder = ''

const around = (west: number) => [
  [west, 52],
  [west + 0.1, 52],
  [west + 0.1, 52.1],
  [west, 52.1],
  [west, 52],
]

/** Square tiles of zoom 12 are 0.088 degrees wide: these two lie on the areas, and the third far from them. */
const [here, edge, far] = ['/tiles/12/2105/1351', '/tiles/12/2107/1351', '/tiles/12/2120/1351']

let asked: Tile[] = []
let outcome: TileOutcome
const picture: TileOutcome = { kind: 'tile', bytes: Buffer.from('a map'), type: 'image/webp', tag: 'abc' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiles-'))
  const features = [5, 5.1].map((west, n) => ({
    type: 'Feature',
    properties: { buurtcode: `BU9998010${n + 1}`, buurtnaam: `Buurt ${n + 1}`, jaar: 2025 },
    geometry: { type: 'Polygon', coordinates: [around(west)] },
  }))
  const path = join(folder, 'areas.json')
  await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features }))
  expect((await importPlaces(site().db, { path })).kind).toBe('imported')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

beforeEach(() => {
  const { services } = site()
  services.config.tiles = { url: 'https://kaart.example/{z}/{x}/{y}?key=GEHEIM', credit: '© Kadaster' }
  asked = []
  outcome = picture
  services.tiles = async (tile) => {
    asked.push(tile)
    return outcome
  }
})

describe('a tile of the map', () => {
  test('is given from our own address, to be kept for a day by whoever passes it on', async () => {
    const answer = await site().get(here)
    expect([answer.status, await answer.text()]).toEqual([200, 'a map'])
    expect(asked).toEqual([{ z: 12, x: 2105, y: 1351 }])
    expect(answer.headers.get('content-type')).toBe('image/webp')
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=86400/)
    expect(answer.headers.get('vary') ?? '').not.toMatch(/cookie/i)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const again = await site().get(here, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('lies on what we draw, or a little beside', async () => {
    expect((await site().get(edge)).status).toBe(200)
    for (const path of [
      far,
      '/tiles/5/16/10',
      '/tiles/18/134731/86479',
      '/tiles/12/99999/1351',
      '/tiles/12/2105/1351.png',
      '/tiles/12/-1/1351',
      '/tiles/12/2105/1351e3',
      '/tiles/99/1/1',
      '/tiles/12/2105',
      '/tiles/12/..%2f/1351',
    ])
      expect([path, (await site().get(path)).status]).toEqual([path, 404])
    expect(asked).toHaveLength(1)
  })

  test('that cannot be had is a picture that shows nothing, and is asked for again soon', async () => {
    outcome = { kind: 'none' }
    const answer = await site().get(here)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
    expect((await answer.bytes()).length).toBeLessThan(100)
  })

  test('is given to one visitor some hundred times a minute, and then to others alone', async () => {
    const greedy: Visitor = { address: '192.0.2.1' }
    const statuses = new Set<number>()
    for (let round = 0; round < 24; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => site().get(here, greedy)))
      for (const { status } of answers) statuses.add(status)
    }
    expect([...statuses]).toEqual([200])
    expect((await site().get(here, greedy)).status).toBe(429)
    expect((await site().get(here, { address: '198.51.100.1' })).status).toBe(200)
  })

  test('that is waited for holds up no page, however many wait', async () => {
    const { promise, resolve } = Promise.withResolvers<TileOutcome>()
    site().services.tiles = () => promise
    const waiting = Array.from({ length: 150 }, (_, n) => site().get(here, { address: `203.0.113.${n}` }))
    expect((await site().get('/nl/near')).status).toBe(200)
    resolve(picture)
    expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).toEqual(new Set([200]))
  })

  test('is not there without the setting', async () => {
    site().services.tiles = undefined
    expect((await site().get(here)).status).toBe(404)
  })
})

describe('a page with a map', () => {
  const pages = ['/nl/near', '/nl/tell-us']

  test.each(pages)('%s lays it on the tiles, says who made them, and names no other server', async (path) => {
    const answer = await site().get(path)
    const html = await answer.text()
    const tiles = [...html.matchAll(/<image href="([^"]+)"/g)].map(([, href = '']) => href)
    expect(tiles.length).toBeGreaterThan(3)
    for (const href of tiles) expect([href, (await site().get(href)).status]).toEqual([href, 200])
    expect(html).toContain('<small>Kaart: © Kadaster</small>')
    expect(html).not.toMatch(/kaart\.example|GEHEIM/)
    expect(answer.headers.get('content-security-policy')).toMatch(/img-src 'self';/)
  })

  test.each(pages)('%s is as it was without the setting', async (path) => {
    const { services } = site()
    services.config.tiles = undefined
    services.tiles = undefined
    const html = await (await site().get(path)).text()
    expect(html).toContain('wk-area-map')
    expect(html).not.toMatch(/<image|Kaart: ©|wk-area-map--based/)
  })
})
