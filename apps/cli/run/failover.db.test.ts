import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Db } from '#db'
import { drawBrowserSecret } from '#domains/entrance'
import { createSignIn } from '#domains/people'
import { drawCode } from '#platform/code'
import { hire, makeLastingDialogue } from '#stories'
import { startGate } from '#testing'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'
import { onServer, startPair } from './standby-under-test.ts'
import { choices, expectAllKept, type TestVote } from './votes-under-test.ts'

beforeAll(buildProgram)

const SECRET = '4nHc8TqLz1VbXw6RsKy0PjGm'.padEnd(32, 'Fd7uEo2a')
const EMAIL = 'noor@voorbeeld.example'
const STATEMENTS = 8

/** How long the old server runs under load, nobody answers, the new one takes no changes yet, and all goes on. */
const [BEFORE_MS, NOBODY_MS, READ_ONLY_MS, AFTER_MS] = [4000, 1500, 3000, 8000]

/** What was answered, by what was asked. */
type Seen = { name: string; status: number; text: string }

/** Somebody who asks for one thing again and again, from the beginning to the end. */
type Visitor = { name: string; ask: () => Promise<Response | undefined> }

it('while a standby takes over nothing that was acknowledged is lost, nothing is answered with a fault, and all goes on by itself', {
  timeout: 120_000,
}, async () => {
  let slug = ''
  const pair = await startPair(async (url) => {
    expect(await runProgram(['migrate'], { DATABASE_URL: url, WEERKLANK_SECRET: SECRET })).toMatchObject({
      code: 0,
    })
    slug = (await onServer(url, (db) => makeLastingDialogue(db, STATEMENTS))).slug
    await onServer(url, (db) => hire(db, { email: EMAIL, role: 'administrator' }))
  })
  const gate = await startGate(pair.primary.url())
  onTestFinished(() => gate.shut())
  const serving = await startProgram(['serve'], {
    PORT: '0',
    DATABASE_URL: gate.url,
    WEERKLANK_SECRET: SECRET,
    WEERKLANK_TRUSTED_PROXIES: '127.0.0.1',
    WEERKLANK_LOG_LEVEL: 'error',
  })
  const cookie = await signIn(pair.primary.url(), serving.url)
  const crowd = gather({ url: serving.url, slug, cookie })
  const seen: Seen[] = []
  const over = new AbortController()
  const all = Promise.all(crowd.visitors.map((visitor) => visit(visitor, seen, over.signal)))
  await sleep(BEFORE_MS)
  for (let turn = 0; turn < 3; turn++) {
    await onServer(pair.primary.url(), endSessions)
    await sleep(500)
  }
  await gate.shut()
  await gate.open()
  await sleep(500)
  process.kill(pair.primary.pid, 'SIGKILL')
  await sleep(NOBODY_MS)
  gate.leadTo(pair.standby.url())
  await sleep(READ_ONLY_MS)
  await pair.promote()
  await sleep(AFTER_MS)
  const before = seen.length
  await sleep(2000)
  over.abort()
  await all
  const faults = seen.filter(({ status }) => status === 0 || status === 500 || status > 503)
  expect(faults.map(({ name, status }) => `${status} ${name}`)).toEqual([])
  expect(seen.filter(({ status }) => status === 503).length).toBeGreaterThan(20)
  expect(seen.slice(before).filter(({ status }) => status === 503)).toEqual([])
  expect(new Set(seen.slice(before).map(({ name }) => name)).size).toBe(
    new Set(seen.map(({ name }) => name)).size,
  )
  expect(serving.errors()).not.toContain('fault')
  await onServer(pair.standby.url(), async (db) => {
    const find = db.selectFrom('dialogue').innerJoin('entrance', 'entrance.id', 'dialogue.id')
    const dialogue = await find
      .select(['dialogue.id', 'key'])
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    expect(crowd.votes.length).toBeGreaterThan(100)
    await expectAllKept(db, dialogue, crowd.votes)
    const asked = await db.selectFrom('conversation_entry').select('body').execute()
    const kept = new Set(asked.map(({ body }) => body))
    expect(crowd.questions.length).toBeGreaterThan(20)
    expect(crowd.questions.filter((question) => !kept.has(question))).toEqual([])
  })
  expect((await serving.stop()).code).toBe(0)
})

/** As a server does that is told to stop, or an operator who wants its connections elsewhere. */
async function endSessions(db: Db): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'weerklank' and pid <> pg_backend_pid()`.execute(db)
}

async function signIn(databaseUrl: string, baseUrl: string): Promise<string> {
  return onServer(databaseUrl, async (db) => {
    const desk = createSignIn({
      db,
      today: () => new Date().toISOString().slice(0, 10),
      baseUrl,
      secret: SECRET,
    })
    const opened = await desk.openLink((await desk.makeLink(EMAIL)) ?? '', new Headers())
    if (opened.kind !== 'signed-in') throw new Error('The test could not sign in.')
    return opened.cookies.map((one) => one.split(';')[0]).join('; ')
  })
}

/** Everybody who comes, with what was acknowledged to them. */
function gather({ url, slug, cookie }: { url: string; slug: string; cookie: string }) {
  const votes: TestVote[] = []
  const questions: string[] = []
  let visits = 0
  const ask = (path: string, init: RequestInit = {}) => {
    visits += 1
    const from = `10.${(visits >> 16) & 255}.${(visits >> 8) & 255}.${visits & 255}`
    return fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { origin: url, 'x-forwarded-for': from, ...init.headers },
    })
  }
  const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: new URLSearchParams(form), headers })
  let [secret, statement] = [drawBrowserSecret(), 0]
  const vote = async () => {
    statement = (statement % STATEMENTS) + 1
    if (statement === 1) secret = drawBrowserSecret()
    const one: TestVote = { secret, statement, choice: choices[statement % 3] ?? 'pass' }
    const form = { statement: String(statement), choice: one.choice }
    const answer = await send(`/nl/dialogues/${slug}/vote`, form, { cookie: `wk-participant=${secret}` })
    if (answer.status === 303) votes.push(one)
    return answer
  }
  const tell = async () => {
    const body = `Vraag nummer ${visits} over de bomen.`
    const answer = await send('/nl/tell-us', { body, name: '', address: '' })
    if (answer.status === 303) questions.push(body)
    return answer
  }
  const paths = [
    '',
    '/dossiers',
    '/outcomes',
    '/where-we-listen',
    `/dialogues/${slug}`,
    `/dialogues/${slug}/results`,
  ]
  const pages = paths.map((path) => ({ name: path || 'home', ask: () => ask(`/nl${path}?at=${visits}`) }))
  const desk = ['inbox', 'dossiers', 'condition', 'sessions'].map((path) => ({
    name: `desk ${path}`,
    ask: () => ask(`/nl/desk/${path}`, { headers: { cookie } }),
  }))
  const forms: Visitor[] = [
    { name: 'ask for a link', ask: () => send('/nl/sign-in', { email: `a${visits}@voorbeeld.example` }) },
    { name: 'open a link', ask: () => send('/nl/sign-in/open', { token: `made-up-${visits}` }) },
    { name: 'a code', ask: () => send('/nl/my-input', { code: drawCode() }) },
    {
      name: 'a statement',
      ask: () => send(`/nl/dialogues/${slug}/statements/new`, { text: `Bomen, nummer ${visits}.` }),
    },
    { name: 'a decision of staff', ask: () => send('/nl/desk/dossiers/none/close', {}, { cookie }) },
  ]
  const visitors: Visitor[] = [
    ...Array.from({ length: 12 }, () => ({ name: 'vote', ask: vote })),
    ...Array.from({ length: 2 }, () => ({ name: 'question', ask: tell })),
    ...pages,
    ...desk,
    ...forms,
  ]
  return { votes, questions, visitors }
}

async function visit({ name, ask }: Visitor, seen: Seen[], over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const answer = await ask().catch(() => undefined)
    const text = (await answer?.text().catch(() => '')) ?? ''
    seen.push({ name, status: answer?.status ?? 0, text })
    await sleep(25)
  }
}
