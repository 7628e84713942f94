import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { listenOnLoopback } from '#testing'
import { askForTile, createTileFetcher, createTileShelf, createTileSource } from './index.ts'

let png = Buffer.alloc(0)
beforeAll(async () => {
  png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer()
})

type Answer = (response: ServerResponse, request: IncomingMessage) => void
const picture: Answer = (response) => response.end(png)

/** A server of maps on loopback, and a source of its tiles in a folder of its own. */
async function openMap(first: Answer = picture) {
  let answer = first
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    answer(response, request)
  })
  const port = await listenOnLoopback(server)
  const folder = await mkdtemp(join(tmpdir(), 'tiles-'))
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  })
  let time = 0
  const said: object[] = []
  const url = `http://127.0.0.1:${port}/{z}/{x}/{y}.png?key=GEHEIM`
  const fetch = createTileFetcher({
    tilesUrl: url,
    siteUrl: 'https://praat.example',
    allowPrivateFetch: false,
  })
  const open = (where = folder, address = url) =>
    createTileSource({
      ...{ url: address, fetch, shelf: createTileShelf(where), now: () => time },
      log: { warn: (fields, message) => said.push({ ...fields, message }) },
    })
  return {
    ...{ seen, said, folder, open, fetch, url, read: open() },
    answerWith: (next: Answer) => {
      answer = next
    },
    pass: (ms: number) => {
      time += ms
    },
  }
}

const tile = { z: 12, x: 2109, y: 1349 }
const beside = { ...tile, x: 2110 }

describe('a tile', () => {
  test('is fetched by its address with the key, as us and nobody else, and then kept', async () => {
    const { read, seen, open, folder } = await openMap()
    expect(await read(tile)).toMatchObject({ kind: 'tile', type: 'image/png', bytes: png })
    expect(seen[0]?.url).toBe('/12/2109/1349.png?key=GEHEIM')
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual(
      ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].toSorted(),
    )
    expect(seen[0]?.headers['user-agent']).toBe('Weerklank (+https://praat.example)')
    const again = [await read(tile), await open()(tile)]
    expect(again[1]).toEqual(again[0])
    expect(seen).toHaveLength(1)
    expect((await readdir(folder)).join()).not.toContain('GEHEIM')
  })

  test('that many ask for at once is fetched once, and few at once are on their way', async () => {
    let [busy, most] = [0, 0]
    const { read, seen } = await openMap((response) => {
      most = Math.max(most, ++busy)
      setTimeout(() => {
        busy--
        response.end(png)
      }, 20)
    })
    const tiles = Array.from({ length: 12 }, (_, n) => ({ ...tile, x: n }))
    const found = await Promise.all([...tiles, ...tiles, ...tiles].map(read))
    expect(found.every(({ kind }) => kind === 'tile')).toBe(true)
    expect([seen.length, most]).toEqual([12, 4])
  })

  test('is asked for anew after a week, and shown as it was while there is no newer one', async () => {
    const { read, seen, folder, answerWith } = await openMap()
    await read(tile)
    const [name = ''] = await readdir(folder)
    const old = Date.now() / 1000 - 8 * 24 * 3600
    await utimes(join(folder, name), old, old)
    answerWith((response) => response.writeHead(500).end())
    expect(await read(tile)).toMatchObject({ kind: 'tile', bytes: png })
    expect(seen).toHaveLength(2)
  })

  test('of another map is another tile', async () => {
    const { read, seen, open, url, folder } = await openMap()
    await read(tile)
    await open(folder, url.replace('GEHEIM', 'ANDER'))(tile)
    expect(seen.map((request) => request.url?.slice(-5))).toEqual(['EHEIM', 'ANDER'])
  })
})

describe('a server of maps', () => {
  const faults: [string, Answer, object][] = [
    ['that fails', (response) => response.writeHead(503).end(), { reason: 'status', status: 503 }],
    ['that refuses the key', (response) => response.writeHead(403).end(), { reason: 'status', status: 403 }],
    ['that sends a page', (response) => response.end('<html>'), { reason: 'not-a-picture' }],
    ['that sends nothing', (response) => response.end(), { reason: 'not-a-picture' }],
    ['that hangs up', (response) => response.destroy(), { reason: 'connection' }],
    ['that sends without end', (response) => response.end(Buffer.alloc(2_000_000)), { reason: 'too-large' }],
    [
      'that sends us to our own network',
      (response) => response.writeHead(302, { location: 'http://127.0.0.2:9999/' }).end(),
      { reason: 'private-address' },
    ],
  ]
  test.each(faults)(
    '%s is left alone for a while, longer each time, and the log says so without its address',
    async (_, fault, why) => {
      const { read, seen, said, pass, answerWith } = await openMap(fault)
      expect(await read(tile)).toEqual({ kind: 'none' })
      expect(await read(beside)).toEqual({ kind: 'none' })
      expect(seen).toHaveLength(1)
      pass(10_000)
      await Promise.all([read(tile), read(beside)])
      expect(said).toEqual([
        expect.objectContaining({ ...why, pauseMs: 10_000 }),
        expect.objectContaining({ ...why, pauseMs: 20_000 }),
      ])
      expect(JSON.stringify(said)).not.toMatch(/GEHEIM|127\.0\.0/)
      pass(20_000)
      answerWith(picture)
      expect((await read(tile)).kind).toBe('tile')
      expect((await read(beside)).kind).toBe('tile')
    },
  )

  test('that asks to be left alone is, for a quarter of an hour at most', async () => {
    const { read, said } = await openMap((response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    )
    await read(tile)
    expect(said).toMatchObject([{ status: 429, pauseMs: 900_000 }])
  })

  test('that has no such tile has others, and is asked for this one again an hour later', async () => {
    const { read, seen, said, pass } = await openMap((response, { url }) =>
      url?.includes('/2109/') ? response.writeHead(404).end() : response.end(png),
    )
    expect([await read(tile), await read(tile)]).toEqual([{ kind: 'none' }, { kind: 'none' }])
    expect((await read(beside)).kind).toBe('tile')
    expect([seen.length, said]).toEqual([2, []])
    pass(3_600_000)
    await read(tile)
    expect(seen).toHaveLength(3)
  })

  test('on our own network is reached where its setting names its IP address, and by no name', async () => {
    const fetch = createTileFetcher({
      tilesUrl: 'http://localhost:9999/{z}/{x}/{y}',
      siteUrl: '',
      allowPrivateFetch: false,
    })
    expect(await askForTile(fetch, 'http://localhost:9999/{z}/{x}/{y}', tile)).toEqual({
      kind: 'away',
      why: 'private-address',
    })
  })

  test('says whether it gives tiles', async () => {
    const { fetch, url, answerWith } = await openMap()
    expect(await askForTile(fetch, url, tile)).toEqual({ kind: 'here', type: 'image/png', bytes: png.length })
    answerWith((response) => response.writeHead(403).end())
    expect(await askForTile(fetch, url, tile)).toEqual({ kind: 'away', why: 'status 403' })
  })
})

test('where the folder cannot be written tiles are fetched each time, and the log says so once', async () => {
  const { open, folder, seen, said } = await openMap()
  await writeFile(join(folder, 'file'), '')
  const read = open(join(folder, 'file'))
  for (const one of [tile, tile, beside]) expect((await read(one)).kind).toBe('tile')
  expect([seen.length, said.length]).toEqual([3, 1])
})
