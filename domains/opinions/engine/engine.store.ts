import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import {
  openForAnswers,
  passReasons,
  selectStandingExclusions,
  tellFigures,
  type VoteChannel,
} from '#domains/deliberate'
import {
  CELL,
  type DrawnMap,
  type EngineStatement,
  type StoredMap,
  TAKEN_BACK,
  type VoteCells,
} from './engine-dialogue.ts'
import { MAP_FORMAT, type MapEvidence, type OpinionMap } from './snapshot.ts'

/** A moment in commit order: all transactions below it have ended. */
export type Cursor = string

/** On this channel every new version of a map is announced: `dialogue id version`. */
export const SNAPSHOT_CHANNEL = 'opinion_snapshot'

const LOCK_SPACE = 'opinion-engine'
const CLAIMED_AT_ONCE = 50
/** Older versions of a map that are kept, for whoever still holds them. */
const VERSIONS_KEPT = 3

/**
 * With whether the newest map was made on another cluster, whose transactions say nothing here, or there is none; and
 * whether no more answers come.
 */
export type Unread = {
  dialogueId: string
  votes: number
  cluster: 'this' | 'another' | 'none'
  isOver: boolean
}

/**
 * Dialogues with something that their newest map does not know: later votes, statements or exclusions, slow findings
 * that were never finished, or that no more answers come; and those whose map was made on another cluster, as after a
 * restore, or by a program that wrote maps in another way.
 */
export async function listUnread(
  db: Db,
  { except, today }: { except: readonly string[]; today: string },
): Promise<Unread[]> {
  const { rows } = await sql<{ id: string } & Omit<Unread, 'dialogueId'>>`
    select dialogue.id, tallied.votes, case when made.cluster is null then 'none' when ${isOfHere} then 'this' else 'another' end as cluster,
      not ${openForAnswers(sql`${today}::text`)} as "isOver"
    from dialogue
    join dossier on dossier.id = dialogue.dossier_id
    cross join (${clusterHere}) as here
    left join lateral (
      select cluster, through_transaction, is_settled, is_final, format from opinion_snapshot
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
        or made.format <> ${MAP_FORMAT}::smallint
        or not made.is_final and not ${openForAnswers(sql`${today}::text`)}
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

/** Which of these dialogues take no answers any more; day by day some come to their last. */
export async function listOver(db: Db, dialogueIds: readonly string[], today: string): Promise<string[]> {
  if (dialogueIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select dialogue.id from dialogue join dossier on dossier.id = dialogue.dossier_id
    where dialogue.id = any(${[...dialogueIds]}::uuid[]) and not ${openForAnswers(sql`${today}::text`)}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/**
 * What a vote is in the history, in the order of `VoteCells`. Whoever changes a vote that somebody else is changing waits
 * for it before their transaction has a number: of two changes of one vote the one that stays is the later one here too.
 */
const cellColumns = `participant, statement, coalesce(choice, ${TAKEN_BACK}),
  floor(extract(epoch from voted_at) * 1000)::bigint,
  case pass_reason ${passReasons.map((reason, at) => `when '${reason}' then ${at + 1}`).join(' ')} else 0 end`

/** The votes that were cast between two moments, in commit order. */
export async function readVotes(
  db: Db,
  { dialogueId, from, to }: { dialogueId: string; from: Cursor; to: Cursor },
): Promise<VoteCells> {
  const { rows } = await sql<{ cell: number[] }>`
    select array[${sql.raw(cellColumns)}]::float8[] as cell from vote_history
    where dialogue_id = ${dialogueId}::uuid
      and transaction >= ${from}::text::xid8 and transaction < ${to}::text::xid8
    order by transaction, position`.execute(db)
  const cells = new Float64Array(rows.length * CELL)
  rows.forEach(({ cell }, row) => {
    cells.set(cell, row * CELL)
  })
  return cells
}

/** For PostgreSQL's COPY: all votes below a moment. What it is given is checked, because COPY takes no parameters. */
export function copyVotesStatement(dialogueId: string, below: Cursor): string {
  if (!/^[0-9a-f-]{36}$/.test(dialogueId)) throw new RangeError(`${dialogueId} is no dialogue's id`)
  if (!/^[0-9]{1,20}$/.test(below)) throw new RangeError(`${below} is no transaction`)
  return `copy (
    select ${cellColumns}
    from vote_history where dialogue_id = '${dialogueId}' and transaction < '${below}'
    order by transaction, position
  ) to stdout`
}

/** Statements and exclusions as they are now. */
export type Arrangement = { statements: EngineStatement[]; excluded: number[] }

export async function readArrangement(db: Db, dialogueId: string): Promise<Arrangement> {
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

/** The map made last, for whoever takes the dialogue over: its turn, its letters and groups, its slow findings. */
export type LastMap = {
  version: number
  turns: number[]
  isFinal: boolean
  /** None where it was written in another way: the next is made without looking at it. */
  stored: StoredMap | undefined
  evidence: MapEvidence | null
}

export async function findLastMap(db: Db, dialogueId: string): Promise<LastMap | undefined> {
  const row = await db
    .selectFrom('opinion_snapshot')
    .select(['version', 'format', 'placer', 'map', 'members', 'left_out', 'turns', 'is_final'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { version, placer, members, left_out: leftOut, turns, is_final: isFinal } = row
  if (row.format !== MAP_FORMAT) return { version, turns, isFinal, stored: undefined, evidence: null }
  const { groups, evidence } = row.map as OpinionMap
  const stored = { placer, letters: groups.list, members, leftOut }
  return { version, turns, isFinal, stored, evidence }
}

/**
 * Gives votes and showings that came with a restore a number of this cluster. Theirs may lie ahead of what it has given out: each would
 * be read as new on the day that its number comes by.
 */
export async function renumberRestored(db: Db, dialogueId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ahead = sql`transaction >= pg_snapshot_xmin(pg_current_snapshot())`
    await sql`update vote_history set transaction = pg_current_xact_id()
      where dialogue_id = ${dialogueId}::uuid and ${ahead}`.execute(tx)
    await sql`update showing set transaction = pg_current_xact_id()
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
  isSettled: boolean
  /** Nothing comes after it, but for what staff decide. */
  isFinal: boolean
  drawn: Pick<DrawnMap, 'map' | 'placer' | 'members' | 'leftOut' | 'figures' | 'turns'>
  /** The session that owns the dialogue. */
  owner: number
}

/**
 * Stores a version with the figures that are told with it, and announces it, if this session still owns the dialogue.
 * @returns false where it does not, or another owner already made this version
 */
export async function saveMap(session: Db, made: NewMap): Promise<boolean> {
  const { dialogueId, drawn } = made
  const { rows } = await sql<{ version: number }>`
    with kept as (
      insert into opinion_snapshot
        (dialogue_id, version, format, made_at, cluster, through_transaction, is_settled, is_final,
          map, placer, members, left_out, turns)
      select ${dialogueId}::uuid, ${made.version}::integer, ${MAP_FORMAT}::smallint, ${made.madeAt}::timestamptz,
        (${clusterHere}), ${made.through}::text::xid8, ${made.isSettled}::boolean,
        ${made.isFinal}::boolean, ${JSON.stringify(drawn.map)}::text::jsonb, ${Buffer.from(drawn.placer)}::bytea,
        ${Buffer.from(drawn.members)}::bytea, ${drawn.leftOut}::integer[], ${drawn.turns}::bigint[]
      where pg_backend_pid() = ${made.owner}::integer
        and not exists (
          select from opinion_snapshot
          where dialogue_id = ${dialogueId}::uuid and version >= ${made.version}::integer
        )
      on conflict do nothing
      returning version
    ), told as (
      ${tellFigures(dialogueId, drawn.figures, sql`exists (select from kept)`)}
    ), removed as (
      delete from opinion_snapshot
      where dialogue_id = ${dialogueId}::uuid and version <= ${made.version - VERSIONS_KEPT}::integer
        and exists (select from kept)
    ), read as (
      delete from opinion_change
      where dialogue_id = ${dialogueId}::uuid and transaction < ${made.through}::text::xid8
        and exists (select from kept)
    )
    select version, pg_notify(${SNAPSHOT_CHANNEL}, ${`${dialogueId} ${made.version}`}::text) from kept`.execute(
    session,
  )
  return rows.length > 0
}

/** Notes how far a dialogue was read where nothing of that is told yet: whoever takes it over need not look again. */
export async function saveReading(
  session: Db,
  { dialogueId, through, owner }: Pick<NewMap, 'dialogueId' | 'through' | 'owner'>,
): Promise<void> {
  await sql`
    with read as (
      delete from opinion_change
      where dialogue_id = ${dialogueId}::uuid and transaction < ${through}::text::xid8
        and pg_backend_pid() = ${owner}::integer
    )
    update opinion_snapshot set through_transaction = ${through}::text::xid8
    where dialogue_id = ${dialogueId}::uuid and pg_backend_pid() = ${owner}::integer
      and version = (select max(version) from opinion_snapshot where dialogue_id = ${dialogueId}::uuid)`.execute(
    session,
  )
}
