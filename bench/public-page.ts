/**
 * Public pages a second: the page of a dossier with many inputs, with the server in a process of its own and the load
 * generator beside it. One JSON line each. Without a flag it is what visitors get: a page that is kept for a moment. With
 * `--made-anew` each request renders it, compressed: on data kept for a moment, as visitors who come by an address that
 * nobody else has (`?from=letter`) get it; and with all its queries, as whoever is signed in gets it.
 * `node bench/public-page.ts --inputs 10000 --seconds 10 --made-anew`
 */
import { parseArgs } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '#db'
import { makeLastingDossier } from '#stories'
import { goToPage } from './browser.ts'
import { HttpClient } from './http-client.ts'
import { describeMachine } from './machine.ts'
import { type ProcessorUse, watchProcessor } from './processor.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    'made-anew': { type: 'boolean', default: false },
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

type Figures = { times: number[]; use: ProcessorUse }

/** Goes to pages as browsers do, each from an address of its own. */
async function measure(pathOf: (visit: number) => string, cookie?: string): Promise<Figures> {
  const http = new HttpClient(site.url, { connections: CONNECTIONS })
  let visit = 0
  const go = async (client: number) => {
    const path = pathOf(visit++)
    const visitor = { address: `10.0.0.${client}`, ...(cookie ? { cookie } : {}) }
    const headers = goToPage(visitor, { from: `${site.url}/nl` })
    const { status } = await http.request({ path, method: 'GET', headers })
    if (status !== 200) throw new Error(`${path} was answered with ${status}.`)
  }
  const goFor = async (seconds: number) => {
    const times: number[] = []
    const ends = performance.now() + seconds * 1000
    const client = async (_: unknown, number: number) => {
      for (let began = performance.now(); began < ends; began = performance.now()) {
        await go(number)
        times.push(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, client))
    return times.sort((a, b) => a - b)
  }
  await goFor(WARM_UP_SECONDS)
  const used = watchProcessor(site.processes)
  const times = await goFor(SECONDS)
  http.close()
  return { times, use: used(times.length) }
}

function report(page: string, { times, use }: Figures, extra: object = {}): void {
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
  const perSecond = Math.round(times.length / SECONDS)
  const figures = { perSecond, p50: at(0.5), p95: at(0.95), ...use, inputs: INPUTS, connections: CONNECTIONS }
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
  const fonts = [
    ...sheet.matchAll(/url\("?\.?\/?([^")]+latin-(?:400|700)-normal-everyday[^")]*\.woff2)"?\)/g),
  ].flatMap((match) => match[1] ?? [])
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

/** A cookie by which pages are made anew with all their queries, as they are for staff; who it is of, they do not ask. */
const SESSION = 'wk.session_token=of-nobody'

const site = await startBenchSite(prepare)
try {
  const dossier = `/nl/dossiers/${site.stage}`
  const another = (visit: number) => `${dossier}?visit=${visit}`
  if (values['made-anew']) {
    report('dossier, made anew on data kept for a moment', await measure(another))
    report('dossier, made anew with all its queries', await measure(another, SESSION))
  } else report('dossier', await measure(() => dossier), await weigh(site.url, dossier))
} finally {
  await site.stop()
}
