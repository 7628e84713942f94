import { sql } from 'kysely'
import type { Tx } from '#db'
import { holdOpenUnit, holdStaffMember, listSubjects } from '#domains/people'
import { newId } from '#platform/db'
import { openSubjects } from '../watches/add-watch.ts'
import { type NewCommunity, stampOfCommunity } from './community.ts'
import { isOfAPerson } from './community-address.ts'

/** Who does it, and when; `today` in the time zone of the organisation. */
type By = { by: string; now: Date; today: string }

/** Why a community cannot stand in the directory as somebody wants it. */
export type CommunityObstacle =
  | { kind: 'already-known'; id: string; name: string }
  /** The address is that of what one person wrote. */
  | { kind: 'of-a-person' }
  /** The directory names subjects to all who listen, and some of it to everybody. */
  | { kind: 'subject-not-open' }
  | { kind: 'unit-closed' }
  | { kind: 'not-a-colleague' }
  | { kind: 'in-the-future'; field: 'sizedOn' | 'agreedOn' }

export type AddCommunityOutcome = { kind: 'added'; id: string } | CommunityObstacle

/** Puts a place in the directory. It is not suggested any more. */
export async function addCommunity(tx: Tx, words: NewCommunity, by: By): Promise<AddCommunityOutcome> {
  await lockDirectory(tx)
  const obstacle = await findObstacle(tx, words, by)
  if (obstacle) return obstacle
  const added = await tx
    .insertInto('community')
    .values({ id: newId(), ...rowOf(words), added_by: by.by, added_at: by.now })
    .returning(['id', 'place'])
    .executeTakeFirstOrThrow()
  await saveTies(tx, added.id, words, by.now)
  await sql`delete from community_suggestion where set_aside_at is null
    and (place = any (places_above(${added.place})) or ${added.place} = any (places_above(place)))`.execute(
    tx,
  )
  return { kind: 'added', id: added.id }
}

export type ChangeCommunityOutcome =
  | { kind: 'changed' }
  | { kind: 'not-found' }
  | { kind: 'changed-meanwhile' }
  | CommunityObstacle

/**
 * Says something else of a place.
 * @param change.seen  the stamp that it was made from
 */
export async function changeCommunity(
  tx: Tx,
  { id, seen, ...words }: NewCommunity & { id: string; seen: string },
  by: By,
): Promise<ChangeCommunityOutcome> {
  await lockDirectory(tx)
  const before = await tx.selectFrom('community').select('version').where('id', '=', id).executeTakeFirst()
  if (!before) return { kind: 'not-found' }
  if (stampOfCommunity(before) !== seen) return { kind: 'changed-meanwhile' }
  const obstacle = await findObstacle(tx, words, by, id)
  if (obstacle) return obstacle
  await tx
    .updateTable('community')
    .set({ ...rowOf(words), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  await saveTies(tx, id, words, by.now)
  return { kind: 'changed' }
}

/** Takes a place out of the directory; what was read there stays. */
export async function removeCommunity(
  tx: Tx,
  id: string,
): Promise<{ kind: 'removed' } | { kind: 'not-found' }> {
  const { numDeletedRows } = await tx.deleteFrom('community').where('id', '=', id).executeTakeFirstOrThrow()
  return { kind: numDeletedRows === 0n ? 'not-found' : 'removed' }
}

/** Whoever writes in it does so one after the other: two do not add one place, nor overwrite each other. */
async function lockDirectory(tx: Tx): Promise<void> {
  await sql`lock table community in share row exclusive mode`.execute(tx)
}

function rowOf(words: NewCommunity) {
  return {
    ...{ name: words.name, kind: words.kind, address: words.address },
    ...{ size: words.size, sized_on: words.sizedOn },
    ...{ rules_address: words.rulesAddress, rules_note: words.rulesNote },
    ...{ may_reply: words.mayReply, whom_to_ask: words.whomToAsk },
    ...{ unit_id: words.unitId, agreed_on: words.agreedOn },
  }
}

async function findObstacle(
  tx: Tx,
  words: NewCommunity,
  { today }: By,
  own?: string,
): Promise<CommunityObstacle | undefined> {
  const late = (['sizedOn', 'agreedOn'] as const).find((field) => (words[field] ?? '') > today)
  if (late) return { kind: 'in-the-future', field: late }
  if (isOfAPerson(words.address)) return { kind: 'of-a-person' }
  const known = await findSame(tx, words.address)
  if (known && known.id !== own) return { kind: 'already-known', ...known }
  if (!(await areOpen(tx, words.subjectIds))) return { kind: 'subject-not-open' }
  if (words.unitId !== null && !(await holdOpenUnit(tx, words.unitId))) return { kind: 'unit-closed' }
  const { accountId } = words
  if (accountId !== null && !(await holdStaffMember(tx, accountId, today))) return { kind: 'not-a-colleague' }
  return undefined
}

async function findSame(tx: Tx, address: string): Promise<{ id: string; name: string } | undefined> {
  return tx
    .selectFrom('community')
    .select(['id', 'name'])
    .where('place', '=', sql<string>`place_of(${address})`)
    .executeTakeFirst()
}

async function areOpen(tx: Tx, subjectIds: readonly string[]): Promise<boolean> {
  if (subjectIds.length === 0) return true
  const open = new Set(openSubjects(await listSubjects(tx)).map(({ id }) => id))
  return subjectIds.every((id) => open.has(id))
}

/** What it is about, where, and who is in touch: those who stay keep since when. */
async function saveTies(tx: Tx, id: string, words: NewCommunity, now: Date): Promise<void> {
  const { subjectIds, areaCodes, accountId } = words
  await tx.deleteFrom('community_subject').where('community_id', '=', id).execute()
  await tx.deleteFrom('community_area').where('community_id', '=', id).execute()
  const subjects = [...new Set(subjectIds)].map((subject_id) => ({ community_id: id, subject_id }))
  if (subjects.length > 0) await tx.insertInto('community_subject').values(subjects).execute()
  const areas = [...new Set(areaCodes)].map((area_code) => ({ community_id: id, area_code }))
  if (areas.length > 0) await tx.insertInto('community_area').values(areas).execute()
  await tx
    .deleteFrom('community_contact')
    .where('community_id', '=', id)
    .$if(accountId !== null, (query) => query.where('account_id', '<>', accountId ?? ''))
    .execute()
  if (accountId === null) return
  await tx
    .insertInto('community_contact')
    .values({ community_id: id, account_id: accountId, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
