import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { type ClaimCode, drawClaimCode } from '#domains/register'
import { newId } from '#platform/db'
import { sealOf } from './admission.ts'

/** Codes made at once; a larger town makes them in parts. */
export const mostCodes = 100_000

export const makeCodesSchema = z.object({ codes: z.coerce.number().int().min(1).max(mostCodes) })

export type MakeCodesOutcome =
  | { kind: 'made'; codes: ClaimCode[] }
  | { kind: 'not-by-code' }
  | { kind: 'over' }

/**
 * Makes the codes for the letters of a dialogue. They are given once, now: only their seals are kept, and who of the staff
 * made how many.
 */
export async function makeEntryCodes(
  tx: Tx,
  dialogueId: string,
  { codes }: { codes: number },
  { by, now }: { by: string; now: Date },
): Promise<MakeCodesOutcome> {
  const dialogue = await tx
    .selectFrom('dialogue')
    .select(['access', 'state', 'roll_key'])
    .where('id', '=', dialogueId)
    .forShare()
    .executeTakeFirst()
  if (dialogue?.access !== 'code') return { kind: 'not-by-code' }
  if (!dialogue.roll_key || dialogue.state === 'closed') return { kind: 'over' }
  const made: ClaimCode[] = []
  while (made.length < codes)
    made.push(...(await storeNew(tx, dialogueId, dialogue.roll_key, Math.min(BATCH, codes - made.length))))
  await tx
    .insertInto('dialogue_code_batch')
    .values({ id: newId(), dialogue_id: dialogueId, codes, made_by: by, made_at: now })
    .execute()
  return { kind: 'made', codes: made }
}

const BATCH = 10_000

/** Draws codes and keeps their seals, in the order of the seals; one that was drawn before is left out. */
async function storeNew(tx: Tx, dialogueId: string, rollKey: Buffer, many: number): Promise<ClaimCode[]> {
  const bySeal = new Map<string, ClaimCode>()
  while (bySeal.size < many) {
    const code = drawClaimCode()
    bySeal.set(sealOf(rollKey, { code }).toString('hex'), code)
  }
  const { rows } = await sql<{ seal: string }>`
    insert into dialogue_code (dialogue_id, seal)
    select ${dialogueId}::uuid, decode(seal, 'hex')
    from unnest(${[...bySeal.keys()].sort()}::text[]) as drawn (seal)
    on conflict do nothing
    returning encode(seal, 'hex') as seal`.execute(tx)
  const kept = new Set(rows.map((row) => row.seal))
  return [...bySeal].flatMap(([seal, code]) => (kept.has(seal) ? [code] : []))
}

export async function hasCodes(db: Db, dialogueId: string): Promise<boolean> {
  const found = await db
    .selectFrom('dialogue_code_batch')
    .select('id')
    .where('dialogue_id', '=', dialogueId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** How many codes there are and were used, and who made them. */
export type CodeFigures = {
  used: number
  batches: { codes: number; by: string; at: Date }[]
}

export async function countEntryCodes(db: Db, dialogueId: string): Promise<CodeFigures> {
  const [{ used }, batches] = await Promise.all([
    db
      .selectFrom('dialogue_code')
      .select((eb) => eb.fn.countAll<number>().as('used'))
      .where('dialogue_id', '=', dialogueId)
      .where('is_used', '=', true)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('dialogue_code_batch')
      .innerJoin('account', 'account.id', 'dialogue_code_batch.made_by')
      .select(['codes', 'account.name as by', 'made_at as at'])
      .where('dialogue_id', '=', dialogueId)
      .orderBy('dialogue_code_batch.id', 'desc')
      .limit(100)
      .execute(),
  ])
  return { used, batches }
}
