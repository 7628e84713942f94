import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import type { VoteChannel } from '#domains/deliberate'
import { selectStandingExclusions } from '#domains/deliberate'
import { CELL, type EngineStatement, type StoredMap, type VoteCells } from './engine-dialogue.ts'
import type { MapEvidence, OpinionMap } from './snapshot.ts'

/** A moment in commit order: all transactions below it have ended. */
export type Cursor = string

/** On this channel every new version of a map is announced: `dialogue id version`. */
export const SNAPSHOT_CHANNEL = 'opinion_snapshot'

const LOCK_SPACE = 'opinion-engine'
const CLAIMED_AT_ONCE = 50
/** Older versions of a map that are kept, for whoever still holds them. */
const VERSIONS_KEPT = 3

/** With whether the newest map was made on another cluster, whose transactions say nothing here, or there is none. */
export type Unread = { dialogueId: string; votes: number; cluster: 'this' | 'another' | 'none' }

/**
 * Dialogues with something that their newest map does not know: later votes, statements or exclusions, or slow findings
 * that were never finished; and those whose map was made on another cluster, as after a restore.
 */
export async function listUnread(db: Db, except: readonly string[]): Promise<Unread[]> {
  const { rows } = await sql<{ id: string } & Omit<Unread, 'dialogueId'>>`
    select dialogue.id, tallied.votes, case when made.cluster is null then 'none' when ${isOfHere} then 'this' else 'another' end as cluster
    from dialogue
    cross join (${clusterHere}) as here
    left join lateral (
      select cluster, through_transaction, is_settled from opinion_snapshot
      where dialogue_id = dialogue.id order by version desc limit 1
    ) as made on true
    cross join lateral (
      select coalesce(sum(agree + disagree + pass), 0)::integer as votes
      from statement_tally where dialogue_id = dialogue.id
    ) as tallied
    where dialogue.state in ('open', 'closed')
      and dialogue.id <> all(${[...except]}::uuid[])
      and (
        not made.is_settled
        or not ${isOfHere}
        or ${hasLater('vote_history', sql`dialogue.id`, unreadFrom, unreadTo)}
        or made.is_settled and ${hasLater('opinion_change', sql`dialogue.id`, unreadFrom, unreadTo)}
      )
    order by dialogue.id desc
    limit ${CLAIMED_AT_ONCE}`.execute(db)
  return rows.map(({ id, ...unread }) => ({ dialogueId: id, ...unread }))
}

/** The server's process that holds this session's locks; another one after a lost connection, and the locks are gone. */
export async function sessionOf(session: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(session)
  return rows[0]?.pid ?? 0
}

/** Becomes the one owner of a dialogue for as long as this session lasts. */
export async function claimDialogue(session: Db, dialogueId: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${LOCK_SPACE} || ${dialogueId}::text, 0)) as mine`.execute(
    session,
  )
  return rows[0]?.mine ?? false
}

export async function releaseDialogue(session: Db, dialogueId: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtextextended(${LOCK_SPACE} || ${dialogueId}::text, 0))`.execute(
    session,
  )
}

export type News = { dialogueId: string; hasVotes: boolean; hasChanges: boolean }

/**
 * What came since each dialogue was read, and up to where that is: one look for all of them, which goes through all that
 * came to any since the oldest of their cursors. So whoever hears of no news moves the cursor on as well.
 */
export async function findNews(
  db: Db,
  read: readonly { dialogueId: string; cursor: Cursor }[],
): Promise<{ through: Cursor; news: News[] }> {
  const through = await readMoment(db)
  const cursors = new Map(read.map(({ dialogueId, cursor }) => [dialogueId, BigInt(cursor)]))
  const oldest = [...cursors.values()].reduce((least, one) => (one < least ? one : least), BigInt(through))
  const lastIn = (table: 'vote_history' | 'opinion_change') => sql`
    select dialogue_id as "dialogueId", max(transaction)::text as last, ${table}::text as "table"
    from ${sql.table(table)}
    where dialogue_id = any(${[...cursors.keys()]}::uuid[])
      and transaction >= ${String(oldest)}::text::xid8 and transaction < ${through}::text::xid8
    group by dialogue_id`
  const { rows } = await sql<{ dialogueId: string; last: string; table: string }>`
    ${lastIn('vote_history')} union all ${lastIn('opinion_change')}`.execute(db)
  const newer = rows.filter(({ dialogueId, last }) => BigInt(last) >= (cursors.get(dialogueId) ?? 0n))
  const news = [...Map.groupBy(newer, ({ dialogueId }) => dialogueId)].map(([dialogueId, found]) => ({
    dialogueId,
    hasVotes: found.some(({ table }) => table === 'vote_history'),
    hasChanges: found.some(({ table }) => table === 'opinion_change'),
  }))
  return { through, news }
}

/** The cluster that numbers transactions: a copy of the files keeps its name, a restored dump gets the new one's. */
export const clusterHere = sql<{
  cluster: string
}>`select system_identifier::text as cluster from pg_control_system()`

/**
 * Whether a map (`made`) counts in the transactions of this cluster (`here`). Two copies of one cluster have one name;
 * a number that is not given out yet came from the other.
 */
export const isOfHere = sql<boolean>`(made.cluster = here.cluster
  and made.through_transaction <= pg_snapshot_xmax(pg_current_snapshot()))`

/** What lies between a map and now; without a map of this cluster that is everything. */
export const unreadFrom = sql`case when ${isOfHere} then made.through_transaction else '0'::xid8 end`
const unreadTo = sql`case when ${isOfHere}
  then pg_snapshot_xmin(pg_current_snapshot()) else '18446744073709551615'::xid8 end`

/** In the order of the key, so that it is one look into the index: a mere `exists` may read a dialogue from end to end. */
function hasLater(
  table: 'vote_history' | 'opinion_change',
  dialogueId: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
) {
  return sql`(
    select transaction from ${sql.table(table)} as later
    where later.dialogue_id = ${dialogueId} and later.transaction >= ${from} and later.transaction < ${to}
    order by later.dialogue_id, later.transaction limit 1
  ) is not null`
}

/**
 * The votes that changed between two moments, as they are now. Not as the history says: two changes of one vote, made
 * at once, may stand in it in another order than that in which they were stored.
 */
export async function readChangedVotes(
  db: Db,
  { dialogueId, from, to }: { dialogueId: string; from: Cursor; to: Cursor },
): Promise<VoteCells> {
  const { rows } = await sql<{
    participant: number
    statement: number
    choice: number | null
    at: number | null
  }>`
    select changed.participant, changed.statement, vote.choice,
      (extract(epoch from vote.voted_at) * 1000)::float8 as at
    from (
      select distinct participant, statement from vote_history
      where dialogue_id = ${dialogueId}::uuid
        and transaction >= ${from}::text::xid8 and transaction < ${to}::text::xid8
    ) as changed
    left join vote on vote.dialogue_id = ${dialogueId}::uuid
      and vote.participant = changed.participant and vote.statement = changed.statement`.execute(db)
  const cells = new Float64Array(rows.length * CELL)
  rows.forEach(({ participant, statement, choice, at }, row) => {
    cells.set([participant, statement, choice ?? Number.NaN, at ?? 0], row * CELL)
  })
  return cells
}

/** For PostgreSQL's COPY: all votes of a dialogue, as engine-lines reads them. The id is checked, because COPY takes no parameters. */
export function copyVotesStatement(dialogueId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(dialogueId)) throw new RangeError(`${dialogueId} is no dialogue's id`)
  return `copy (
    select participant, statement, choice, floor(extract(epoch from voted_at) * 1000)::bigint
    from vote where dialogue_id = '${dialogueId}'
  ) to stdout`
}

/** Statements and exclusions as they are now. */
export async function readArrangement(
  db: Db,
  dialogueId: string,
): Promise<{ statements: EngineStatement[]; excluded: number[] }> {
  const [statements, excluded] = await Promise.all([
    sql<EngineStatement>`
      select number, state not in ('published', 'closed') as "isOut", is_meta as "isMeta",
        state = 'closed' as "isUnlisted"
      from statement where dialogue_id = ${dialogueId}::uuid order by number`.execute(db),
    sql<{ participant: number }>`
      select participant from ${selectStandingExclusions(dialogueId)} as standing
      order by participant`.execute(db),
  ])
  return { statements: statements.rows, excluded: excluded.rows.map((row) => row.participant) }
}

/** How participants came in who did not come by the web. */
export async function readOtherChannels(db: Db, dialogueId: string): Promise<Map<number, VoteChannel>> {
  const { rows } = await sql<{ channel: VoteChannel; participants: number[] }>`
    select input.channel, array_agg(participant.number) as participants
    from participant join input on input.id = participant.input_id
    where participant.dialogue_id = ${dialogueId}::uuid and input.channel in ('paper', 'import')
    group by input.channel`.execute(db)
  return new Map(
    rows.flatMap(({ channel, participants }) =>
      participants.map((number): [number, VoteChannel] => [number, channel]),
    ),
  )
}

/** The map made last, for whoever takes the dialogue over: its turn, its letters, its slow findings. */
export type LastMap = StoredMap & { version: number; evidence: MapEvidence | null; isSettled: boolean }

export async function findLastMap(db: Db, dialogueId: string): Promise<LastMap | undefined> {
  const row = await db
    .selectFrom('opinion_snapshot')
    .select(['version', 'placer', 'map', 'is_settled'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const map = row.map as OpinionMap
  const { version, placer, is_settled } = row
  return { version, placer, letters: map.groups.list, evidence: map.evidence, isSettled: is_settled }
}

/**
 * Gives votes that came with a restore a number of this cluster. Theirs may lie ahead of what it has given out: each would
 * be read as new on the day that its number comes by.
 */
export async function renumberRestoredVotes(db: Db, dialogueId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ahead = sql`transaction >= pg_snapshot_xmin(pg_current_snapshot())`
    await sql`update vote_history set transaction = pg_current_xact_id()
      where dialogue_id = ${dialogueId}::uuid and ${ahead}`.execute(tx)
    await sql`delete from opinion_change where dialogue_id = ${dialogueId}::uuid and ${ahead}`.execute(tx)
  })
}

export async function readMoment(db: Db): Promise<Cursor> {
  const { rows } = await sql<{ through: Cursor }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as through`.execute(db)
  return rows[0]?.through ?? '0'
}

export type NewMap = {
  dialogueId: string
  version: number
  madeAt: Date
  through: Cursor
  throughVotesAt: Date | null
  isSettled: boolean
  map: OpinionMap
  placer: Uint8Array
  /** The session that owns the dialogue. */
  owner: number
}

/**
 * Stores a version and announces it, if this session still owns the dialogue.
 * @returns false where it does not, or another owner already made this version
 */
export async function saveMap(session: Db, made: NewMap): Promise<boolean> {
  const { rows } = await sql<{ version: number }>`
    with kept as (
      insert into opinion_snapshot
        (dialogue_id, version, made_at, cluster, through_transaction, through_votes_at, is_settled, map, placer)
      select ${made.dialogueId}::uuid, ${made.version}::integer, ${made.madeAt}::timestamptz,
        (${clusterHere}), ${made.through}::text::xid8, ${made.throughVotesAt}::timestamptz, ${made.isSettled}::boolean,
        ${JSON.stringify(made.map)}::text::jsonb, ${Buffer.from(made.placer)}::bytea
      where pg_backend_pid() = ${made.owner}::integer
        and not exists (
          select from opinion_snapshot
          where dialogue_id = ${made.dialogueId}::uuid and version >= ${made.version}::integer
        )
      on conflict do nothing
      returning version
    ), removed as (
      delete from opinion_snapshot
      where dialogue_id = ${made.dialogueId}::uuid and version <= ${made.version - VERSIONS_KEPT}::integer
        and exists (select from kept)
    ), read as (
      delete from opinion_change
      where dialogue_id = ${made.dialogueId}::uuid and transaction < ${made.through}::text::xid8
        and exists (select from kept)
    )
    select version, pg_notify(${SNAPSHOT_CHANNEL}, ${`${made.dialogueId} ${made.version}`}::text) from kept`.execute(
    session,
  )
  return rows.length > 0
}
