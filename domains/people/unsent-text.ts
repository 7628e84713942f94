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
  /** Of what the field shows, by which a window tells whether it knows it. */
  version: string
  /** The window of which it is a second text; empty: it is what the field shows. */
  apartIn: string
}

/** Whose text it is, and of which form: its address without the language, as `/desk/dossiers/new`. */
type Writer = { accountId: string; place: string; now: Date }

/** In which window it was typed, and of each field the version that the window began with. */
export type TypedIn = { window: string; rests: Record<string, string> }

/**
 * Keeps what somebody typed in the fields of a form, beside what colleagues typed in the same fields. What is empty is
 * forgotten; a field that is not named stays as it was.
 *
 * Typed in a window, it takes the place of what the field shows only where nothing was saved since that the window does not know, in another window of the same
 * person, or where all of it is in the new text; else it is kept apart, and both are there.
 * @returns the fields of which the text is apart
 */
export async function keepUnsentTexts(
  tx: Tx,
  writer: Writer & { typedIn?: TypedIn | undefined },
  fields: Record<string, string>,
): Promise<string[]> {
  await lockTexts(tx, writer)
  const apart: string[] = []
  for (const [field, body] of Object.entries(fields))
    if ((await keepText(tx, writer, { field, body })) === 'apart') apart.push(field)
  return apart
}

/** One at a time, so that each sees what the other saved. */
async function lockTexts(tx: Tx, { accountId, place }: Writer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`unsent ${accountId} ${place}`}, 0))`.execute(tx)
}

async function keepText(
  tx: Tx,
  { accountId, place, now, typedIn }: Writer & { typedIn?: TypedIn | undefined },
  { field, body }: { field: string; body: string },
): Promise<'kept' | 'apart'> {
  const window = typedIn?.window ?? ''
  const shown = await tx
    .selectFrom('unsent_text')
    .select(['version', 'written_in', 'body'])
    .where('account_id', '=', accountId)
    .where('place', '=', place)
    .where('field', '=', field)
    .where('apart_in', '=', '')
    .executeTakeFirst()
  const knows = typedIn === undefined || shown === undefined || shown.version === typedIn.rests[field]
  // A page that was loaded again may come before its own last saving did: whoever goes on with those words knows them.
  const isApart = !knows && shown.written_in !== window && !body.includes(shown.body)
  const isEmpty = body.trim() === ''
  if (!isEmpty) {
    const text = { body, saved_at: now, version: newId(), written_in: window }
    const whose = { place, field, account_id: accountId, apart_in: isApart ? window : '' }
    await tx
      .insertInto('unsent_text')
      .values({ id: newId(), ...whose, ...text })
      .onConflict((conflict) =>
        conflict.columns(['place', 'field', 'account_id', 'apart_in']).doUpdateSet(text),
      )
      .execute()
  }
  // What is in the field is no second text, and one that was emptied is none.
  const gone = [
    ...(isEmpty && !isApart ? [''] : []),
    ...(window !== '' && (isEmpty || !isApart) ? [window] : []),
  ]
  if (gone.length > 0)
    await tx
      .deleteFrom('unsent_text')
      .where('account_id', '=', accountId)
      .where('place', '=', place)
      .where('field', '=', field)
      .where('apart_in', 'in', gone)
      .execute()
  return isApart && !isEmpty ? 'apart' : 'kept'
}

/** Forgets a text that was kept apart: its words went into the field. */
export async function forgetApart(
  tx: Tx,
  { accountId, place }: Omit<Writer, 'now'>,
  { field, apartIn }: { field: string; apartIn: string },
): Promise<void> {
  await tx
    .deleteFrom('unsent_text')
    .where('account_id', '=', accountId)
    .where('place', '=', place)
    .where('field', '=', field)
    .where('apart_in', '=', apartIn)
    .where('apart_in', '<>', '')
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
      'text.version',
      'text.apart_in as apartIn',
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
