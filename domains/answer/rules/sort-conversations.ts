import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { findAnsweringUnit } from '#domains/people'
import { dateIn } from '#platform/clock'
import { isDatabaseAway } from '#platform/db'
import { defineJob } from '#platform/jobs'
import { appendEntries, lockConversation } from '../conversations/conversation.store.ts'
import type { Conversation, NewEntry } from '../conversations/conversation.ts'
import { dealOut } from '../distribution/deal-out.ts'
import { isAnyDistributing } from '../distribution/distribution.ts'
import type { Ourselves } from '../distribution/known-conversations.ts'
import { listReaders } from '../privacy/may-read.ts'
import { findKnown, listAbove, readTrees, type Trees } from './facts.queries.ts'
import { fits } from './match-rule.ts'
import { listRules, type Rule } from './rule.queries.ts'
import { findFault, type RuleFault } from './rule.ts'

/** Lets rules look at the conversations at which none has; clockwork calls it. */
export const sortConversationsJob = defineJob('sort-conversations', z.looseObject({}))

/** What rules work with. */
export type Sorting = Ourselves & {
  db: Db
  timeZone: string
  now: () => Date
  /** Told which rule, or which conversation, met a fault of ours. */
  onFault: (error: unknown, id: string) => void
}

/** Conversations after which rules are read anew, and whoever stops us is heard. */
const AT_ONCE = 200

/**
 * Lets every rule look at each conversation that began, or was said to be about something else, since they last did: each in a
 * transaction of its own, in which what the rules did is written and that they did. Of two who do this at once, each takes others.
 * A conversation that cannot be sorted stays, and holds up no other.
 * @returns at how many was looked
 */
export async function sortConversations(sorting: Sorting, signal?: AbortSignal): Promise<number> {
  let looked = 0
  for (let after: Place | undefined; ; ) {
    signal?.throwIfAborted()
    const waiting = await listUnsorted(sorting.db, after)
    if (waiting.length === 0) return looked
    const [rules, trees] = await Promise.all([listRules(sorting.db), readTrees(sorting.db)])
    const active = rules.filter(({ isOn, brokenAt }) => isOn || brokenAt !== null)
    if (active.length === 0 && !(await isAnyDistributing(sorting.db)))
      looked += await letGo(sorting.db, waiting)
    else for (const { id } of waiting) looked += await trySort(sorting, id, { rules: active, trees })
    after = waiting.at(-1)
  }
}

type Place = { id: string; since: string }

async function listUnsorted(db: Db, after: Place | undefined): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select conversation_id as id, since::text from conversation_unsorted
    ${after ? sql`where (since, conversation_id) > (${after.since}::timestamptz, ${after.id}::uuid)` : sql``}
    order by conversation_unsorted.since, conversation_id limit ${AT_ONCE}`.execute(db)
  return rows
}

/** Where there is no rule, there is nothing to look at. */
async function letGo(db: Db, waiting: readonly Place[]): Promise<number> {
  const ids = waiting.map(({ id }) => id)
  await sql`delete from conversation_unsorted where conversation_id in (
    select conversation_id from conversation_unsorted where conversation_id = any(${ids}::uuid[]) for update skip locked
  )`.execute(db)
  return ids.length
}

async function trySort(sorting: Sorting, id: string, rules: Rules): Promise<number> {
  try {
    return await sortOne(sorting, id, rules)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    sorting.onFault(error, id)
    return 0
  }
}

type Rules = { rules: readonly Rule[]; trees: Trees }

async function sortOne(sorting: Sorting, id: string, rules: Rules): Promise<number> {
  return sorting.db.transaction().execute(async (tx) => {
    const taken = await sql`select from conversation_unsorted where conversation_id = ${id}::uuid
      for update skip locked`.execute(tx)
    const conversation = taken.rows.length > 0 ? await lockConversation(tx, id) : undefined
    if (!conversation) return 0
    if (conversation.status === 'open' && conversation.merged_into === null)
      await applyAll(tx, sorting, { ...rules, conversation })
    // Who can be given nothing today is asked again until somebody can.
    if ((await dealOutNow(tx, sorting, id)) === 'waits') return 1
    await tx.deleteFrom('conversation_unsorted').where('conversation_id', '=', id).execute()
    return 1
  })
}

async function dealOutNow(
  tx: Tx,
  { timeZone, now, secret, ourAddresses }: Sorting,
  id: string,
): Promise<'done' | 'waits'> {
  const conversation = await lockConversation(tx, id)
  if (conversation?.status !== 'open' || conversation.merged_into !== null) return 'done'
  const at = now()
  return dealOut(tx, conversation, { now: at, today: dateIn(timeZone, at), secret, ourAddresses })
}

/** Each in its order sees what those before it did; what is said already, by a person or a rule, stays. */
async function applyAll(
  tx: Tx,
  sorting: Sorting,
  { rules, trees, conversation }: Rules & { conversation: Conversation },
): Promise<void> {
  const known = await findKnown(tx, conversation.id, trees)
  if (!known) return
  let now = conversation
  for (const rule of rules) {
    const subjectIds = listAbove(trees.subjects, now.subject_id)
    const unitIds = listAbove(trees.units, now.unit_id)
    if (fits(rule, { ...known.facts, subjectIds, unitIds }))
      now = await applyOne(tx, sorting, { rule, conversation: now })
  }
}

type Application = { rule: Rule; conversation: Conversation }

async function applyOne(
  tx: Tx,
  sorting: Sorting,
  { rule, conversation }: Application,
): Promise<Conversation> {
  const at = sorting.now()
  const miss = async (why: RuleFault | 'fault') => {
    await breakRule(tx, { rule, conversationId: conversation.id, why, at })
    return conversation
  }
  await sql`savepoint rule`.execute(tx)
  try {
    // It may have broken, or been taken off, since the rules were read.
    const state = tx.selectFrom('rule').select(['is_on', 'broken_why']).where('id', '=', rule.id)
    const { is_on: isOn, broken_why: why } = await state.executeTakeFirstOrThrow()
    if (!isOn) return why === null ? conversation : await miss(why)
    const today = dateIn(sorting.timeZone, at)
    const fault = await findFault(tx, rule, today)
    if (fault) return await miss(fault)
    const entries = await listEffects(tx, { rule, conversation }, today)
    if (entries.length > 0) await appendEntries(tx, conversation, entries, { by: null, now: at })
    return (await lockConversation(tx, conversation.id)) ?? conversation
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    await sql`rollback to savepoint rule`.execute(tx)
    sorting.onFault(error, rule.id)
    return miss('fault')
  }
}

/**
 * What a rule adds to what was said already. What is about a restricted subject is answered by the unit of that, and is in nobody's
 * hands who may not read it: where somebody said otherwise, a rule does not.
 */
async function listEffects(tx: Tx, { rule, conversation }: Application, today: string): Promise<NewEntry[]> {
  const byRule = rule.id
  const { subject_id, unit_id, assigned_to } = conversation
  const isNew = subject_id === null && rule.setSubjectId !== null
  const subjectId = subject_id ?? rule.setSubjectId
  const ofSubject = subjectId === null ? null : await findAnsweringUnit(tx, subjectId)
  const isRestricted = isNew && (await isRestrictedSubject(tx, subjectId))
  const unitId = unit_id ?? (isRestricted ? ofSubject : (rule.setUnitId ?? (isNew ? ofSubject : null)))
  const accountIds = [assigned_to, rule.assignTo].filter((one) => one !== null)
  const readers = await listReaders(tx, { subjectId, accountIds, today })
  const isHeld = assigned_to !== null && !readers.has(assigned_to)
  if (isRestricted && (unitId !== ofSubject || isHeld)) return []
  const given = rule.assignTo !== null && readers.has(rule.assignTo) ? rule.assignTo : null
  return [
    ...(isNew || unitId !== unit_id ? [{ kind: 'classified', subjectId, unitId, byRule } as const] : []),
    ...(assigned_to === null && given !== null ? [{ kind: 'assigned', to: given, byRule } as const] : []),
  ]
}

async function isRestrictedSubject(tx: Tx, id: string | null): Promise<boolean> {
  const { rows } = await sql<{
    is: boolean
  }>`select coalesce(is_restricted(${id}::uuid), false) as is`.execute(tx)
  return rows[0]?.is ?? false
}

/** It does nothing from now on, and what it would have done is for somebody to look at. */
async function breakRule(
  tx: Tx,
  {
    rule,
    conversationId,
    why,
    at,
  }: { rule: Rule; conversationId: string; why: RuleFault | 'fault'; at: Date },
): Promise<void> {
  const broken = { is_on: false, broken_at: at, broken_why: why }
  await tx.updateTable('rule').set(broken).where('id', '=', rule.id).where('broken_at', 'is', null).execute()
  await sql`insert into rule_missed (rule_id, conversation_id, missed_at)
    values (${rule.id}::uuid, ${conversationId}::uuid, ${at}::timestamptz) on conflict do nothing`.execute(tx)
}
