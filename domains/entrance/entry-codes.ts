import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { drawCode, type TypedCode } from '#platform/code'
import { newId } from '#platform/db'
import { type EntranceOwner, sealOf } from './admission.ts'
import { shareEntrance } from './entrance.store.ts'

/** Codes made at once; a larger town makes them in several batches. */
export const mostCodes = 100_000

export const makeCodesSchema = z.object({ codes: z.coerce.number().int().min(1).max(mostCodes) })

export type MakeCodesOutcome =
  | { kind: 'made'; codes: TypedCode[] }
  | { kind: 'not-by-code' }
  | { kind: 'over' }

/**
 * Makes the codes for letters. They are given once, now: only their seals are kept, and who of the staff
 * made how many.
 */
export async function makeEntryCodes(
  tx: Tx,
  owner: EntranceOwner,
  entranceId: string,
  { codes }: { codes: number },
  { by, now }: { by: string; now: Date },
): Promise<MakeCodesOutcome> {
  const isOver = await owner.isOver(tx, entranceId)
  const entrance = await shareEntrance(tx, entranceId)
  if (entrance?.access !== 'code') return { kind: 'not-by-code' }
  if (isOver || !entrance.roll_key) return { kind: 'over' }
  const made: TypedCode[] = []
  while (made.length < codes)
    made.push(...(await storeNew(tx, entranceId, entrance.roll_key, Math.min(BATCH, codes - made.length))))
  await tx
    .insertInto('entry_code_batch')
    .values({ id: newId(), entrance_id: entranceId, codes, made_by: by, made_at: now })
    .execute()
  return { kind: 'made', codes: made }
}

const BATCH = 10_000

/** Draws codes and keeps their seals, in the order of the seals; one that was drawn before is left out. */
async function storeNew(tx: Tx, entranceId: string, rollKey: Buffer, many: number): Promise<TypedCode[]> {
  const bySeal = new Map<string, TypedCode>()
  while (bySeal.size < many) {
    const code = drawCode()
    bySeal.set(sealOf(rollKey, { code }).toString('hex'), code)
  }
  const { rows } = await sql<{ seal: string }>`
    insert into entry_code (entrance_id, seal)
    select ${entranceId}::uuid, decode(seal, 'hex')
    from unnest(${[...bySeal.keys()].sort()}::text[]) as drawn (seal)
    on conflict do nothing
    returning encode(seal, 'hex') as seal`.execute(tx)
  const kept = new Set(rows.map((row) => row.seal))
  return [...bySeal].flatMap(([seal, code]) => (kept.has(seal) ? [code] : []))
}

export async function hasCodes(db: Db, entranceId: string): Promise<boolean> {
  const found = await db
    .selectFrom('entry_code_batch')
    .select('id')
    .where('entrance_id', '=', entranceId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** How many codes there are and were used, and who made them. */
export type CodeFigures = {
  used: number
  batches: { codes: number; by: string; at: Date }[]
}

export async function countEntryCodes(db: Db, entranceId: string): Promise<CodeFigures> {
  const [{ used }, batches] = await Promise.all([
    db
      .selectFrom('entry_code')
      .select((eb) => eb.fn.countAll<number>().as('used'))
      .where('entrance_id', '=', entranceId)
      .where('is_used', '=', true)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('entry_code_batch')
      .innerJoin('account', 'account.id', 'entry_code_batch.made_by')
      .select(['codes', 'account.name as by', 'made_at as at'])
      .where('entrance_id', '=', entranceId)
      .orderBy('entry_code_batch.id', 'desc')
      .limit(100)
      .execute(),
  ])
  return { used, batches }
}
