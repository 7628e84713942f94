import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { drawOnceKey, isOnceKey, openReceipt, type Sending, sendingOf, shutReceipt } from '#platform/once'
import { defineRetention } from '#platform/retention'

const heldSchema = z.object({
  action: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
  secrets: z.array(z.string()),
})

/** A form that could not be taken because nobody was signed in any more: where it was sent, and what it held. */
export type HeldForm = z.infer<typeof heldSchema>

/**
 * Holds a form until whoever sent it has signed in again.
 * @returns the key that opens it: for the browser that sent the form, and stored nowhere else
 */
export async function holdForm(
  tx: Tx,
  form: HeldForm,
  { secret, now }: { secret: string; now: Date },
): Promise<string> {
  const key = drawOnceKey()
  const sending = sendingBy(key, secret)
  const shut = shutReceipt(JSON.stringify(form), sending)
  await tx.insertInto('held_form').values({ seal: sending.seal, shut, held_at: now }).execute()
  return key
}

/** The form that a key opens, for as long as it is held. */
export async function findHeldForm(db: Db, key: string, secret: string): Promise<HeldForm | undefined> {
  if (!isOnceKey(key)) return undefined
  const sending = sendingBy(key, secret)
  const held = await db
    .selectFrom('held_form')
    .select('shut')
    .where('seal', '=', sending.seal)
    .executeTakeFirst()
  return held && heldSchema.parse(JSON.parse(openReceipt(held.shut, sending)))
}

/** Lets go of a form: it was sent again, or is not wanted. */
export async function dropHeldForm(tx: Tx, key: string, secret: string): Promise<void> {
  await tx.deleteFrom('held_form').where('seal', '=', sendingBy(key, secret).seal).execute()
}

function sendingBy(key: string, secret: string): Sending {
  return sendingOf({ path: 'held-form', words: '', key, from: undefined }, secret)
}

/** Forms that nobody came back for. */
export const heldForms = defineRetention<Buffer>({
  kind: 'held-form',
  what: 'a form that a member of staff sent after their session had ended, which only their browser can open',
  keptFor: { minutes: 60 },
  from: 'it was sent, unless it was given back before',
  ground: 'Long enough to sign in again and find what was written.',
  table: 'held_form',
  key: 'seal',
  isDue: ({ olderThan }) => sql<boolean>`held_at < ${olderThan}`,
})
