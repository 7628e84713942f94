/**
 * Public pages a second: the page of a dossier with many inputs, and its list of all that was said, with the server in
 * a process of its own and the load generator beside it. One JSON line each.
 * `node bench/public-page.ts --inputs 10000 --seconds 10`
 */
import { parseArgs } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { Pool } from 'undici'
import type { Db } from '#db'
import { makeLastingDossier } from '#stories'
import { describeMachine } from './machine.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
  },
})
const INPUTS = Number(values.inputs)
const SECONDS = Number(values.seconds)
const CONNECTIONS = Number(values.connections)
const WARM_UP_SECONDS = 2

/** A dossier in which many people said something; half of it has an answer. */
async function prepare(db: Db): Promise<string> {
  const { id, slug } = await makeLastingDossier(db)
  await sql`insert into input (id, public_id, dossier_id, kind, channel, is_public, body, language, received_at, published_at, published_on,
      answered_at)
    select gen_random_uuid(), gen_random_uuid(), ${id}::uuid, 'meeting', 'desk', true, 'Er moeten meer bomen komen op plek ' || n || '.', 'nl',
      now() - n * interval '1 minute', now() - n * interval '1 minute',
      (now() - n * interval '1 minute')::date, case when n % 2 = 0 then now() end
    from generate_series(1, ${INPUTS}::int) n`.execute(db)
  await sql`analyze`.execute(db)
  return slug
}

async function measure(url: string, pathOf: () => string): Promise<number[]> {
  const pool = new Pool(url, { connections: CONNECTIONS })
  const times: number[] = []
  const begins = performance.now() + WARM_UP_SECONDS * 1000
  const ends = begins + SECONDS * 1000
  const client = async () => {
    for (let began = performance.now(); began < ends; began = performance.now()) {
      const { statusCode, body } = await pool.request({ path: pathOf(), method: 'GET' })
      await body.dump()
      if (statusCode !== 200) throw new Error(`${pathOf()} was answered with ${statusCode}.`)
      if (began >= begins) times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  await pool.close()
  return times.sort((a, b) => a - b)
}

function report(page: string, times: number[], extra: object): void {
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
  const perSecond = Math.round(times.length / SECONDS)
  const figures = { perSecond, p50: at(0.5), p95: at(0.95), inputs: INPUTS, connections: CONNECTIONS }
  console.log(
    JSON.stringify({ bench: 'public-page', page, ...figures, ...extra, machine: describeMachine() }),
  )
}

/** What a browser fetches on its first visit, compressed: the page and all that it names. */
async function weigh(url: string, path: string): Promise<{ allKb: number; scriptKb: number }> {
  const html = await (await fetch(url + path)).text()
  const names = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].flatMap((match) => match[1] ?? [])
  const css = names.find((name) => name.endsWith('.css'))
  const sheet = css ? await (await fetch(url + css)).text() : ''
  const fonts = [...sheet.matchAll(/url\("?\.?\/?([^")]+latin-(?:400|700)[^")]*\.woff2)"?\)/g)].flatMap(
    (match) => match[1] ?? [],
  )
  const sizes = await Promise.all(
    [...new Set([...names, ...fonts.map((name) => `/assets/${name}`)])].map((name) => sizeOf(url, name)),
  )
  const sum = (list: { kb: number }[]) => Math.round(list.reduce((total, { kb }) => total + kb, 0) * 10) / 10
  return {
    allKb: sum([...sizes, { kb: gzipSync(html).length / 1000 }]),
    scriptKb: sum(sizes.filter(({ name }) => name.endsWith('.js'))),
  }
}

async function sizeOf(url: string, name: string): Promise<{ name: string; kb: number }> {
  const bytes = Buffer.from(await (await fetch(url + name)).arrayBuffer())
  return { name, kb: (name.endsWith('.woff2') ? bytes : brotliCompressSync(bytes)).length / 1000 }
}

const site = await startBenchSite(prepare)
try {
  const dossier = `/nl/dossiers/${site.stage}`
  const weight = await weigh(site.url, dossier)
  report('dossier', await measure(site.url, () => dossier), weight)
  // No two requests for the same address: every page is made anew.
  let visit = 0
  report(
    'dossier, never the same address twice',
    await measure(site.url, () => `${dossier}?visit=${visit++}`),
    {},
  )
} finally {
  await site.stop()
}
