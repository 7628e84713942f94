/**
 * How far the pushed map is behind a vote: from the moment a vote that completes a step of ten people is acknowledged
 * until each open page has a map with the ten before them, who are told then. First one dialogue with many open pages; then fifty small ones, by themselves and beside a giant in
 * which people vote too. Server and worker in processes of their own, the load on the same machine. Votes are sent as the
 * page's script sends them. One JSON line a case, with what a second of it takes of the processor.
 * `node bench/live.ts --connections 1000 --seconds 20`
 */
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { Pool } from 'undici'
import type { DB } from '#db'
import { peopleInStep } from '#domains/deliberate'
import { connect } from '#platform/db'
import { makeLastingDossier } from '#stories'
import { choices, sendByScript, voteBody } from './browser.ts'
import { type DialogueStage, hasAnswered, stageDialogue } from './dialogue-stage.ts'
import { describeMachine } from './machine.ts'
import { type Measured, watchProcessor } from './processor.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '1000' },
    /** People in the dialogue that all these pages show. */
    participants: { type: 'string', default: '10000' },
    /** Votes a second in it. */
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '20' },
    small: { type: 'string', default: '50' },
    /** People in the giant; 0 leaves that case out. */
    giant: { type: 'string', default: '30000' },
  },
})
const CONNECTIONS = Number(values.connections)
const SECONDS = Number(values.seconds)
const machine = describeMachine()

/** The votes in the newest map that a page has, and how far behind each complete step it was. */
type OpenPage = { close: () => void; newest: () => number; behind: number[] }

/** When votes that complete a step were acknowledged, in order: the nth step is in a map that counts `from + 10 n` votes. */
type Ledger = {
  from: number
  completed: number[]
  votes: number
  answers: Map<number, number>
  /** A map may be there before the acknowledgement: pages look again then. */
  pages: (() => void)[]
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })

async function openPage(url: string, stage: DialogueStage, ledger: Ledger, page: number): Promise<OpenPage> {
  const behind: number[] = []
  let [seen, newest, newestAt, text] = [0, 0, 0, '']
  const look = () => {
    for (; seen < (newest - ledger.from) / peopleInStep && seen < ledger.completed.length; seen++)
      behind.push(Math.max(0, newestAt - (ledger.completed[seen] ?? newestAt)))
  }
  const hear = (votes: number) => {
    newest = votes
    newestAt = performance.now()
    look()
  }
  ledger.pages.push(look)
  const headers = { 'x-forwarded-for': `10.1.${page >> 8}.${page & 255}` }
  const request = get(`${url}/nl/dialogues/${stage.slug}/live`, { agent, headers })
  request.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`A live page answered ${response.statusCode}.`))
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (!text.endsWith('\n\n')) return
        for (const found of text.matchAll(/"votes":(\d+)/g)) hear(Number(found[1]))
        text = ''
      })
      resolve()
    })
  })
  return { close: () => request.destroy(), newest: () => newest, behind }
}

type Turn = { person: number; statement: number }

/** Who voted last in each dialogue, and on what: nobody votes on the same statement twice. */
const turns = new Map<DialogueStage, Turn>()

/** The next who has not answered the statement; once its step is complete, the next statement. */
function nextTurn(stage: DialogueStage, { answers }: Ledger): Turn {
  const last = turns.get(stage) ?? { person: 0, statement: 1 }
  const people = stage.secrets.length
  const isComplete = (answers.get(last.statement) ?? 0) % peopleInStep === 0
  const statement = isComplete ? 1 + (last.statement % stage.statements) : last.statement
  let person = (last.person + 1) % people
  while (hasAnswered(stage, person, statement)) person = (person + 1) % people
  turns.set(stage, { person, statement })
  return { person, statement }
}

/** Votes at a steady rate, one after the other, ten and ten on each statement. */
async function voteSteadily(
  url: string,
  stage: DialogueStage,
  ledger: Ledger,
  pace: { rate: number; until: number },
) {
  const pool = new Pool(url, { connections: 1 })
  const from = `${url}/nl/dialogues/${stage.slug}`
  const began = performance.now()
  for (let many = 0; performance.now() < pace.until; many++) {
    await sleep(Math.max(0, began + (many * 1000) / pace.rate - performance.now()))
    const { person, statement } = nextTurn(stage, ledger)
    const visitor = {
      address: `10.2.${(person >> 8) & 255}.${person & 255}`,
      cookie: `wk-participant=${stage.secrets[person]}`,
    }
    const { statusCode, body } = await pool.request({
      path: `/nl/dialogues/${stage.slug}/vote`,
      method: 'POST',
      headers: sendByScript(visitor, { from }),
      body: voteBody({ statement, choice: choices[many % 3] ?? 'pass' }, { isScript: true }),
    })
    const answer = await body.text()
    if (statusCode !== 200 || !answer.includes('"voted"'))
      throw new Error(`A vote was answered with ${statusCode} ${answer}.`)
    ledger.votes += 1
    const answers = (ledger.answers.get(statement) ?? 0) + 1
    ledger.answers.set(statement, answers)
    if (answers % peopleInStep !== 0 || answers === peopleInStep) continue
    ledger.completed.push(performance.now())
    for (const look of ledger.pages) look()
  }
  await pool.close()
}

type Crowd = { stage: DialogueStage; pages: number; rate: number }

type Site = { url: string; databaseUrl: string; processes: Measured }

/** Lets people vote in dialogues whose maps are open, and gathers how far behind the pages were. */
async function watch({ url, databaseUrl, processes }: Site, crowds: Crowd[]) {
  const watched: (Crowd & { ledger: Ledger; open: OpenPage[] })[] = []
  for (const crowd of crowds) {
    const from = await votesInMap(databaseUrl, crowd.stage.id)
    const answers = await countAnswers(databaseUrl, crowd.stage.id)
    const ledger: Ledger = { from, completed: [], votes: 0, answers, pages: [] }
    const open: OpenPage[] = []
    for (let page = 0; page < crowd.pages; page++) open.push(await openPage(url, crowd.stage, ledger, page))
    watched.push({ ...crowd, ledger, open })
  }
  const until = performance.now() + SECONDS * 1000
  const use = watchProcessor(processes)
  await Promise.all(
    watched.map(({ stage, ledger, rate }) => voteSteadily(url, stage, ledger, { rate, until })),
  )
  const { nodeMs: workerMs, postgresMs } = use(SECONDS)
  const late = performance.now() + 10_000
  const isLate = ({ ledger, open }: { ledger: Ledger; open: OpenPage[] }) =>
    open.some(({ newest }) => newest() < ledger.from + peopleInStep * ledger.completed.length)
  while (watched.some(isLate) && performance.now() < late) await sleep(50)
  const missing = watched.filter(isLate).map(({ stage, ledger, open }) => {
    const wanted = ledger.from + peopleInStep * ledger.completed.length
    return `${stage.slug}: ${open[0]?.newest()} of ${wanted}`
  })
  if (missing.length > 0) throw new Error(`Some pages never got the last votes: ${missing.join(', ')}.`)
  const results = watched.map(({ open, ledger }) => {
    for (const page of open) page.close()
    return {
      votes: ledger.votes,
      steps: ledger.completed.length,
      behind: open.flatMap((page) => page.behind),
    }
  })
  return { results, inASecond: { workerMs, postgresMs } }
}

async function votesInMap(databaseUrl: string, dialogueId: string): Promise<number> {
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  try {
    for (;;) {
      const { rows } = await sql<{ votes: number; all: number; settled: boolean }>`
        select (map->>'votes')::integer as votes, is_settled as settled,
          (select sum(greatest(0, answers / ${peopleInStep}::integer - 1) * ${peopleInStep}::integer) from (
            select sum(agree + disagree + pass)::integer as answers from statement_tally
            where dialogue_id = ${dialogueId}::uuid group by statement
          ) as counted)::integer as all
        from opinion_snapshot where dialogue_id = ${dialogueId}::uuid order by version desc limit 1`.execute(
        db,
      )
      const made = rows[0]
      if (made?.settled && made.votes === made.all) return made.votes
      await sleep(200)
    }
  } finally {
    await close()
  }
}

async function countAnswers(databaseUrl: string, dialogueId: string): Promise<Map<number, number>> {
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  try {
    const { rows } = await sql<{ statement: number; answers: number }>`
      select statement, sum(agree + disagree + pass)::integer as answers from statement_tally
      where dialogue_id = ${dialogueId}::uuid group by statement`.execute(db)
    return new Map(rows.map(({ statement, answers }) => [statement, answers]))
  } finally {
    await close()
  }
}

function tell(name: string, figures: Record<string, unknown>, behind: number[]): void {
  const sorted = Float64Array.from(behind).sort()
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  const milliseconds = { p50: at(0.5), p95: at(0.95), most: at(1) }
  console.log(JSON.stringify({ bench: 'live', case: name, ...milliseconds, ...figures, machine }))
}

const GIANT = { statements: 780, answered: 60 }
const SMALL = { participants: 200, statements: 40, answered: 10 }

const site = await startBenchSite(async (db) => {
  const dossier = await makeLastingDossier(db)
  const size = { participants: Number(values.participants), statements: 100, answered: 20 }
  const one = await stageDialogue(db, dossier, size)
  const small: DialogueStage[] = []
  for (let at = 0; at < Number(values.small); at++) small.push(await stageDialogue(db, dossier, SMALL))
  const giants = Number(values.giant)
  const giant = giants > 0 ? await stageDialogue(db, dossier, { ...GIANT, participants: giants }) : undefined
  await sql`vacuum analyze`.execute(db)
  return { one, small, giant }
})
try {
  const { one, small, giant } = site.stage
  const { pid } = await site.startWorker()
  const measured = { ...site, processes: { ...site.processes, node: pid } }
  for (const stage of [one, ...small, ...(giant ? [giant] : [])]) await votesInMap(site.databaseUrl, stage.id)
  const only = await watch(measured, [{ stage: one, pages: CONNECTIONS, rate: Number(values.rate) }])
  const [{ votes, steps, behind } = { votes: 0, steps: 0, behind: [] }] = only.results
  const size = { participants: one.participants, statements: one.statements, connections: CONNECTIONS }
  tell('one dialogue', { ...size, votes, steps, inASecond: only.inASecond }, behind)
  const crowds = small.map((stage) => ({ stage, pages: 1, rate: 1 }))
  const alone = await watch(measured, crowds)
  tell(
    `${small.length} small ones`,
    { ...SMALL, inASecond: alone.inASecond },
    alone.results.flatMap((each) => each.behind),
  )
  if (giant) {
    const { results, inASecond } = await watch(measured, [...crowds, { stage: giant, pages: 1, rate: 20 }])
    const beside = results.slice(0, -1).flatMap((each) => each.behind)
    tell(`${small.length} small ones beside a giant`, { ...SMALL, inASecond }, beside)
    tell('the giant', { ...GIANT, participants: giant.participants }, results.at(-1)?.behind ?? [])
  }
} finally {
  await site.stop()
}
