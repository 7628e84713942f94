import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { type Choice, castVote, excludeParticipants, peopleTold, withdrawVote } from '#domains/deliberate'
import { listTold } from '#domains/deliberate/testing'
import { type OpinionEngine, startOpinionEngine } from '#domains/opinions'
import { systemClock } from '#platform/clock'
import { silentLog } from '#platform/log'
import { makeOpenDialogue, type OpenDialogue, today } from '#stories'
import { useTestSite } from '#web/testing'

const site = useTestSite()
let engine: OpinionEngine | undefined
afterEach(() => engine?.stop())

const quick = {
  ...{ readEvery: 5, claimEvery: 20, mapEvery: 5, mapShare: 1, studyEvery: 20, studyShare: 1 },
  ...{ quietAfter: 10, endAfter: 20, letGoAfter: 600_000, mostBytes: 2 ** 30 },
}

/** All that everybody can see of what was answered. On the ballot stands what is asked, and what oneself answered. */
const doors = (slug: string, dossier: string) => [
  ...[
    'results',
    'results?sort=divided',
    'results.json',
    'results.csv',
    'my-place',
    'report',
    'report.json',
    'participation.csv',
    'live',
  ].map((page) => `/nl/dialogues/${slug}/${page}`),
  ...['/nl', '/nl/dossiers', `/nl/dossiers/${dossier}`, `/nl/dossiers/${dossier}/said`],
  ...['/nl/outcomes', `/nl/dialogues/${slug}/moderation`],
]

type Room = { id: string; slug: string; dossier: string }

/** What a stranger finds there now. What is the same for everybody is kept for a moment: each look begins one. */
async function look({ id, slug, dossier }: Room, turn: number): Promise<string[]> {
  site().services.moments.end()
  const seen: string[] = []
  const hasMap = (await site().services.snapshots.newest(id)) !== undefined
  for (const door of doors(slug, dossier)) {
    const response = await site().get(`${door}${door.includes('?') ? '&' : '?'}turn=${turn}`)
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    const text = isStream ? await readMap(response, hasMap) : await response.text()
    seen.push(`${door} ${response.status}\n${text.replaceAll(/turn=\d+/g, '')}`)
  }
  return seen
}

/** The map that a stream begins with, where there is one. */
async function readMap(response: Response, hasMap: boolean): Promise<string> {
  const reader = response.body?.getReader()
  let said = ''
  while (hasMap && !(said.includes('event: map') && said.endsWith('\n\n'))) {
    const chunk = await reader?.read()
    if (!chunk?.value) break
    said += new TextDecoder().decode(chunk.value)
  }
  await reader?.cancel()
  return said
}

/** The newest map that may be shown. */
async function findSnapshot(dialogueId: string): Promise<number> {
  const made = site().db.selectFrom('opinion_snapshot').select(['version', 'map'])
  const newest = made.where('dialogue_id', '=', dialogueId).orderBy('version', 'desc').limit(1)
  const row = await newest.executeTakeFirst()
  return row && (row.map as { participants: number }).participants > 0 ? row.version : 0
}

/** Until all that was cast is in the maps, as far as it may be. */
async function settle({ id }: OpenDialogue): Promise<void> {
  const { db } = site()
  const isRead = async () => {
    const last = db.selectFrom('vote_history').select('transaction').where('dialogue_id', '=', id)
    const vote = await last.orderBy('transaction', 'desc').limit(1).executeTakeFirst()
    const map = db.selectFrom('opinion_snapshot').select('through_transaction').where('dialogue_id', '=', id)
    const made = await map.orderBy('version', 'desc').limit(1).executeTakeFirst()
    const changes = db.selectFrom('opinion_change').select('transaction').where('dialogue_id', '=', id)
    if (BigInt(made?.through_transaction ?? 0) <= BigInt(vote?.transaction ?? 0)) return false
    return (await changes.executeTakeFirst()) === undefined
  }
  await expect.poll(isRead, { timeout: 20_000, interval: 5 }).toBe(true)
  const isIdle = () => engine?.owned().every((one) => one.isIdle)
  await expect.poll(isIdle, { timeout: 20_000, interval: 5 }).toBe(true)
  // The pages hear of the newest map.
  const isHeard = async () => {
    const [made, heard] = [await findSnapshot(id), await site().services.snapshots.newest(id)]
    return made === (heard?.version ?? 0)
  }
  await expect.poll(isHeard, { timeout: 20_000, interval: 5 }).toBe(true)
}

const statements = [1, 2]
const acts = fc.array(
  fc.record({
    person: fc.nat(33),
    statement: fc.constantFrom(...statements),
    act: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('agree' as const, 'disagree' as const, 'pass' as const) },
      { weight: 1, arbitrary: fc.constant('withdraw' as const) },
    ),
  }),
  { minLength: 110, maxLength: 110 },
)

const values: { [choice in Choice]: number } = { agree: 1, disagree: -1, pass: 0 }

type Move = { participant: number; statement: number; choice: 1 | 0 | -1 | null }

/** What may be known: the answers that are told, and of how many people it is told that they took part. */
function mayBeKnown(moves: Move[]) {
  const people = new Set(moves.filter(({ choice }) => choice !== null).map(({ participant }) => participant))
  const told = statements.map((statement) => [...listTold(moves, statement)].sort(([a], [b]) => a - b))
  return { told, people: peopleTold(people.size, false) }
}

test('whoever looks in at every door after each vote sees nothing move but by ten people', async () => {
  const { db } = site()
  engine = await startOpinionEngine({
    databaseUrl: site().url,
    ...{ clock: systemClock, log: silentLog, timeZone: 'Europe/Amsterdam', pace: quick },
  })
  await fc.assert(
    fc.asyncProperty(acts, async (planned) => {
      const dialogue = await makeOpenDialogue(db, { seeds: ['Er komen bomen.', 'De markt blijft.'] })
      const room = { id: dialogue.id, slug: dialogue.slug, dossier: await findDossier(dialogue) }
      const people = Array.from({ length: 34 }, () => dialogue.newPerson())
      const moves: Move[] = []
      let before = await look(room, 0)
      let known = mayBeKnown(moves)
      for (const [turn, { person, statement, act }] of planned.entries()) {
        const pseudonym = people[person] ?? Buffer.alloc(0)
        const ballot = {
          ...{ dialogue: dialogue.dialogue, pseudonym, statement, channel: 'web' as const },
          ...{ now: site().now, today },
        }
        const { kind } =
          act === 'withdraw' ? await withdrawVote(db, ballot) : await castVote(db, { ...ballot, choice: act })
        if (kind === 'unchanged' || kind === 'no-vote') continue
        const choice = act === 'withdraw' ? null : (values[act] as 1 | 0 | -1)
        moves.push({ participant: person, statement, choice })
        await settle(dialogue)
        const next = mayBeKnown(moves)
        if (JSON.stringify(next) === JSON.stringify(known))
          expect(differences(before, await look(room, turn + 1))).toEqual([])
        else {
          expect(await readFigures(dialogue.slug, turn)).toEqual(figuresOf(next))
          before = await look(room, turn + 1)
        }
        known = next
      }
      // Somebody is left out of the maths: everybody may read that, and with fewer than ten people no figure moves.
      await leaveOut(dialogue)
      await settle(dialogue)
      const after = await look(room, planned.length + 1)
      const hasFigures = (one: string) => /results\.|live|my-place/.test(one)
      expect(differences(before, after).filter(hasFigures)).toEqual([])
      await db.updateTable('dialogue').set({ state: 'draft' }).where('id', '=', dialogue.id).execute()
    }),
    { numRuns: 2, seed: 20261129, endOnFailure: true },
  )
}, 300_000)

/** Where a door shows something else, in a few words; that another map was made, with the same figures, is nothing. */
function differences(before: string[], now: string[]): string[] {
  const withoutVersion = (seen = '') =>
    seen.replaceAll(/id: \d+|"version":\d+|data-version="\d+"|seen=\d+/g, '')
  return now.flatMap((seen, door) => {
    const [then, next] = [withoutVersion(before[door]), withoutVersion(seen)]
    if (then === next) return []
    const at = [...next].findIndex((sign, place) => sign !== then[place])
    const part = (text: string) => text.slice(Math.max(0, at - 60), at + 80)
    return [`${next.slice(0, next.indexOf('\n'))}: ${part(then)} → ${part(next)}`]
  })
}

async function leaveOut({ id, by }: OpenDialogue): Promise<void> {
  const decision = {
    dialogueId: id,
    participants: [1],
    isExcluded: true,
    reason: 'Twee keer dezelfde persoon.',
  }
  await site()
    .db.transaction()
    .execute((tx) => excludeParticipants(tx, decision, { by, now: site().now }))
}

async function findDossier({ dossierId }: OpenDialogue): Promise<string> {
  const found = site().db.selectFrom('dossier').select('slug').where('id', '=', dossierId)
  return (await found.executeTakeFirstOrThrow()).slug
}

type Figures = { participants: number | null; statements: { agree: number | null }[] }

async function readFigures(slug: string, turn: number) {
  site().services.moments.end()
  const response = await site().get(`/nl/dialogues/${slug}/results.json?again=${turn}`)
  const { dialogue, statements: all } = (await response.json()) as {
    dialogue: Pick<Figures, 'participants'>
    statements: Record<string, number | null>[]
  }
  return {
    participants: dialogue.participants,
    statements: all.map(({ agree, disagree, pass }) => ({ agree, disagree, pass })),
  }
}

function figuresOf({ told, people }: ReturnType<typeof mayBeKnown>) {
  return {
    participants: people === 0 ? null : people,
    statements: told.map((answers) => {
      const many = (choice: number) => answers.filter(([, one]) => one === choice).length
      return answers.length === 0
        ? { agree: null, disagree: null, pass: null }
        : { agree: many(1), disagree: many(-1), pass: many(0) }
    }),
  }
}
