import { z } from 'zod'
import type { Tx } from '#db'
import { type Deed, holdStaffMember, logAccess } from '#domains/people'
import { newId } from '#platform/db'
import { closeReasons } from '../hands/close-reason.ts'
import {
  findKeepObstacle,
  type Keeper,
  type KeepObstacle,
  mayKeepFor,
  oneOrNone,
} from '../standard-texts/keeper.ts'

/** To whom a macro gives a conversation. */
export const macroAssignments = ['me', 'everyone', 'colleague'] as const

const none = z.literal('').transform(() => null)

/** For how many days a macro puts a conversation off. */
export const macroSnoozes = [1, 2, 7, 14, 30] as const

/** What a form says of a macro; empty: not done. */
export const macroSchema = z
  .object({
    title: z.string().trim().min(1, 'missing').max(100, 'too-long'),
    unitId: oneOrNone,
    textId: oneOrNone,
    assign: z.union([none, z.enum(macroAssignments, 'missing')]),
    assignTo: oneOrNone,
    subjectId: oneOrNone,
    answeringUnitId: oneOrNone,
    labelId: z.string().default('').pipe(oneOrNone),
    snoozeDays: z
      .string()
      .default('')
      .pipe(z.union([none, z.string().transform(Number).pipe(z.literal(macroSnoozes, 'missing'))])),
    closeAs: z
      .string()
      .default('')
      .pipe(z.union([none, z.enum(closeReasons, 'missing')])),
  })
  .refine(({ assign, assignTo }) => assign !== 'colleague' || assignTo !== null, {
    ...{ path: ['assignTo'], message: 'missing' },
  })
  .transform((words) => ({ ...words, assignTo: words.assign === 'colleague' ? words.assignTo : null }))
  .refine(({ title, unitId, assignTo, ...deeds }) => Object.values(deeds).some((one) => one !== null), {
    ...{ path: ['textId'], message: 'nothing' },
  })
  .refine(({ snoozeDays, closeAs }) => snoozeDays === null || closeAs === null, {
    ...{ path: ['snoozeDays'], message: 'closes-too' },
  })

export type MacroWords = z.infer<typeof macroSchema>

type Obstacle = KeepObstacle | { kind: 'not-staff' | 'no-text' | 'no-label' | 'answering-unit-closed' }

/** Makes several turns that can be taken at once. */
export async function makeMacro(
  tx: Tx,
  words: MacroWords,
  keeper: Keeper,
): Promise<{ kind: 'made'; id: string } | Obstacle> {
  const obstacle = await findObstacle(tx, words, keeper)
  if (obstacle) return obstacle
  const id = newId()
  const made = { id, version: 1, made_by: keeper.by, made_at: keeper.now }
  await tx
    .insertInto('macro')
    .values({ ...made, ...columnsOf(words) })
    .execute()
  await logChange(tx, id, keeper)
  return { kind: 'made', id }
}

/**
 * Changes what a macro does from now on.
 * @param seen  the version that was changed: somebody who was first is not overwritten
 */
export async function changeMacro(
  tx: Tx,
  { id, seen, ...words }: MacroWords & { id: string; seen: number },
  keeper: Keeper,
): Promise<{ kind: 'changed' | 'changed-meanwhile' | 'not-found' } | Obstacle> {
  const now = await lockMacro(tx, id)
  if (!now) return { kind: 'not-found' }
  if (!mayKeepFor(keeper.staff, now.unit_id)) return { kind: 'not-yours' }
  if (now.version !== seen) return { kind: 'changed-meanwhile' }
  const obstacle = await findObstacle(tx, words, keeper)
  if (obstacle) return obstacle
  const next = { ...columnsOf(words), version: seen + 1 }
  await tx.updateTable('macro').set(next).where('id', '=', id).execute()
  await logChange(tx, id, keeper)
  return { kind: 'changed' }
}

/** Ends a macro: it is offered no more. */
export async function endMacro(
  tx: Tx,
  id: string,
  keeper: Keeper,
): Promise<{ kind: 'ended' | 'not-found' | 'not-yours' }> {
  const now = await lockMacro(tx, id)
  if (!now) return { kind: 'not-found' }
  if (!mayKeepFor(keeper.staff, now.unit_id)) return { kind: 'not-yours' }
  await tx.updateTable('macro').set({ ended_at: keeper.now }).where('id', '=', id).execute()
  await logChange(tx, id, keeper)
  return { kind: 'ended' }
}

function lockMacro(tx: Tx, id: string) {
  const live = tx.selectFrom('macro').select(['version', 'unit_id']).where('ended_at', 'is', null)
  return live.where('id', '=', id).forUpdate().executeTakeFirst()
}

async function findObstacle(tx: Tx, words: MacroWords, keeper: Keeper): Promise<Obstacle | undefined> {
  const { textId, assignTo, answeringUnitId, labelId } = words
  const obstacle = await findKeepObstacle(tx, words, keeper)
  if (obstacle) return obstacle
  if (assignTo !== null && !(await holdStaffMember(tx, assignTo, keeper.today))) return { kind: 'not-staff' }
  const unit = tx.selectFrom('unit').select('id').where('closed_on', 'is', null)
  if (answeringUnitId !== null && !(await unit.where('id', '=', answeringUnitId).executeTakeFirst()))
    return { kind: 'answering-unit-closed' }
  const text = tx.selectFrom('standard_text').select('id').where('ended_at', 'is', null)
  if (textId !== null && !(await text.where('id', '=', textId).executeTakeFirst())) return { kind: 'no-text' }
  const label = tx.selectFrom('label').select('id').where('ended_at', 'is', null)
  if (labelId !== null && !(await label.where('id', '=', labelId).executeTakeFirst()))
    return { kind: 'no-label' }
  return undefined
}

function columnsOf(words: MacroWords) {
  const { title, unitId, textId, assign, assignTo, subjectId, answeringUnitId } = words
  return {
    ...{ title, unit_id: unitId, text_id: textId, assign, assign_to: assignTo },
    ...{ subject_id: subjectId, answering_unit_id: answeringUnitId, label_id: words.labelId },
    ...{ snooze_days: words.snoozeDays, close_as: words.closeAs },
  }
}

async function logChange(tx: Tx, id: string, { by, now }: Pick<Deed, 'by' | 'now'>): Promise<void> {
  const change = { action: 'changed', subjectKind: 'macro', subjectId: id } as const
  await logAccess(tx, { accountId: by, ...change, now })
}
