import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { tryWithin } from './constraint.ts'
import { type Deed, logDeed } from './deed.ts'
import { type TermTexts, termFields, withTerms } from './term-field.ts'

/** What is kept of a conversation for a time of its own, once it is over: mail as it came, words, who asked, and files. */
export const keptParts = ['mail', 'words', 'contact', 'files'] as const
type KeptPart = (typeof keptParts)[number]

/** How many days; null: as what the subject lies in says, or else as for all. */
export type KeptDays = Record<KeptPart, number | null>

/** Of twenty years; by then an archive has taken over what is to be kept for good. */
export const MOST_KEPT_DAYS = 7300

/** What something can be about, by its newest version; a term that is null is that of what lies above it. */
export type Subject = TermTexts & {
  id: string
  version: number
  name: string
  /** In the second language of the organisation; empty: not said there. */
  otherName: string
  parentId: string | null
  /** The unit that answers; null: what lies above it says which. */
  unitId: string | null
  /** Only the unit that answers it, and those above that, read what is about it or about what lies in it. */
  restricted: boolean
  /** For how long what belongs to a conversation about it is kept. */
  kept: KeptDays
  /** What it led to since. */
  replacedBy: string | null
}

const oneOrNone = z.union([z.literal('').transform(() => null), z.uuid('missing')])

const daysOrNone = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || (/^\d{1,4}$/.test(typed) && isDays(Number(typed))), 'no-days')
  .transform((typed) => (typed === '' ? null : Number(typed)))

const isDays = (many: number) => many >= 1 && many <= MOST_KEPT_DAYS

/** What a form says of a subject; empty: in none, of no unit. */
export const subjectSchema = z
  .object({
    name: z.string().trim().min(1, 'missing').max(100, 'too-long'),
    otherName: z.string().trim().max(100, 'too-long').default(''),
    parentId: oneOrNone,
    unitId: oneOrNone,
    restricted: z.preprocess((value) => value === 'yes', z.boolean()),
    mail: daysOrNone,
    words: daysOrNone,
    contact: daysOrNone,
    files: daysOrNone,
    ...termFields,
  })
  .transform(withTerms)

/** The days and the terms may be left out of what no form says: then they are as for all. */
export type SubjectWords = Omit<z.infer<typeof subjectSchema>, KeptPart | keyof TermTexts> &
  Partial<KeptDays> &
  Partial<TermTexts>

/** More than any list of subjects of a municipality. */
const MOST_LISTED = 5000

/** All subjects as they are now, those that were replaced too, by name. */
export async function listSubjects(db: Db): Promise<Subject[]> {
  const { rows } = await sql<Subject>`${newest} order by v.name, v.subject_id limit ${MOST_LISTED}`.execute(
    db,
  )
  return rows
}

const newest = sql`
  select v.subject_id as id, v.version, v.name, v.other_name as "otherName", v.parent_id as "parentId",
    v.unit_id as "unitId", v.restricted,
    json_build_object('mail', v.mail_days, 'words', v.words_days, 'contact', v.contact_days, 'files', v.files_days) as kept,
    subject.replaced_by as "replacedBy",
    v.first_term as "firstTerm", v.resolution_term as "resolutionTerm"
  from subject join lateral (
    select * from subject_version where subject_id = subject.id order by version desc limit 1
  ) v on true`

/** Those that were not replaced; what lies in one that was lies in its successor. */
export function liveSubjects(subjects: readonly Subject[]): Subject[] {
  const byId = new Map(subjects.map((one) => [one.id, one]))
  const lead = (id: string): string | null => {
    const one = byId.get(id)
    return one?.replacedBy ? lead(one.replacedBy) : (one?.id ?? null)
  }
  return subjects
    .filter(({ replacedBy }) => replacedBy === null)
    .map((one) => ({ ...one, parentId: one.parentId === null ? null : lead(one.parentId) }))
}

/** The unit that answers what is about a subject: its own, or that of the nearest above it. */
export async function findAnsweringUnit(db: Db, subjectId: string): Promise<string | null> {
  const { rows } = await sql<{ unitId: string | null }>`
    select answering_unit(${subjectId}::uuid) as "unitId"`.execute(db)
  return rows[0]?.unitId ?? null
}

/** One subject as it is now. */
export async function findSubject(db: Db, id: string): Promise<Subject | undefined> {
  const { rows } = await sql<Subject>`${newest} where subject.id = ${id}::uuid`.execute(db)
  return rows[0]
}

export type SubjectVersion = TermTexts & {
  version: number
  name: string
  otherName: string
  parent: string | null
  unit: string | null
  restricted: boolean
  by: string | null
  madeAt: Date
}

/** What a subject was called and where it lay, the newest first; at most a hundred. */
export async function listSubjectVersions(db: Db, id: string): Promise<SubjectVersion[]> {
  const { rows } = await sql<SubjectVersion>`
    select v.version, v.name, v.other_name as "otherName", v.restricted, v.made_at as "madeAt", account.name as by, unit.name as unit,
      v.first_term as "firstTerm", v.resolution_term as "resolutionTerm",
      (select p.name from subject_version p where p.subject_id = v.parent_id order by p.version desc limit 1) as parent
    from subject_version v left join unit on unit.id = v.unit_id left join account on account.id = v.made_by
    where v.subject_id = ${id}::uuid order by v.version desc limit 100`.execute(db)
  return rows
}

/** Why a subject cannot be as it is asked; a restricted one without a unit would be read by nobody. */
type SubjectObstacle = 'name-taken' | 'parent-replaced' | 'unit-closed' | 'restricted-without-unit'

export type AddSubjectOutcome = { kind: 'added'; id: string } | { kind: SubjectObstacle }

/** Makes a subject, under another or under none. */
export async function addSubject(tx: Tx, words: SubjectWords, deed: Deed): Promise<AddSubjectOutcome> {
  await lockTree(tx)
  const obstacle = await findObstacle(tx, words)
  if (obstacle) return { kind: obstacle }
  const id = newId()
  await tx.insertInto('subject').values({ id, created_at: deed.now }).execute()
  await insertVersion(tx, { id, version: 1, ...words }, deed)
  return { kind: 'added', id }
}

/** Trees change one at a time, as the triggers see to: what is looked at here stays so until the end. */
async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('subject tree'))`.execute(tx)
}

async function findObstacle(
  tx: Tx,
  { id, name, parentId, unitId, restricted }: SubjectWords & { id?: string },
): Promise<SubjectObstacle | undefined> {
  if (restricted && unitId === null) return 'restricted-without-unit'
  const all = (await listSubjects(tx)).filter((one) => one.replacedBy === null)
  if (parentId !== null && !all.some((one) => one.id === parentId)) return 'parent-replaced'
  const isSame = (one: Subject) => one.name.toLowerCase() === name.toLowerCase() && one.parentId === parentId
  if (all.some((one) => one.id !== id && isSame(one))) return 'name-taken'
  if (unitId === null) return undefined
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', unitId)
    .where('closed_on', 'is', null)
    .forShare()
    .executeTakeFirst()
  return unit ? undefined : 'unit-closed'
}

async function insertVersion(
  tx: Tx,
  {
    id,
    version,
    name,
    otherName,
    parentId,
    unitId,
    restricted,
    ...words
  }: SubjectWords & { id: string; version: number },
  deed: Deed,
): Promise<void> {
  await tx
    .insertInto('subject_version')
    .values({
      ...{ subject_id: id, version, name, other_name: otherName, parent_id: parentId, unit_id: unitId },
      ...{ first_term: words.firstTerm ?? null, resolution_term: words.resolutionTerm ?? null },
      ...{ restricted, made_by: deed.by, made_at: deed.now },
      ...{ mail_days: words.mail ?? null, words_days: words.words ?? null },
      ...{ contact_days: words.contact ?? null, files_days: words.files ?? null },
    })
    .execute()
  await logDeed(tx, deed, 'subject', id)
}

export type ReviseSubjectOutcome = {
  kind: 'revised' | 'unchanged' | 'changed-meanwhile' | 'not-found' | 'in-itself' | SubjectObstacle
}

/**
 * Gives a subject another name, place, unit or terms, as a new version; what it means stays the same, or it is another subject.
 * @param seen  the version that was changed: somebody who was first is not overwritten
 */
export async function reviseSubject(
  tx: Tx,
  { id, seen, ...words }: SubjectWords & { id: string; seen: number },
  deed: Deed,
): Promise<ReviseSubjectOutcome> {
  await lockTree(tx)
  const now = await findSubject(tx, id)
  if (!now || now.replacedBy !== null) return { kind: 'not-found' }
  if (now.version !== seen) return { kind: 'changed-meanwhile' }
  const fields = [
    'name',
    'otherName',
    'parentId',
    'unitId',
    'restricted',
    'firstTerm',
    'resolutionTerm',
  ] as const
  const isKeptAsBefore = keptParts.every((part) => now.kept[part] === (words[part] ?? null))
  if (isKeptAsBefore && fields.every((field) => now[field] === (words[field] ?? null)))
    return { kind: 'unchanged' }
  if (words.parentId === id) return { kind: 'in-itself' }
  const obstacle = await findObstacle(tx, { id, ...words })
  if (obstacle) return { kind: obstacle }
  const tried = await tryWithin(tx, () => insertVersion(tx, { id, version: seen + 1, ...words }, deed))
  if (tried.kind === 'done') return { kind: 'revised' }
  if (tried.constraint === 'subject_circle') return { kind: 'in-itself' }
  throw tried.error
}

export type ReplaceSubjectOutcome = { kind: 'replaced' | 'not-found' | 'successor-gone' | 'in-itself' }

/**
 * Lets another subject take the place of one: nothing new is filed under it, what was filed stays, and what lies in it
 * lies in its successor from now on.
 */
export async function replaceSubject(
  tx: Tx,
  { id, successorId }: { id: string; successorId: string },
  deed: Deed,
): Promise<ReplaceSubjectOutcome> {
  await lockTree(tx)
  const [subject, successor] = [await findSubject(tx, id), await findSubject(tx, successorId)]
  if (!subject || subject.replacedBy !== null) return { kind: 'not-found' }
  if (id === successorId) return { kind: 'in-itself' }
  if (!successor || successor.replacedBy !== null) return { kind: 'successor-gone' }
  const replacing = tx.updateTable('subject').set({ replaced_by: successorId }).where('id', '=', id)
  const tried = await tryWithin(tx, () => replacing.execute())
  if (tried.kind === 'done') {
    await logDeed(tx, deed, 'subject', id)
    return { kind: 'replaced' }
  }
  if (tried.constraint === 'subject_circle') return { kind: 'in-itself' }
  throw tried.error
}
