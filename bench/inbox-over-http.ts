import type { Db } from '#db'
import { createSignIn } from '#domains/people'
import { foundTown } from '#stories'
import { goToPage } from './browser.ts'
import { HttpClient } from './http-client.ts'
import { fillInbox, type InboxSize } from './inbox-stage.ts'
import { describeMachine } from './machine.ts'
import { watchProcessor } from './processor.ts'
import { searches } from './search-words.ts'
import { benchEnvironment, startBenchSite } from './site.ts'

type Load = { connections: number; seconds: number; ofSearches: boolean }

const WARM_UP_SECONDS = 2
const OPENED = 2000

const lists = ['open', 'open&order=newest', 'mine', 'late', 'answered&order=newest']

/** An inbox of today, somebody who is signed in, and conversations from all over it. */
async function prepare(db: Db, size: InboxSize): Promise<{ cookie: string; ids: string[] }> {
  await db.connection().execute((one) => fillInbox(one, size, new Date()))
  await foundTown(db, { name: 'Gemeente Voorbeeld' })
  const secret = benchEnvironment('').WEERKLANK_SECRET ?? ''
  const signIn = createSignIn({
    db,
    today: () => new Date().toISOString().slice(0, 10),
    baseUrl: 'http://127.0.0.1',
    secret,
  })
  const opened = await signIn.openLink((await signIn.makeLink('1@voorbeeld.example')) ?? '', new Headers())
  if (opened.kind !== 'signed-in') throw new Error('The bench could not sign in.')
  const rows = await db.selectFrom('conversation').select('id').orderBy('input_id').limit(OPENED).execute()
  const cookie = opened.cookies.map((one) => one.split(';')[0]).join('; ')
  return { cookie, ids: rows.map(({ id }) => id) }
}

/** How long the desk takes to answer a browser, and what that costs: its lists, and one conversation after the other. */
export async function measureOverHttp(size: InboxSize, load: Load): Promise<void> {
  const site = await startBenchSite((db) => prepare(db, size))
  const http = new HttpClient(site.url, { connections: load.connections })
  const headers = goToPage(
    { address: '10.0.0.1', cookie: site.stage.cookie },
    { from: `${site.url}/nl/desk/inbox` },
  )
  const goFor = async (seconds: number, next: () => string) => {
    const times: number[] = []
    const ends = performance.now() + seconds * 1000
    const client = async () => {
      for (let began = performance.now(); began < ends; began = performance.now()) {
        const path = next()
        const { status } = await http.request({ path, method: 'GET', headers })
        if (status !== 200) throw new Error(`${path} was answered with ${status}.`)
        times.push(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: load.connections }, client))
    return times.sort((a, b) => a - b)
  }
  const measure = async (page: string, next: () => string) => {
    await goFor(WARM_UP_SECONDS, next)
    const used = watchProcessor(site.processes)
    const times = await goFor(load.seconds, next)
    const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
    const figures = { perSecond: Math.round(times.length / load.seconds), p50: at(0.5), p95: at(0.95) }
    const about = { connections: load.connections, ...size, machine: describeMachine() }
    console.log(
      JSON.stringify({ bench: 'inbox over http', page, ...figures, ...used(times.length), ...about }),
    )
  }
  try {
    if (load.ofSearches) {
      for (const [name, typed] of Object.entries(searches))
        await measure(name, () => `/nl/desk/inbox?q=${encodeURIComponent(typed)}`)
      return
    }
    for (const list of lists) await measure(list, () => `/nl/desk/inbox?filter=${list}`)
    let turn = 0
    await measure('a conversation', () => `/nl/desk/inbox/${site.stage.ids[turn++ % site.stage.ids.length]}`)
  } finally {
    await http.close()
    await site.stop()
  }
}
