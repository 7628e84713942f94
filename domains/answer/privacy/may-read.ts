import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'

/** Who looks, and on which day of the organisation, as `2026-05-08`. */
export type Reader = { accountId: string; today: string }

/**
 * The one condition for what somebody of the staff may read, in lists, counts and what is found: what is about a restricted subject
 * is for the unit that answers it, and those above that. One look at the trees for a query, however many rows it reads.
 * @param accountId  null: nobody in particular, who reads nothing that is restricted
 * @param subjectColumn  the column that says what a conversation is about
 */
export function mayRead(
  { accountId, today }: Omit<Reader, 'accountId'> & { accountId: string | null },
  subjectColumn: string,
): RawBuilder<boolean> {
  const subject = sql.ref(subjectColumn)
  return sql<boolean>`(${subject} is null
    or ${subject} <> all ((select find_hidden_subjects(${accountId}::uuid, ${today}::date))::uuid[]))`
}

/** Whether somebody may read a conversation; of one that is not there nobody may. */
export async function mayReadConversation(
  db: Db,
  conversationId: string,
  { accountId, today }: Reader,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select may_read_subject(${accountId}::uuid, subject_id, ${today}::date) as may
    from conversation where id = ${conversationId}::uuid`.execute(db)
  return rows[0]?.may ?? false
}

/** Of some people those who may read what is about a subject; all of them where it is not restricted. */
export async function listReaders(
  db: Db,
  {
    subjectId,
    accountIds,
    today,
  }: { subjectId: string | null; accountIds: readonly string[]; today: string },
): Promise<Set<string>> {
  if (subjectId === null) return new Set(accountIds)
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${accountIds}::uuid[]) as id
    where may_read_subject(id, ${subjectId}::uuid, ${today}::date)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Leaves out the words of inputs that began a conversation which somebody may not read; the inputs themselves stay. */
export async function hideRestricted<Said extends { id: string; body: string | null }>(
  db: Db,
  inputs: readonly Said[],
  reader: Reader,
): Promise<Said[]> {
  if (inputs.length === 0) return []
  const hidden = await db
    .selectFrom('conversation')
    .select('input_id')
    .where(
      'input_id',
      'in',
      inputs.map(({ id }) => id),
    )
    .where(sql<boolean>`not ${mayRead(reader, 'subject_id')}`)
    .execute()
  const ids = new Set(hidden.map((row) => row.input_id))
  return inputs.map((input) => (ids.has(input.id) ? { ...input, body: null } : input))
}
