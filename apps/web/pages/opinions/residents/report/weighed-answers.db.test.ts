import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import type { MapEvidence, OpinionEngine } from '#domains/opinions'
import { makeOpenDialogue, useTestSite, type Visitor, waitUntilSettled } from '#web/testing'
import { startEngine } from './report-testing.ts'

const site = useTestSite()
let engine: OpinionEngine | undefined
afterAll(() => engine?.stop())

const PEOPLE = 24
const STATEMENTS = 6
const ANSWERS = 4
/** The log is written each second. */
const UNTIL_LOGGED_MS = 1500

/** Sets the clock of the site a second on. */
function later(): void {
  const { clock } = site().services
  const next = clock.now().getTime() + 1000
  Object.assign(clock, { now: () => new Date(next) })
}

const askedIn = (html: string) => /name="statement" value="(\d+)"/.exec(html)?.[1]

async function answer(page: string, statement: string, person: Visitor): Promise<string | undefined> {
  later()
  const choice =
    (Number(statement) + site().services.clock.now().getTime() / 1000) % 3 === 0 ? 'disagree' : 'agree'
  const visitor = { ...person, headers: { accept: 'application/json' } }
  const voted = await site().post(`${page}/vote`, { statement, choice }, visitor)
  const { kind, parts } = (await voted.json()) as { kind: string; parts: { asked: string } }
  expect(kind).toBe('voted')
  return askedIn(parts.asked)
}

/** Somebody who answers what is asked, from the first page on. */
async function takePart(page: string, person: Visitor): Promise<void> {
  later()
  let asked = askedIn(await (await site().get(page, person)).text())
  for (let turn = 0; turn < ANSWERS && asked; turn++) asked = await answer(page, asked, person)
}

test('the chance is known of every answer to what was asked, the first of a newcomer too; what people went to by themselves is told apart', async () => {
  const seeds = Array.from({ length: STATEMENTS }, (_, at) => `Hier komen ${at + 2} bomen.`)
  const { page, desk, staff } = await makeOpenDialogue(site(), { seeds })
  const { db } = site()
  for (let person = 0; person < PEOPLE; person++) {
    const visitor = { cookie: `wk-participant=${drawBrowserSecret()}`, address: `2001:db8::${person + 1}` }
    await takePart(page, visitor)
    if (person > 0) continue
    // One person goes on from the list, with what they have not been asked.
    const shown = await db.selectFrom('vote').select('statement').execute()
    const known = new Set(shown.map(({ statement }) => statement))
    const next = askedIn(await (await site().get(page, visitor)).text())
    const other = seeds.map((_, at) => at + 1).find((one) => !known.has(one) && String(one) !== next)
    await answer(page, String(other), visitor)
  }
  await sleep(UNTIL_LOGGED_MS)
  later()
  await site().post(`${desk}/close`, {}, staff)
  engine = await startEngine(site())
  const { id } = await db.selectFrom('dialogue').select('id').executeTakeFirstOrThrow()
  await waitUntilSettled(site(), id)
  const made = await db
    .selectFrom('opinion_snapshot')
    .select('map')
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  const { showings } = (made.map as { evidence: MapEvidence }).evidence
  expect(showings).toMatchObject({ drawn: 0.99, chosen: 0.01, unknown: 0 })
  expect(showings?.statements.length).toBeGreaterThan(0)
})
