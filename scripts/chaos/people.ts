import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { drawBrowserSecret } from '#domains/entrance'
import type { Ledger } from './ledger.ts'

/** What chance is drawn from: the same each time for one seed. */
export type Draw = () => number

const VOTERS = 6
const ASKERS = 2
/** Lines of people who each come for the first time, one after the other. */
const NEWCOMERS = 8
const VOTE_EVERY_MS = 60
const ASK_EVERY_MS = 400
const ANSWER_WITHIN_MS = 30_000
const PEOPLE = 4000

type Crowd = {
  /** The addresses of the pages, one for each server. */
  urls: readonly string[]
  slug: string
  statements: readonly number[]
  ledger: Ledger
  draw: Draw
  signal: AbortSignal
}

const choices = [
  ['agree', 1],
  ['disagree', -1],
  ['pass', 0],
] as const

/** Somebody's address, a new one for each: the limits for one address are not what is tried here. */
function headersFrom(url: string, draw: Draw): Record<string, string> {
  const byte = () => Math.floor(draw() * 250) + 1
  return { origin: url, 'x-forwarded-for': `10.${byte()}.${byte()}.${byte()}` }
}

/** People who vote and ask as browsers do, and note what they were told; an answer that does not come tells nothing. */
export async function livePeople(crowd: Crowd): Promise<void> {
  const secrets = Array.from({ length: PEOPLE }, drawBrowserSecret)
  await Promise.all([
    ...Array.from({ length: VOTERS }, (_, at) =>
      keepVoting(
        crowd,
        secrets.filter((_, of) => of % VOTERS === at),
      ),
    ),
    ...Array.from({ length: NEWCOMERS }, () => keepComing(crowd)),
    ...Array.from({ length: ASKERS }, () => keepAsking(crowd)),
  ])
}

async function keepVoting(crowd: Crowd, secrets: string[]): Promise<void> {
  const { draw, ledger, signal, slug, statements, urls } = crowd
  // What was not acknowledged may be stored or not, and even later: such a cell is left alone from then on.
  const unsure = new Set<string>()
  while (!signal.aborted) {
    const secret = pick(secrets, draw)
    const statement = pick(statements, draw)
    const [word, value] = pick(choices, draw)
    const url = pick(urls, draw)
    const cell = `${secret} ${statement}`
    if (!unsure.has(cell)) {
      if (await vote({ url, slug, draw }, { secret, statement, word })) ledger.votes.set(cell, [value])
      else {
        unsure.add(cell)
        const before = ledger.votes.get(cell)
        if (before) ledger.votes.set(cell, [...before, value])
      }
    }
    await sleep(VOTE_EVERY_MS * 2 * draw())
  }
}

/** Every other newcomer clicks twice, and may be heard by both servers. */
async function keepComing({ draw, ledger, signal, slug, statements, urls }: Crowd): Promise<void> {
  while (!signal.aborted) {
    const secret = drawBrowserSecret()
    const statement = pick(statements, draw)
    const [word, value] = pick(choices, draw)
    const clicks = Array.from({ length: draw() < 0.5 ? 1 : 2 }, () => pick(urls, draw))
    const told = await Promise.all(
      clicks.map((url) => vote({ url, slug, draw }, { secret, statement, word })),
    )
    if (told.includes(true)) ledger.votes.set(`${secret} ${statement}`, [value])
    await sleep(VOTE_EVERY_MS * 2 * draw())
  }
}

/** Whether the vote was acknowledged. */
async function vote(
  { url, slug, draw }: { url: string; slug: string; draw: Draw },
  { secret, statement, word }: { secret: string; statement: number; word: string },
): Promise<boolean> {
  const answer = await post(`${url}/nl/dialogues/${slug}/vote`, {
    form: { statement: String(statement), choice: word },
    headers: { ...headersFrom(url, draw), cookie: `wk-participant=${secret}` },
  })
  return answer?.status === 303 && answer.location.includes(`after=${statement}`)
}

async function keepAsking({ draw, ledger, signal, urls }: Crowd): Promise<void> {
  while (!signal.aborted) {
    const url = pick(urls, draw)
    const mark = randomBytes(6).toString('hex')
    const [body, address] = [`Blijft het gras ${mark}?`, `${mark}@chaos.example`]
    const answer = await post(`${url}/nl/tell-us`, {
      form: { body, address },
      headers: headersFrom(url, draw),
    })
    if (answer?.status === 303 && answer.location.endsWith('/tell-us/sent'))
      ledger.questions.set(body, address)
    await sleep(ASK_EVERY_MS * 2 * draw())
  }
}

async function post(
  address: string,
  { form, headers }: { form: Record<string, string>; headers: Record<string, string> },
): Promise<{ status: number; location: string } | undefined> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    await response.arrayBuffer()
    return { status: response.status, location: response.headers.get('location') ?? '' }
  } catch {
    return undefined
  }
}

/** Visitors who drop what they asked, send it a byte at a time, or ask for the same without end. */
export async function liveRoughly({ urls, slug, draw, signal }: Crowd): Promise<void> {
  const paths = [
    '/nl',
    '/nl/dossiers',
    `/nl/dialogues/${slug}`,
    `/nl/dialogues/${slug}/live`,
    '/nl/my-input/x',
  ]
  while (!signal.aborted) {
    const url = new URL(pick(urls, draw))
    const method = pick(['GET', 'HEAD', 'POST'], draw)
    const socket = connect(Number(url.port), url.hostname)
    socket.on('error', () => undefined)
    const request = `${method} ${pick(paths, draw)} HTTP/1.1\r\nHost: chaos.example\r\nContent-Length: 100\r\n\r\na=b`
    const how = draw()
    if (how < 0.3) for (const letter of request.slice(0, 20)) await drip(socket, letter)
    else if (how < 0.6) for (let times = 0; times < 30; times++) socket.write(request)
    else socket.write(request.slice(0, draw() * request.length * 1.5))
    await sleep(200 * draw())
    if (draw() < 0.5) socket.resetAndDestroy()
    else socket.destroy()
  }
}

async function drip(socket: ReturnType<typeof connect>, letter: string): Promise<void> {
  socket.write(letter)
  await sleep(30)
}

export function pick<Thing>(things: readonly Thing[], draw: Draw): Thing {
  const thing = things[Math.floor(draw() * things.length)]
  if (thing === undefined) throw new RangeError('there is nothing to choose from')
  return thing
}
