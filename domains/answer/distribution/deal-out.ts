import { sql } from 'kysely'
import type { Tx } from '#db'
import { holdStaffMember } from '#domains/people'
import { appendEntries } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { listReaders } from '../privacy/may-read.ts'
import { chooseColleague } from './choose-colleague.ts'
import { listCandidates } from './distribution.ts'
import { listKnownConversations, type Ourselves } from './known-conversations.ts'

/**
 * Gives a locked conversation that is in nobody's hands to somebody of its unit, where that gives out what comes in. Units do it one
 * conversation at a time, so that each sees what the one before it gave to whom.
 * @returns whether it is done: `waits` where nobody can be given it today
 */
export async function dealOut(
  tx: Tx,
  conversation: Conversation,
  { now, today, ...us }: { now: Date; today: string } & Ourselves,
): Promise<'done' | 'waits'> {
  const { id, unit_id: unitId, assigned_to: holder, subject_id: subjectId } = conversation
  if (unitId === null || holder !== null) return 'done'
  const unit = tx.selectFrom('distribution').select('unit_id').where('unit_id', '=', unitId)
  if (!(await unit.where('is_on', '=', true).executeTakeFirst())) return 'done'
  await sql`select pg_advisory_xact_lock(hashtextextended('deal-out', 0))`.execute(tx)
  const knownIds = await listKnownConversations(tx, id, us)
  const candidates = await listCandidates(tx, { unitId, knownIds, today })
  const accountIds = candidates.map(({ accountId }) => accountId)
  const readers = await listReaders(tx, { subjectId, accountIds, today })
  const choice = chooseColleague(candidates.filter(({ accountId }) => readers.has(accountId)))
  if (!choice || !(await holdStaffMember(tx, choice.accountId, today))) return 'waits'
  const dealt = { kind: 'assigned', to: choice.accountId, because: choice.because } as const
  await appendEntries(tx, conversation, [dealt], { by: null, now })
  return 'done'
}
