import type { Db } from '#db'
import { createSignIn } from '#domains/people'
import { foundTown } from '#stories'
import { goToPage } from './browser.ts'
import { HttpClient } from './http-client.ts'
import { describeMachine } from './machine.ts'
import { watchProcessor } from './processor.ts'
import { type BenchSite, benchEnvironment } from './site.ts'

export type Load = { connections: number; seconds: number }

const WARM_UP_SECONDS = 2

/** Founds the town that pages are of, and signs in a member of its staff who is there already. */
export async function signInAtDesk(db: Db, email: string): Promise<string> {
  await foundTown(db, { name: 'Gemeente Voorbeeld' })
  const secret = benchEnvironment('').WEERKLANK_SECRET ?? ''
  const signIn = createSignIn({
    db,
    today: () => new Date().toISOString().slice(0, 10),
    baseUrl: 'http://127.0.0.1',
    secret,
  })
  const opened = await signIn.openLink((await signIn.makeLink(email)) ?? '', new Headers())
  if (opened.kind !== 'signed-in') throw new Error('The bench could not sign in.')
  return opened.cookies.map((one) => one.split(';')[0]).join('; ')
}

/** A page that is asked for again and again, by addresses that may differ. */
export type DeskPage = { page: string; next: () => string }

/** Asks for each page as the browser of somebody who is signed in does, and prints a line of figures for each. */
export async function measurePages(
  site: Pick<BenchSite<unknown>, 'url' | 'processes'>,
  { connections, seconds }: Load,
  {
    bench,
    cookie,
    from,
    pages,
    size,
  }: {
    bench: string
    cookie: string
    from: string
    pages: readonly DeskPage[]
    size: Record<string, number>
  },
): Promise<void> {
  const http = new HttpClient(site.url, { connections })
  const headers = goToPage({ address: '10.0.0.1', cookie }, { from: `${site.url}${from}` })
  const goFor = async (length: number, next: () => string) => {
    const times: number[] = []
    const ends = performance.now() + length * 1000
    const client = async () => {
      for (let began = performance.now(); began < ends; began = performance.now()) {
        const path = next()
        const { status } = await http.request({ path, method: 'GET', headers })
        if (status !== 200) throw new Error(`${path} was answered with ${status}.`)
        times.push(performance.now() - began)
      }
    }
    await Promise.all(Array.from({ length: connections }, client))
    return times.sort((a, b) => a - b)
  }
  try {
    for (const { page, next } of pages) {
      await goFor(WARM_UP_SECONDS, next)
      const used = watchProcessor(site.processes)
      const times = await goFor(seconds, next)
      const at = (share: number) =>
        Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100
      const figures = { perSecond: Math.round(times.length / seconds), p50: at(0.5), p95: at(0.95) }
      const about = { connections, ...size, machine: describeMachine() }
      console.log(JSON.stringify({ bench, page, ...figures, ...used(times.length), ...about }))
    }
  } finally {
    await http.close()
  }
}
