import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#db'
import { registerInputs } from '#domains/register'
import { lockNumbering } from '../statements/statement.store.ts'
import { fingerprintOf } from '../statements/statement.ts'
import { addToTally } from '../votes/tally.ts'
import type { PolisConversation, PolisStatement } from './polis-conversation.ts'

type ImportTarget = { dossierId: string; dialogueId: string }

/** Stores the statements that are not there yet; those that are keep what was decided about them here. */
export async function storeStatements(
  tx: Tx,
  target: ImportTarget,
  statements: PolisStatement[],
): Promise<void> {
  await lockNumbering(tx, target.dialogueId)
  const rows = await tx
    .selectFrom('statement')
    .select('number')
    .where('dialogue_id', '=', target.dialogueId)
    .execute()
  const there = new Set(rows.map((row) => row.number))
  const added = statements.filter((one) => !there.has(one.id))
  if (added.length === 0) return
  const inputIds = await registerStatements(tx, target, added)
  await insertStatements(tx, target.dialogueId, added, inputIds)
  await reserveNumbers(tx, target.dialogueId, {
    participant: Math.max(...statements.map((one) => one.author)),
    statement: Math.max(...statements.map((one) => one.id)),
  })
}

/** What the organisation itself put in to begin with is nobody's input. */
async function registerStatements(
  tx: Tx,
  target: ImportTarget,
  statements: PolisStatement[],
): Promise<Map<number, string>> {
  const theirs = statements.filter((one) => one.isSeed !== true)
  const ids = await register(tx, target, {
    kind: 'statement',
    inputs: theirs.map((one) => ({
      channel: 'import',
      body: one.text,
      language: 'und',
      state: one.refused ? 'refused' : 'held',
      receivedAt: new Date(one.at),
    })),
  })
  return new Map(theirs.map((one, at) => [one.id, ids[at] ?? '']))
}

async function insertStatements(
  tx: Tx,
  dialogueId: string,
  statements: PolisStatement[],
  inputIds: Map<number, string>,
): Promise<void> {
  await sql`insert into statement
      (dialogue_id, number, text, fingerprint, language, state, is_seed, is_meta, is_unread, author, reason_code, input_id, created_at)
    select ${dialogueId}::uuid, number, text, fingerprint, 'und', case when refused = 'true' then 'refused' else 'published' end,
      is_seed::boolean, is_meta::boolean, is_unread::boolean, author, case when refused = 'true' then 'moderated_elsewhere' end, input_id, created_at
    from unnest(
      ${statements.map((one) => one.id)}::integer[],
      ${statements.map((one) => one.text)}::text[],
      ${statements.map((one) => fingerprintOf(one.text))}::text[],
      ${statements.map((one) => String(one.refused))}::text[],
      ${statements.map((one) => (one.isSeed === undefined ? null : String(one.isSeed)))}::text[],
      ${statements.map((one) => String(one.isMeta))}::text[],
      ${statements.map((one) => String(one.isUnread))}::text[],
      ${statements.map((one) => one.author)}::integer[],
      ${statements.map((one) => inputIds.get(one.id) ?? null)}::uuid[],
      ${statements.map((one) => new Date(one.at).toISOString())}::timestamptz[]
    ) as one (number, text, fingerprint, refused, is_seed, is_meta, is_unread, author, input_id, created_at)`.execute(
    tx,
  )
}

/** One person's vote, of a row of the file. */
export type PolisVote = { participant: number; statement: number; choice: 1 | 0 | -1; at: number }

/** Large enough that most tally rows are touched once, small enough to be a short transaction. */
const BATCH = 20_000

/** The votes in batches of whole participants: of each, all are stored in one transaction, in order of time. */
export function* batchesOf({ votes, agree }: PolisConversation): Generator<PolisVote[]> {
  let batch: PolisVote[] = []
  for (const row of votes.byParticipant()) {
    const participant = votes.participant[row] ?? 0
    if (batch.length >= BATCH && batch.at(-1)?.participant !== participant) {
      yield batch
      batch = []
    }
    const choice = Math.sign((votes.value[row] ?? 0) * agree) as PolisVote['choice']
    batch.push({ participant, statement: votes.statement[row] ?? 0, choice, at: votes.at[row] ?? 0 })
  }
  if (batch.length > 0) yield batch
}

/**
 * Stores a batch of votes: into the history what is later than the vote that is there, and of that the latest as the
 * vote. A batch that is in already thus changes nothing. Nobody else votes in a dialogue that is being imported, and
 * imports take turns: what is read of the votes here is what they are when they are replaced.
 * @returns how many votes were added or replaced
 */
export async function storeVotes(tx: Tx, target: ImportTarget, batch: PolisVote[]): Promise<number> {
  await lockNumbering(tx, target.dialogueId)
  // From the sixth batch on PostgreSQL would use a plan made for any batch, with the vote table as empty as it was:
  // every vote compared with every other.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(tx)
  const { rows } = await sql<{ stored: number }>`
    with cast_before as materialized (
      select one.*, vote.choice as before from unnest(
        ${batch.map((vote) => vote.participant)}::integer[],
        ${batch.map((vote) => vote.statement)}::integer[],
        ${batch.map((vote) => vote.choice)}::smallint[],
        ${batch.map((vote) => new Date(vote.at).toISOString())}::timestamptz[]
      ) with ordinality as one (participant, statement, choice, voted_at, position)
      left join vote on vote.dialogue_id = ${target.dialogueId}::uuid
        and vote.participant = one.participant and vote.statement = one.statement
      where vote.voted_at is null or one.voted_at > vote.voted_at
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, channel, voted_at)
      select ${target.dialogueId}::uuid, participant, statement, choice, 'import', voted_at
      from cast_before order by position
    ), stored as (
      insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
      select distinct on (participant, statement)
        ${target.dialogueId}::uuid, participant, statement, choice, 'import', voted_at
      from cast_before order by participant, statement, position desc
      on conflict (dialogue_id, participant, statement) do update set
        choice = excluded.choice, pass_reason = null, channel = excluded.channel, voted_at = excluded.voted_at
      returning dialogue_id, participant, statement, choice
    ), tallied as (${addToTally(sql`
      select dialogue_id, participant, statement, choice, 1 as weight from stored
      union all
      select distinct ${target.dialogueId}::uuid, participant, statement, before, -1 from cast_before
      where before is not null`)}
    )
    select count(*) as stored from stored`.execute(tx)
  return rows[0]?.stored ?? 0
}

/** Somebody of an export, with the time of the first vote. */
export type PolisParticipant = { number: number; at: number }

/** Everybody who voted, in batches. */
export function* participantsOf({ votes }: PolisConversation): Generator<PolisParticipant[]> {
  const joined = new Map<number, number>()
  for (const row of votes.byParticipant()) {
    const number = votes.participant[row] ?? 0
    if (!joined.has(number)) joined.set(number, votes.at[row] ?? 0)
  }
  const all = [...joined].map(([number, at]) => ({ number, at }))
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH)
}

/** Each gets a pseudonym of a secret that nobody keeps: who they were elsewhere cannot be found out from it. */
export async function storeParticipants(
  tx: Tx,
  target: ImportTarget,
  batch: PolisParticipant[],
): Promise<void> {
  await lockNumbering(tx, target.dialogueId)
  const numbers = batch.map((one) => one.number)
  const rows = await tx
    .selectFrom('participant')
    .select('number')
    .where('dialogue_id', '=', target.dialogueId)
    .where('number', '>=', Math.min(...numbers))
    .where('number', '<=', Math.max(...numbers))
    .execute()
  const there = new Set(rows.map((row) => row.number))
  const added = batch.filter((one) => !there.has(one.number))
  if (added.length === 0) return
  const inputIds = await register(tx, target, {
    kind: 'votes',
    inputs: added.map((one) => ({ channel: 'import', state: 'held', receivedAt: new Date(one.at) })),
  })
  await sql`insert into participant (dialogue_id, number, pseudonym, input_id, joined_at)
    select ${target.dialogueId}::uuid, number, decode(pseudonym, 'hex'), input_id, joined_at
    from unnest(
      ${added.map((one) => one.number)}::integer[],
      ${added.map(() => randomBytes(32).toString('hex'))}::text[],
      ${inputIds}::uuid[],
      ${added.map((one) => new Date(one.at).toISOString())}::timestamptz[]
    ) as one (number, pseudonym, input_id, joined_at)`.execute(tx)
  await reserveNumbers(tx, target.dialogueId, { participant: Math.max(...numbers), statement: 0 })
}

async function register(
  tx: Tx,
  target: ImportTarget,
  inputs: Pick<Parameters<typeof registerInputs>[1], 'kind' | 'inputs'>,
): Promise<string[]> {
  const outcome = await registerInputs(tx, { ...target, ...inputs })
  if (!('inputIds' in outcome)) throw new Error(`The dossier takes no more inputs: ${outcome.kind}.`)
  return outcome.inputIds
}

/** Whoever comes later gets numbers that nobody has. */
async function reserveNumbers(
  tx: Tx,
  dialogueId: string,
  used: { participant: number; statement: number },
): Promise<void> {
  await sql`update dialogue_numbering set
      next_participant = greatest(next_participant, ${used.participant + 1}::integer),
      next_statement = greatest(next_statement, ${used.statement + 1}::integer)
    where dialogue_id = ${dialogueId}::uuid`.execute(tx)
}
