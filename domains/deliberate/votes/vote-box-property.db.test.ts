import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DB, Db } from '#db'
import { accesses } from '#domains/entrance'
import { type Connection, connect } from '#platform/db'
import { makeOpenDialogue, now, seeds, today } from '#stories'
import { useTestDatabase } from '#testing'
import { joinDialogue, registerVotes } from '../participants/join-dialogue.ts'
import type { Ballot, CastVoteOutcome } from './ballot.ts'
import { castVote } from './cast-vote.ts'
import { type Choice, choiceValue, type PassReason, passReasons } from './vote.ts'
import { createVoteBox } from './vote-box.ts'

const database = useTestDatabase()

/** A second process, with connections of its own. */
let other: Connection<DB>
beforeAll(() => {
  other = connect<DB>(database().url, { max: 8 })
})
afterAll(() => other.close())

/** The first, which lets a vote in, far more often than the others: a ballot should be refused for one reason. */
function mostly<const Value>(first: Value, ...others: Value[]) {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}

const dialoguePlan = fc.record({
  access: fc.constantFrom(...accesses),
  state: mostly('open', 'closed', 'draft'),
  dossier: mostly('open', 'closed', 'draft'),
  closesOn: mostly(null, '2026-03-01', today, '2026-03-03'),
  statements: fc.tuple(...seeds.map(() => mostly('published', 'refused', 'held', 'closed'))),
  people: fc.array(
    fc.record({
      standing: mostly('registered', 'joined', 'admitted', 'stranger'),
      mayComeIn: mostly(true, false),
    }),
    { minLength: 3, maxLength: 3 },
  ),
})
type DialoguePlan = typeof dialoguePlan extends fc.Arbitrary<infer Plan> ? Plan : never

const given: { choice: Choice; passReason?: PassReason }[] = [
  { choice: 'agree' },
  { choice: 'disagree' },
  { choice: 'pass' },
  ...passReasons.map((passReason) => ({ choice: 'pass', passReason }) as const),
]
const ballotPlan = fc.record({
  dialogue: fc.nat(2),
  person: fc.nat(2),
  // One more than there are.
  statement: fc.integer({ min: 1, max: seeds.length + 1 }),
  given: fc.constantFrom(...given),
  channel: fc.constantFrom('web' as const, 'paper' as const),
})
type BallotPlan = typeof ballotPlan extends fc.Arbitrary<infer Plan> ? Plan : never

/** A dialogue in which everything can still be voted on, and its people. */
async function makePlace(plan: DialoguePlan) {
  const { access, people } = plan
  const { db } = database()
  const { id, dossierId, dialogue, newPerson } = await makeOpenDialogue(db, { access })
  // Its address is free again for the next: looking for one that is takes longer with each.
  await db.updateTable('dialogue').set({ slug: id }).where('id', '=', id).execute()
  await db.updateTable('dossier').set({ slug: dossierId }).where('id', '=', dossierId).execute()
  const pseudonyms = people.map(newPerson)
  await db.transaction().execute(async (tx) => {
    for (const [at, { standing }] of people.entries()) {
      const pseudonym = pseudonyms[at] ?? newPerson()
      if (standing !== 'stranger' && access !== 'everyone')
        await tx.insertInto('admission').values({ entrance_id: id, pseudonym }).execute()
      if (standing === 'joined') await joinDialogue(tx, { dialogue, pseudonym, now })
      if (standing === 'registered') await registerVotes(tx, dialogue, [{ pseudonym, channel: 'web', now }])
    }
  })
  return { plan, dialogue, pseudonyms }
}
type Place = Awaited<ReturnType<typeof makePlace>>

/** What the plan has come of a dialogue, whoever has voted in it by now. */
async function arrange({ plan, dialogue: { id, dossier_id } }: Place): Promise<void> {
  const { db } = database()
  await db
    .updateTable('dossier')
    .set({ state: plan.dossier, closed_at: plan.dossier === 'closed' ? now : null })
    .where('id', '=', dossier_id)
    .execute()
  await db
    .updateTable('dialogue')
    .set({ state: plan.state, closes_on: plan.closesOn })
    .where('id', '=', id)
    .execute()
  for (const [at, state] of plan.statements.entries())
    await db
      .updateTable('statement')
      .set({ state, reason_code: state === 'refused' ? 'unclear' : null })
      .where('dialogue_id', '=', id)
      .where('number', '=', at + 1)
      .execute()
}

/** Every ballot comes a minute after the last, so that each can be recognised by its time. */
function ballotOf(places: Place[], planned: BallotPlan, minute: number): Ballot {
  const place = places[planned.dialogue % places.length]
  const pseudonym = place?.pseudonyms[planned.person]
  if (!place || !pseudonym) throw new Error('There is no such person.')
  return {
    ...planned.given,
    ...{ dialogue: place.dialogue, pseudonym, statement: planned.statement, channel: planned.channel, today },
    now: new Date(now.getTime() + minute * 60_000),
    from: place.plan.people[planned.person]?.mayComeIn ? 'near' : 'far',
  }
}

/** What is stored of a dialogue, without what differs between two dialogues that are otherwise equal. */
async function readStored({ dialogue: { id }, pseudonyms }: Place) {
  const { db } = database()
  const voted = (table: 'vote' | 'vote_history') =>
    sql`select array_position(${pseudonyms.map((one) => one.toString('hex'))}::text[], encode(pseudonym, 'hex')) as person,
        statement, choice, pass_reason, channel, voted_at
      from ${sql.table(table)} as voted
      join participant on participant.dialogue_id = voted.dialogue_id and participant.number = voted.participant
      where voted.dialogue_id = ${id}::uuid order by voted_at, person`.execute(db)
  const tallies = sql`select statement, sum(agree) as agree, sum(disagree) as disagree, sum(pass) as pass
    from statement_tally where dialogue_id = ${id}::uuid group by statement order by statement`.execute(db)
  const inputs = sql`select count(*) as inputs from input
    where dialogue_id = ${id}::uuid and kind = 'votes'`.execute(db)
  // Numbers without gaps, and an input for each who voted.
  const people = sql`select count(*) as people, coalesce(max(number), 0) as highest,
      count(distinct input_id) as registered from participant where dialogue_id = ${id}::uuid`.execute(db)
  const admissions = sql`select count(*) as admitted from admission where entrance_id = ${id}::uuid`.execute(
    db,
  )
  const found = await Promise.all([voted('vote'), voted('vote_history'), tallies, inputs, people, admissions])
  return found.map(({ rows }) => rows)
}

/** Cuts a list where a person would answer a statement twice, and where a part is full. */
function batchesOf(ballots: Ballot[], most: number): Ballot[][] {
  const batches: Ballot[][] = []
  let keys = new Set<string>()
  for (const ballot of ballots) {
    const key = `${ballot.pseudonym.toString('hex')} ${ballot.statement}`
    if (batches.length === 0 || keys.has(key) || keys.size === most) {
      batches.push([])
      keys = new Set()
    }
    keys.add(key)
    batches.at(-1)?.push(ballot)
  }
  return batches
}

type World = { plans: DialoguePlan[]; before: BallotPlan[]; after: BallotPlan[] }
type Cast = (ballots: Ballot[]) => Promise<CastVoteOutcome[]>

/** People vote, the dialogues become what they are planned to be, and people vote on. */
async function live({ plans, before, after }: World, cast: Cast) {
  const places: Place[] = []
  for (const plan of plans) places.push(await makePlace(plan))
  const ballots = [...before, ...after].map((one, minute) => ballotOf(places, one, minute))
  const early = await cast(ballots.slice(0, before.length))
  for (const place of places) await arrange(place)
  const late = await cast(ballots.slice(before.length))
  return { early, late, stored: await Promise.all(places.map(readStored)) }
}

const castOneByOne: Cast = async (ballots) => {
  const outcomes: CastVoteOutcome[] = []
  for (const ballot of ballots) outcomes.push(await castVote(database().db, ballot))
  return outcomes
}

/** Nobody more comes in from afar. */
const openBox = (db: Db) =>
  createVoteBox(db, { admitNewcomers: async (from) => from.map((where) => where === 'near') })

/**
 * Through the boxes of two processes in turn, as many ballots at once as `most`; one at a time each answer names exactly
 * the votes that the person has.
 */
const castByBox =
  (most: number): Cast =>
  async (ballots) => {
    const boxes = [openBox(database().db), openBox(other.db)]
    const outcomes: CastVoteOutcome[] = []
    for (const batch of batchesOf(ballots, most)) {
      const answers = await Promise.all(batch.map((ballot, at) => boxes[at % 2]?.cast(ballot)))
      for (const answer of answers) if (answer) outcomes.push(answer.outcome)
      if (most === 1 && batch[0]) expect(answers[0]?.own).toEqual(await readOwn(batch[0]))
    }
    return outcomes
  }

async function readOwn({ dialogue, pseudonym }: Ballot): Promise<Map<number, number>> {
  const rows = await database()
    .db.selectFrom('vote')
    .innerJoin('participant', (join) =>
      join
        .onRef('participant.dialogue_id', '=', 'vote.dialogue_id')
        .onRef('participant.number', '=', 'vote.participant'),
    )
    .select(['statement', 'choice'])
    .where('vote.dialogue_id', '=', dialogue.id)
    .where('pseudonym', '=', pseudonym)
    .execute()
  return new Map(rows.map(({ statement, choice }) => [statement, choice]))
}

type PlainVote = {
  person: number
  statement: number
  choice: number
  pass_reason: PassReason | null
  channel: string
  voted_at: Date
}

/** The rules of a dialogue in memory, one ballot after the other. */
class PlainDialogue {
  readonly #plan: DialoguePlan
  readonly #votes = new Map<string, PlainVote>()
  readonly #history: PlainVote[] = []
  readonly #participants = new Set<number>()
  readonly #registered = new Set<number>()
  readonly #admitted = new Set<number>()
  isArranged = false

  constructor(plan: DialoguePlan) {
    this.#plan = plan
    for (const [person, { standing }] of plan.people.entries()) {
      if (standing === 'joined' || standing === 'registered') this.#participants.add(person)
      if (standing === 'registered') this.#registered.add(person)
      if (standing === 'admitted' && plan.access !== 'everyone') this.#admitted.add(person)
    }
  }

  cast(
    { person, statement, given: { choice, passReason }, channel }: BallotPlan,
    minute: number,
  ): CastVoteOutcome {
    const obstacle = this.#findObstacle(statement) ?? this.#findStranger(person)
    if (obstacle) return obstacle
    this.#admitted.delete(person)
    this.#participants.add(person)
    this.#registered.add(person)
    const before = this.#votes.get(`${person} ${statement}`)
    const vote = {
      ...{ person: person + 1, statement, choice: choiceValue[choice], pass_reason: passReason ?? null },
      ...{ channel, voted_at: new Date(now.getTime() + minute * 60_000) },
    }
    if (before?.choice === vote.choice && before.pass_reason === vote.pass_reason)
      return { kind: 'unchanged' }
    this.#votes.set(`${person} ${statement}`, vote)
    this.#history.push(vote)
    if (!before) return { kind: 'voted' }
    return {
      kind: 'changed',
      from: before.choice === 0 ? 'pass' : before.choice === 1 ? 'agree' : 'disagree',
    }
  }

  #findObstacle(statement: number): CastVoteOutcome | undefined {
    const { state, dossier, closesOn, statements } = this.#plan
    const isOver = state !== 'open' || dossier !== 'open' || (closesOn !== null && closesOn < today)
    if (this.isArranged && isOver) return { kind: 'dialogue-closed' }
    const asked = statements[statement - 1]
    if (!asked) return { kind: 'statement-not-found' }
    return this.isArranged && asked !== 'published' ? { kind: 'statement-not-open' } : undefined
  }

  #findStranger(person: number): CastVoteOutcome | undefined {
    if (this.#registered.has(person)) return undefined
    if (!this.#plan.people[person]?.mayComeIn) return { kind: 'too-many-newcomers' }
    const isIn =
      this.#plan.access === 'everyone' || this.#participants.has(person) || this.#admitted.has(person)
    return isIn ? undefined : { kind: 'not-admitted' }
  }

  /** As readStored finds it. */
  get stored() {
    const votes = [...this.#votes.values()].sort((a, b) => a.voted_at.getTime() - b.voted_at.getTime())
    const tallies = [1, 2, 3].flatMap((statement) => {
      const many = (choice: number) =>
        votes.filter((one) => one.statement === statement && one.choice === choice).length
      const tally = { statement, agree: many(1), disagree: many(-1), pass: many(0) }
      return tally.agree + tally.disagree + tally.pass > 0 ? [tally] : []
    })
    const people = this.#participants.size
    return [
      ...[votes, this.#history, tallies],
      [{ inputs: this.#registered.size }],
      [{ people, highest: people, registered: this.#registered.size }],
      [{ admitted: this.#admitted.size }],
    ]
  }
}

function foretell({ plans, before, after }: World) {
  const dialogues = plans.map((plan) => new PlainDialogue(plan))
  const cast = (ballot: BallotPlan, minute: number) =>
    dialogues[ballot.dialogue % plans.length]?.cast(ballot, minute)
  const early = before.map(cast)
  for (const dialogue of dialogues) dialogue.isArranged = true
  const late = after.map((ballot, at) => cast(ballot, before.length + at))
  return { early, late, stored: dialogues.map((dialogue) => dialogue.stored) }
}

const world = fc.record({
  plans: fc.array(dialoguePlan, { minLength: 1, maxLength: 3 }),
  before: fc.array(ballotPlan, { maxLength: 4 }),
  after: fc.array(ballotPlan, { minLength: 4, maxLength: 16 }),
})

test('whatever becomes of dialogues, the box answers and stores every ballot as the plain rules say', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.constantFrom(1, 3, 20), async (planned, most) => {
      expect(await live(planned, castByBox(most))).toEqual(foretell(planned))
    }),
    { seed: 20260302, numRuns: 60 },
  )
})

test('so does castVote, for people who are not counted by where they are', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ plans, ...ballots }) => {
      const people = (plan: DialoguePlan) => plan.people.map((one) => ({ ...one, mayComeIn: true }))
      const planned = { ...ballots, plans: plans.map((plan) => ({ ...plan, people: people(plan) })) }
      expect(await live(planned, castOneByOne)).toEqual(foretell(planned))
    }),
    { seed: 20260302, numRuns: 20 },
  )
})
