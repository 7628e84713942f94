import { z } from 'zod'
import type { Tx } from '#db'
import { type Deed, logAccess } from '#domains/people'
import { newId } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { LONGEST_TEXT } from '../conversations/question.schema.ts'
import { listUnknownFields } from './fields.ts'
import { findKeepObstacle, type Keeper, type KeepObstacle, mayKeepFor, oneOrNone } from './keeper.ts'

/** A text in one language; empty: there is none. What is between braces must be a field. */
function bodyIn(language: Locale) {
  return z
    .string()
    .trim()
    .max(LONGEST_TEXT, 'too-long')
    .default('')
    .superRefine((body, check) => {
      const unknown = listUnknownFields(body, language)
      if (unknown.length > 0)
        check.addIssue({ code: 'custom', message: `unknown-field:${unknown.join(', ')}` })
    })
}

/** What a form says of a standard text; empty: of all units, about anything. */
export const standardTextSchema = z
  .object({
    title: z.string().trim().min(1, 'missing').max(100, 'too-long'),
    nl: bodyIn('nl'),
    en: bodyIn('en'),
    unitId: oneOrNone,
    subjectId: oneOrNone,
  })
  .refine(({ nl, en }) => nl !== '' || en !== '', { path: ['nl'], message: 'missing' })

export type StandardTextWords = z.infer<typeof standardTextSchema>

/** Makes a text that can be put into replies from now on. */
export async function makeStandardText(
  tx: Tx,
  words: StandardTextWords,
  keeper: Keeper,
): Promise<{ kind: 'made'; id: string } | KeepObstacle> {
  const obstacle = await findKeepObstacle(tx, words, keeper)
  if (obstacle) return obstacle
  const id = newId()
  await tx.insertInto('standard_text').values({ id, made_at: keeper.now }).execute()
  await insertVersion(tx, { id, version: 1, ...words }, keeper)
  return { kind: 'made', id }
}

async function insertVersion(
  tx: Tx,
  { id, version, title, nl, en, unitId, subjectId }: StandardTextWords & { id: string; version: number },
  { by, now }: Deed,
): Promise<void> {
  await tx
    .insertInto('standard_text_version')
    .values({
      ...{ text_id: id, version, title, body_nl: nl || null, body_en: en || null },
      ...{ unit_id: unitId, subject_id: subjectId, made_by: by, made_at: now },
    })
    .execute()
  await logChange(tx, id, { by, now })
}

async function logChange(tx: Tx, id: string, { by, now }: Pick<Deed, 'by' | 'now'>): Promise<void> {
  const change = { action: 'changed', subjectKind: 'standard-text', subjectId: id } as const
  await logAccess(tx, { accountId: by, ...change, now })
}

/**
 * Gives a text its next version; what it was stays. What stands in replies already does not change.
 * @param seen  the version that was changed: somebody who was first is not overwritten
 */
export async function reviseStandardText(
  tx: Tx,
  { id, seen, ...words }: StandardTextWords & { id: string; seen: number },
  keeper: Keeper,
): Promise<{ kind: 'revised' | 'unchanged' | 'changed-meanwhile' | 'not-found' } | KeepObstacle> {
  const now = await lockText(tx, id)
  if (!now) return { kind: 'not-found' }
  if (!mayKeepFor(keeper.staff, now.unitId)) return { kind: 'not-yours' }
  if (now.version !== seen) return { kind: 'changed-meanwhile' }
  const parts = ['title', 'nl', 'en', 'unitId', 'subjectId'] as const
  if (parts.every((part) => now[part] === words[part])) return { kind: 'unchanged' }
  const obstacle = await findKeepObstacle(tx, words, keeper)
  if (obstacle) return obstacle
  await insertVersion(tx, { id, version: seen + 1, ...words }, keeper)
  return { kind: 'revised' }
}

/** Ends a text: it is offered no more, and what was sent with it stays. */
export async function endStandardText(
  tx: Tx,
  id: string,
  keeper: Keeper,
): Promise<{ kind: 'ended' | 'not-found' | 'not-yours' }> {
  const now = await lockText(tx, id)
  if (!now) return { kind: 'not-found' }
  if (!mayKeepFor(keeper.staff, now.unitId)) return { kind: 'not-yours' }
  await tx.updateTable('standard_text').set({ ended_at: keeper.now }).where('id', '=', id).execute()
  await logChange(tx, id, keeper)
  return { kind: 'ended' }
}

/** The newest version of a text that was not ended, which nobody else changes until the transaction is over. */
async function lockText(tx: Tx, id: string): Promise<(StandardTextWords & { version: number }) | undefined> {
  const text = tx.selectFrom('standard_text').select('id').where('id', '=', id)
  if (!(await text.where('ended_at', 'is', null).forUpdate().executeTakeFirst())) return undefined
  const newest = await tx
    .selectFrom('standard_text_version')
    .selectAll()
    .where('text_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    ...{ version: newest.version, title: newest.title, nl: newest.body_nl ?? '', en: newest.body_en ?? '' },
    ...{ unitId: newest.unit_id, subjectId: newest.subject_id },
  }
}
