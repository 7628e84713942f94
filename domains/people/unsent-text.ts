import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { defineRetention } from '#platform/retention'

/** Text that a member of staff typed and did not send yet. */
export type UnsentText = {
  place: string
  field: string
  accountId: string
  /** Who typed it. */
  by: string
  body: string
  savedAt: Date
}

/** Whose text it is, and of which form: its address without the language, as `/desk/dossiers/new`. */
type Writer = { accountId: string; place: string; now: Date }

/**
 * Keeps what somebody typed in the fields of a form, beside what colleagues typed in the same fields. What is empty is
 * forgotten; a field that is not named stays as it was.
 */
export async function keepUnsentTexts(
  tx: Tx,
  { accountId, place, now }: Writer,
  fields: Record<string, string>,
): Promise<void> {
  const names = Object.keys(fields)
  const rows = names.flatMap((field) => {
    const body = fields[field]
    return body?.trim() ? [{ id: newId(), place, field, account_id: accountId, body, saved_at: now }] : []
  })
  const empty = names.filter((field) => !rows.some((row) => row.field === field))
  if (empty.length > 0) await forgetUnsentTexts(tx, { accountId, place }, empty)
  if (rows.length === 0) return
  await tx
    .insertInto('unsent_text')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['place', 'field', 'account_id'])
        .doUpdateSet((eb) => ({ body: eb.ref('excluded.body'), saved_at: eb.ref('excluded.saved_at') })),
    )
    .execute()
}

/** Forgets what somebody typed in a form, or in some fields of it: it was sent, or thrown away. */
export async function forgetUnsentTexts(
  tx: Tx,
  { accountId, place }: Omit<Writer, 'now'>,
  fields?: string[],
): Promise<void> {
  const texts = tx.deleteFrom('unsent_text').where('account_id', '=', accountId).where('place', '=', place)
  await (fields ? texts.where('field', 'in', fields) : texts).execute()
}

/** Forgets what anybody typed in a form and did not send, where it says so of the text. */
export async function forgetTextsThat(
  tx: Tx,
  place: string,
  isToGo: (text: string) => boolean,
): Promise<number> {
  const texts = await tx
    .selectFrom('unsent_text')
    .select(['id', 'body'])
    .where('place', '=', place)
    .forUpdate()
    .execute()
  const ids = texts.filter(({ body }) => isToGo(body)).map(({ id }) => id)
  if (ids.length > 0) await tx.deleteFrom('unsent_text').where('id', 'in', ids).execute()
  return ids.length
}

/** Forgets a text that was sent, and nothing that was typed in its field since, at another computer or in another window. */
export async function forgetSentText(
  tx: Tx,
  { accountId, place }: Omit<Writer, 'now'>,
  { field, body }: { field: string; body: string },
): Promise<void> {
  await tx
    .deleteFrom('unsent_text')
    .where('account_id', '=', accountId)
    .where('place', '=', place)
    .where('field', '=', field)
    .where('body', '=', body)
    .execute()
}

/** More forms than one page has. */
const MOST_LISTED = 500

/** What is typed and not sent in these forms, by anybody who works here, the newest first. */
export async function listUnsentTexts(db: Db, places: string[]): Promise<UnsentText[]> {
  if (places.length === 0) return []
  return db
    .selectFrom('unsent_text as text')
    .innerJoin('account', 'account.id', 'text.account_id')
    .select([
      'text.place',
      'text.field',
      'text.account_id as accountId',
      'account.name as by',
      'text.body',
      'text.saved_at as savedAt',
    ])
    .where('text.place', 'in', places)
    .orderBy('text.saved_at', 'desc')
    .orderBy('text.id')
    .limit(MOST_LISTED)
    .execute()
}

/** How many texts somebody typed and did not send. */
export async function countUnsentTexts(db: Db, accountId: string): Promise<number> {
  const { total } = await db
    .selectFrom('unsent_text')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** Text of which nothing came. */
export const unsentTexts = defineRetention<string>({
  kind: 'unsent-text',
  what: 'what a member of staff typed at the desk and did not send',
  keptFor: { days: 30 },
  from: 'the last time something was typed in it',
  ground: 'Nobody loses a text by being ill or on leave, and what nobody will send is not kept for good.',
  table: 'unsent_text',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`saved_at < ${olderThan}`,
})
