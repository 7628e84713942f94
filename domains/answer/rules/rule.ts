import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#db'
import { type Deed, holdStaffMember, logAccess } from '#domains/people'
import { newId } from '#platform/db'
import { oneOrNone } from '../standard-texts/keeper.ts'
import { readWords } from './match-rule.ts'

/** By which way something came in, as far as rules ask. */
export const ruleChannels = ['web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook'] as const

/** More words than a rule that anybody understands. */
const MOST_WORDS = 50

const words = z
  .string()
  .max(2000, 'too-long')
  .transform((typed) => [...new Set(typed.split(/[\n,;]/).map((one) => one.trim()))].filter(Boolean))
  .refine((list) => list.every((one) => readWords(one).trim() !== ''), 'no-words')
  .refine((list) => list.length <= MOST_WORDS, 'too-many')

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((typed) => typed.replace(/^@/, ''))
  .refine(
    (typed) => /^$|^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(typed) && typed.length <= 253,
    'not-a-domain',
  )
  .transform((typed) => typed || null)

const effects = { setSubjectId: oneOrNone, setUnitId: oneOrNone, assignTo: oneOrNone }

/** What a form says of a rule; empty: any, or nothing. */
export const ruleSchema = z
  .object({
    title: z.string().trim().min(1, 'missing').max(100, 'too-long'),
    place: z.coerce
      .number('not-a-number')
      .int('not-a-number')
      .min(1, 'not-a-number')
      .max(1000, 'not-a-number'),
    channel: z.union([z.literal('').transform(() => null), z.enum(ruleChannels)]),
    language: z.union([z.literal('').transform(() => null), z.enum(['nl', 'en'])]),
    words,
    senderDomain: domain,
    subjectId: oneOrNone,
    unitId: oneOrNone,
    ...effects,
  })
  .refine(
    (rule) =>
      rule.words.length > 0 ||
      Boolean(rule.channel ?? rule.language ?? rule.senderDomain ?? rule.subjectId ?? rule.unitId),
    { path: ['words'], message: 'no-condition' },
  )
  .refine((rule) => Boolean(rule.setSubjectId ?? rule.setUnitId ?? rule.assignTo), {
    ...{ path: ['setSubjectId'], message: 'no-effect' },
  })

export type RuleWords = z.infer<typeof ruleSchema>

/** What a rule can say no more: why it breaks, or cannot be kept. */
export type RuleFault = 'unit-closed' | 'subject-replaced' | 'colleague-gone'

/** Makes a rule, which is off: it is tried first. */
export async function makeRule(
  tx: Tx,
  rule: RuleWords,
  deed: Deed,
): Promise<{ kind: 'made'; id: string } | { kind: RuleFault }> {
  const fault = await findFault(tx, rule, deed.today)
  if (fault) return { kind: fault }
  const id = newId()
  const made = { id, version: 1, is_on: false }
  await tx
    .insertInto('rule')
    .values({ ...made, ...columnsOf(rule), owner: deed.by, changed_at: deed.now })
    .execute()
  await logChange(tx, id, deed)
  return { kind: 'made', id }
}

/** Changes a rule, which mends it, and takes it off until it was tried again. `seen` is the version that was changed. */
export async function changeRule(
  tx: Tx,
  { id, seen, ...rule }: RuleWords & { id: string; seen: number },
  deed: Deed,
): Promise<{ kind: 'changed' | 'changed-meanwhile' | 'not-found' } | { kind: RuleFault }> {
  const now = await lockRule(tx, id)
  if (!now) return { kind: 'not-found' }
  if (now.version !== seen) return { kind: 'changed-meanwhile' }
  const fault = await findFault(tx, rule, deed.today)
  if (fault) return { kind: fault }
  const mended = { is_on: false, broken_at: null, broken_why: null, version: seen + 1 }
  const by = { owner: deed.by, changed_at: deed.now }
  await tx
    .updateTable('rule')
    .set({ ...columnsOf(rule), ...mended, ...by })
    .where('id', '=', id)
    .execute()
  await logChange(tx, id, deed)
  return { kind: 'changed' }
}

/** Puts a rule to work, or takes it off; one that broke can be put to work once what it says is possible again. */
export async function switchRule(
  tx: Tx,
  { id, isOn }: { id: string; isOn: boolean },
  deed: Deed,
): Promise<{ kind: 'switched' | 'not-found' } | { kind: RuleFault }> {
  const rule = await lockRule(tx, id)
  if (!rule) return { kind: 'not-found' }
  const said = { setSubjectId: rule.set_subject_id, setUnitId: rule.set_unit_id, assignTo: rule.assign_to }
  const fault = isOn ? await findFault(tx, said, deed.today) : undefined
  if (fault) return { kind: fault }
  const mended = { is_on: isOn, broken_at: null, broken_why: null, owner: deed.by, changed_at: deed.now }
  await tx.updateTable('rule').set(mended).where('id', '=', id).execute()
  await logChange(tx, id, deed)
  return { kind: 'switched' }
}

/** Ends a rule: what it did still says so. */
export async function endRule(tx: Tx, id: string, deed: Deed): Promise<{ kind: 'ended' | 'not-found' }> {
  if (!(await lockRule(tx, id))) return { kind: 'not-found' }
  await tx.updateTable('rule').set({ ended_at: deed.now, is_on: false }).where('id', '=', id).execute()
  await tx.deleteFrom('rule_missed').where('rule_id', '=', id).execute()
  await logChange(tx, id, deed)
  return { kind: 'ended' }
}

/** Somebody looked at what a broken rule did not catch. */
export async function settleMissed(tx: Tx, ruleId: string, deed: Deed): Promise<void> {
  await tx.deleteFrom('rule_missed').where('rule_id', '=', ruleId).execute()
  await logChange(tx, ruleId, deed)
}

function lockRule(tx: Tx, id: string) {
  const live = tx.selectFrom('rule').selectAll().where('ended_at', 'is', null)
  return live.where('id', '=', id).forUpdate().executeTakeFirst()
}

type Said = Pick<RuleWords, keyof typeof effects>

/** What of a rule's effects is not possible now; what they name stays as it is until the transaction is over. */
export async function findFault(
  tx: Tx,
  { setSubjectId, setUnitId, assignTo }: Said,
  today: string,
): Promise<RuleFault | undefined> {
  const unit = tx.selectFrom('unit').select('id').where('closed_on', 'is', null)
  if (setUnitId !== null && !(await unit.where('id', '=', setUnitId).forShare().executeTakeFirst()))
    return 'unit-closed'
  const subject = tx.selectFrom('subject').select('id').where('replaced_by', 'is', null)
  if (setSubjectId !== null && !(await subject.where('id', '=', setSubjectId).forShare().executeTakeFirst()))
    return 'subject-replaced'
  if (assignTo !== null && !(await holdStaffMember(tx, assignTo, today))) return 'colleague-gone'
  return undefined
}

function columnsOf(rule: RuleWords) {
  return {
    ...{ title: rule.title, place: rule.place, channel: rule.channel, language: rule.language },
    ...{ words: sql<string[]>`${rule.words}::text[]`, sender_domain: rule.senderDomain },
    ...{ subject_id: rule.subjectId, unit_id: rule.unitId, assign_to: rule.assignTo },
    ...{ set_subject_id: rule.setSubjectId, set_unit_id: rule.setUnitId },
  }
}

async function logChange(tx: Tx, id: string, { by, now }: Pick<Deed, 'by' | 'now'>): Promise<void> {
  const change = { action: 'changed', subjectKind: 'rule', subjectId: id } as const
  await logAccess(tx, { accountId: by, ...change, now })
}
