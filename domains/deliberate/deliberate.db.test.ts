import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { drawBrowserSecret, isBrowserSecret, pseudonymOf } from '#domains/entrance'
import { listPolicies, publishPolicy } from '#domains/moderation'
import {
  closeDossier,
  findInput,
  findInputByClaimCode,
  listPublicInputs,
  markDialogueAnswered,
} from '#domains/register'
import { makeOpenDialogue, makeOpenDossier, now, type OpenDialogue, seeds, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  type Choice,
  castVote,
  closeDialogue,
  countDialogue,
  createOwnChoices,
  destroyDialogueKey,
  findAnsweredStatement,
  findDialogueBySlug,
  followVotes,
  listBallotTallies,
  listDialogues,
  listHeldStatements,
  listModeration,
  listOwnVotes,
  makeDialogue,
  moderateStatement,
  newDialogueSchema,
  openDialogue,
  proposeStatement,
  withdrawVote,
} from './index.ts'
import { recount } from './testing.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const vote = (room: OpenDialogue, pseudonym: Buffer, statement: number, choice: Choice) =>
  castVote(database().db, {
    dialogue: room.dialogue,
    pseudonym,
    statement,
    choice,
    channel: 'web',
    now,
    today,
  })

const propose = (room: OpenDialogue, pseudonym: Buffer, text: string) =>
  inTransaction((tx) =>
    proposeStatement(tx, { dialogueId: room.id, pseudonym, text, channel: 'web', now, today }),
  )

test('fifty clients that vote on one pair at once leave one vote, and the count is right', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  const choices: Choice[] = ['agree', 'disagree', 'pass']
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, at) => vote(room, anna, 1, choices[at % 3] ?? 'pass')),
  )
  expect(new Set(outcomes.map((outcome) => outcome.kind))).not.toContain('dialogue-closed')
  const votes = await db.selectFrom('vote').selectAll().where('dialogue_id', '=', room.id).execute()
  expect(votes).toHaveLength(1)
  expect(await countDialogue(db, room.id)).toMatchObject({ participants: 1 })
  const inputs = await db
    .selectFrom('input')
    .select('id')
    .where('dialogue_id', '=', room.id)
    .where('kind', '=', 'votes')
    .execute()
  expect(inputs).toHaveLength(1)
  const [counted] = await recount(db, room.id)
  expect((await listBallotTallies(db, room.id))[0]).toMatchObject({ ...counted })
})

test('the history holds every change, and its last row for a pair is the vote', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  expect(await vote(room, anna, 1, 'agree')).toEqual({ kind: 'voted' })
  expect(await vote(room, anna, 1, 'agree')).toEqual({ kind: 'unchanged' })
  expect(await vote(room, anna, 1, 'disagree')).toEqual({ kind: 'changed', from: 'agree' })
  const withdraw = () =>
    withdrawVote(db, {
      dialogue: room.dialogue,
      pseudonym: anna,
      statement: 1,
      channel: 'web',
      now,
      today,
    })
  expect(await withdraw()).toEqual({ kind: 'withdrawn' })
  expect(await withdraw()).toEqual({ kind: 'no-vote' })
  const readHistory = async () => {
    const { rows } = await sql<{ choice: number | null }>`
      select choice from vote_history
      where dialogue_id = ${room.id} and transaction < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction, position`.execute(db)
    return rows.map((row) => row.choice)
  }
  // Not before every transaction ended that began earlier on this server, in whatever database.
  await expect.poll(readHistory).toEqual([1, -1, null])
  expect(await listOwnVotes(db, { dialogueId: room.id, pseudonym: anna })).toEqual([])
})

test('votes are refused where they cannot count', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  expect(await vote(room, anna, 99, 'agree')).toEqual({ kind: 'statement-not-found' })
  const held = await propose(room, anna, 'Er komt een fontein.')
  if (held.kind !== 'held') throw new Error(held.kind)
  expect(await vote(room, anna, held.number, 'agree')).toEqual({ kind: 'statement-not-open' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await vote(room, anna, 1, 'agree')).toEqual({ kind: 'dialogue-closed' })
  expect(await propose(room, anna, 'Er komt een speeltuin.')).toEqual({ kind: 'dialogue-closed' })
  await inTransaction((tx) => openDialogue(tx, room.id, { now, today }))
  expect(await vote(room, anna, 1, 'agree')).toEqual({ kind: 'voted' })
  await db.updateTable('dialogue').set({ closes_on: '2026-03-01' }).where('id', '=', room.id).execute()
  expect(await vote(room, anna, 2, 'agree')).toEqual({ kind: 'dialogue-closed' })
  await db.updateTable('dialogue').set({ closes_on: '2026-03-02' }).where('id', '=', room.id).execute()
  expect(await vote(room, anna, 2, 'agree')).toEqual({ kind: 'voted' })
})

test('a dialogue whose dossier is closed takes no votes, from newcomers either', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  await vote(room, anna, 1, 'agree')
  await inTransaction((tx) => markDialogueAnswered(tx, room.id, now))
  expect(await inTransaction((tx) => closeDossier(tx, room.dossierId, now))).toEqual({ kind: 'closed' })
  expect(await vote(room, anna, 2, 'agree')).toEqual({ kind: 'dialogue-closed' })
  expect(await vote(room, room.newPerson(), 2, 'agree')).toEqual({ kind: 'dialogue-closed' })
})

test('a participant sees the own votes and what is left; of the results nothing before twenty people answered', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const [anna, bert] = [room.newPerson(), room.newPerson()]
  await vote(room, anna, 2, 'agree')
  await vote(room, bert, 2, 'pass')
  const who = { dialogueId: room.id, pseudonym: anna }
  expect([...(await createOwnChoices(db)(who)).choices.keys()]).toEqual([2])
  expect(await findAnsweredStatement(db, { ...who, number: 2 })).toMatchObject({
    own: 'agree',
    agree: 0,
    pass: 0,
  })
  expect(await findAnsweredStatement(db, { ...who, number: 1 })).toBeUndefined()
  expect(await listBallotTallies(db, room.id)).toEqual([
    { number: 1, shown: 0, agree: 0, disagree: 0, pass: 0 },
    { number: 2, shown: 0, agree: 1, disagree: 0, pass: 1 },
    { number: 3, shown: 0, agree: 0, disagree: 0, pass: 0 },
  ])
})

test('an own statement waits for a moderator, who publishes it or gives a reason', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  const fountain = await propose(room, anna, 'Er komt een fontein.')
  const rude = await propose(room, anna, 'Die wethouder deugt niet.')
  if (fountain.kind !== 'held' || rude.kind !== 'held') throw new Error('expected both to wait')
  expect((await listHeldStatements(db, room.id, { size: 10 })).rows).toHaveLength(2)
  const said = { dossierId: room.dossierId, timeZone: 'Europe/Amsterdam', size: 10 }
  expect((await listPublicInputs(db, said)).rows).toEqual([])
  const who = { by: room.by, now, today }
  const decide = (number: number, decision: Parameters<typeof moderateStatement>[2]) =>
    inTransaction((tx) => moderateStatement(tx, { dialogueId: room.id, number }, decision, who))
  expect(await decide(fountain.number, { kind: 'publish' })).toEqual({ kind: 'published' })
  const refuse = { kind: 'refuse', reason: 'insulting', explanation: 'Dit gaat over een persoon.' } as const
  expect(await decide(rude.number, refuse)).toEqual({ kind: 'refused' })
  expect(await decide(rude.number, { kind: 'publish' })).toEqual({
    kind: 'already-decided',
    state: 'refused',
  })
  expect((await listPublicInputs(db, said)).rows).toMatchObject([
    { body: 'Er komt een fontein.', kind: 'statement' },
  ])
  expect((await findInput(db, rude.inputId))?.state).toBe('refused')
  expect((await listModeration(db, { dialogueId: room.id, of: 'all', size: 10 })).rows).toMatchObject([
    { kind: 'decision', decision: 'refused', reason: 'insulting', by: 'Noor' },
    { kind: 'decision', decision: 'published', statement: { number: fountain.number } },
  ])
  expect(await decide(fountain.number, refuse)).toEqual({ kind: 'already-decided', state: 'published' })
  expect((await listPublicInputs(db, said)).rows).toHaveLength(1)
})

test('with light moderation an own statement is asked at once', async () => {
  const room = await makeOpenDialogue(database().db, { moderation: 'light' })
  const outcome = await propose(room, room.newPerson(), 'Er komt een fontein.')
  expect(outcome.kind).toBe('published')
})

test('the same statement is not added twice, also when many send it at once', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  expect(await propose(room, room.newPerson(), 'op het plein komen MEER bomen')).toEqual({
    kind: 'said-before',
    number: 1,
    text: seeds[0],
    state: 'published',
  })
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => propose(room, room.newPerson(), 'Er komt een fontein.')),
  )
  expect(outcomes.filter((outcome) => outcome.kind === 'held')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome.kind === 'said-before')).toHaveLength(7)
})

test('somebody who votes and writes in the same moment is one participant', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  await Promise.all([
    ...[1, 2, 3].map((statement) => vote(room, anna, statement, 'agree')),
    ...['fontein', 'vijver', 'heg', 'kiosk'].map((thing) => propose(room, anna, `Er komt een ${thing}.`)),
  ])
  const participants = await db
    .selectFrom('participant')
    .select('number')
    .where('dialogue_id', '=', room.id)
    .execute()
  expect(participants).toHaveLength(1)
})

test('a code for the own votes opens their track, and is given once', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const anna = room.newPerson()
  const follow = () =>
    inTransaction((tx) => followVotes(tx, { dialogueId: room.id, pseudonym: anna, secret: 'secret', now }))
  expect(await follow()).toEqual({ kind: 'no-votes' })
  await vote(room, anna, 1, 'agree')
  const issued = await follow()
  if (issued.kind !== 'issued') throw new Error(issued.kind)
  expect(await findInputByClaimCode(db, issued.code, 'secret')).toBe(issued.inputId)
  expect(await follow()).toEqual({ kind: 'already-issued', inputId: issued.inputId })
})

test('one browser is two strangers in two dialogues, and nobody at all once the key is destroyed', async () => {
  const { db } = database()
  const [first, second] = [await makeOpenDialogue(db), await makeOpenDialogue(db)]
  const secret = drawBrowserSecret()
  expect(isBrowserSecret(secret)).toBe(true)
  const keys = await Promise.all(
    [first, second].map(async (room) => (await findDialogueBySlug(db, room.slug))?.key),
  )
  const [one, two] = keys.map((key) => pseudonymOf(key ?? Buffer.alloc(0), secret))
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(false)
  expect(await inTransaction((tx) => destroyDialogueKey(tx, first.id, now))).toEqual({ kind: 'still-open' })
  await inTransaction((tx) => closeDialogue(tx, first.id, now))
  expect(await inTransaction((tx) => destroyDialogueKey(tx, first.id, now))).toEqual({ kind: 'destroyed' })
  expect((await findDialogueBySlug(db, first.slug))?.key).toBeNull()
  expect(await inTransaction((tx) => openDialogue(tx, first.id, { now, today }))).toEqual({
    kind: 'key-destroyed',
  })
})

test('a dialogue is a draft until it is opened, and opens only with something to vote on', async () => {
  const { db } = database()
  const { id: dossierId } = await makeOpenDossier(db)
  const make = (more: object) =>
    inTransaction((tx) =>
      makeDialogue(
        tx,
        newDialogueSchema.parse({ dossierId, question: 'Wat vindt u?', language: 'nl', ...more }),
        {
          now,
        },
      ),
    )
  const made = await make({})
  if (made.kind !== 'made') throw new Error(made.kind)
  expect(await listDialogues(db, dossierId)).toEqual([])
  expect(await listDialogues(db, dossierId, { withDrafts: true })).toHaveLength(1)
  const open = (id: string) => inTransaction((tx) => openDialogue(tx, id, { now, today }))
  expect(await open(made.id)).toEqual({ kind: 'no-statements' })
  const past = await make({ seeds, closesOn: '2026-03-01' })
  expect(past.kind === 'made' && (await open(past.id))).toEqual({ kind: 'closing-day-past' })
  expect(await make({ seeds: ['<b>Er komt een plein</b>'] })).toEqual({
    kind: 'seed-refused',
    seed: 1,
    why: 'markup',
  })
})

test('each dialogue begins with rules, keeps those it had before, and does not open without any', async () => {
  const { db } = database()
  for (const [language, words] of [
    ['nl', 'Iedereen mag een stelling schrijven.'],
    ['en', 'Everybody can write a statement.'],
  ] as const) {
    const { id: dossierId, by } = await makeOpenDossier(db)
    const fields = newDialogueSchema.parse({ dossierId, question: 'Wat vindt u?', language, seeds })
    const made = await inTransaction((tx) => makeDialogue(tx, fields, { now }))
    if (made.kind !== 'made') throw new Error(made.kind)
    expect((await listPolicies(db, made.id))[0]?.text).toContain(words)
    const publish = (text: string) => inTransaction((tx) => publishPolicy(tx, made.id, text, { by, now }))
    expect(await publish('Eigen regels.')).toEqual({ kind: 'published', version: 2 })
    expect(await publish('Eigen regels.')).toEqual({ kind: 'unchanged' })
    expect((await listPolicies(db, made.id)).map(({ version }) => version)).toEqual([2, 1])
    await db.deleteFrom('moderation_policy').where('space_id', '=', made.id).execute()
    expect(await inTransaction((tx) => openDialogue(tx, made.id, { now, today }))).toEqual({
      kind: 'no-policy',
    })
  }
})
