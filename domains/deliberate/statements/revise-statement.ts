import { z } from 'zod'
import type { Tx } from '#db'
import { findRequestedRemoval } from '#domains/moderation'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { newerStatementPublished, statementReplaced } from './statement.events.ts'
import {
  findSame,
  insertStatements,
  isNumberedOpen,
  lockNumbering,
  type NewStatement,
  type NumberedDialogue,
} from './statement.store.ts'
import { mostStatements, readStatement, type Statement, type StatementReading } from './statement.ts'

export const revisionKinds = ['corrected', 'split', 'merged'] as const
export type RevisionKind = (typeof revisionKinds)[number]

/** How many statements each kind takes, and how many texts it puts in their place. */
export const revisionSizes = {
  corrected: { statements: [1, 1], texts: [1, 1] },
  split: { statements: [1, 1], texts: [2, 10] },
  merged: { statements: [2, 20], texts: [1, 1] },
} as const satisfies Record<
  RevisionKind,
  Record<'statements' | 'texts', readonly [least: number, most: number]>
>

/** Why statements are replaced: everybody can read it. */
export const revisionReasonSchema = z.string().trim().min(1, 'missing').max(500, 'too-long')

export type Revision = {
  kind: RevisionKind
  dialogueId: string
  /** The numbers of what is replaced. */
  statements: readonly number[]
  /** What comes in its place. */
  texts: readonly string[]
  reason: string
}

type TextRefusal = Exclude<StatementReading, { kind: 'read' }>

export type ReviseStatementsOutcome =
  | { kind: 'revised'; numbers: number[] }
  | { kind: 'dialogue-not-open' }
  | { kind: 'dialogue-full' }
  | { kind: 'too-few' | 'too-many'; of: 'statements' | 'texts' }
  | { kind: 'not-found'; number: number }
  /** Refused, removed or replaced a moment ago, or never published. */
  | { kind: 'not-published'; number: number; state: Statement['state'] }
  /** Two people decide about a removal first. */
  | { kind: 'removal-requested'; number: number }
  | { kind: 'text-refused'; text: string; why: TextRefusal['kind'] }
  | { kind: 'same-texts'; text: string }
  | { kind: 'unchanged'; text: string }
  | { kind: 'said-before'; number: number; text: string; state: Statement['state'] }

/**
 * Puts newer versions in the place of published statements. The old ones keep their votes, which go on counting, and are
 * asked no more; the new ones are asked of everybody. Numbering first, then statements by number: votes wait for neither.
 */
export async function reviseStatements(
  tx: Tx,
  revision: Revision,
  who: { by: string; now: Date; today: string },
): Promise<ReviseStatementsOutcome> {
  const read = readRevision(revision)
  if (read.kind !== 'read') return read
  const dialogue = await lockNumbering(tx, revision.dialogueId)
  if (!dialogue || !isNumberedOpen(dialogue, who.today)) return { kind: 'dialogue-not-open' }
  if (dialogue.next_statement + read.texts.length - 1 > mostStatements) return { kind: 'dialogue-full' }
  const replaced = await lockReplaced(tx, revision.dialogueId, read.numbers)
  const obstacle =
    findObstacle(read, replaced) ??
    (await findRemoval(tx, revision, read)) ??
    (await findSaidBefore(tx, revision, read))
  if (obstacle) return obstacle
  const numbers = await insertStatements(
    tx,
    dialogue.id,
    read.texts.map((text) => newVersion(text, { dialogue, replaced, now: who.now })),
  )
  await closeReplaced(tx, dialogue.id, read.numbers)
  await insertLineage(tx, revision, { from: read.numbers, to: numbers }, who)
  await recordRevision(tx, dialogue, { from: read.numbers, to: numbers }, who.now)
  return { kind: 'revised', numbers }
}

type ReadText = { text: string; fingerprint: string }
type ReadRevision = { kind: 'read'; numbers: number[]; texts: ReadText[] }

/** All that can be said without the database: how many, and whether the texts are statements of their own. */
function readRevision({ kind, statements, texts }: Revision): ReadRevision | ReviseStatementsOutcome {
  const numbers = [...new Set(statements)].sort((a, b) => a - b)
  const size = revisionSizes[kind]
  for (const what of ['statements', 'texts'] as const) {
    const many = what === 'statements' ? numbers.length : texts.length
    if (many < size[what][0]) return { kind: 'too-few', of: what }
    if (many > size[what][1]) return { kind: 'too-many', of: what }
  }
  const read: ReadText[] = []
  for (const typed of texts) {
    const reading = readStatement(typed)
    if (reading.kind !== 'read') return { kind: 'text-refused', text: typed.slice(0, 60), why: reading.kind }
    if (read.some((one) => one.fingerprint === reading.fingerprint))
      return { kind: 'same-texts', text: reading.text }
    read.push({ text: reading.text, fingerprint: reading.fingerprint })
  }
  return { kind: 'read', numbers, texts: read }
}

type Replaced = Pick<Statement, 'number' | 'text' | 'language' | 'state' | 'author' | 'is_seed' | 'is_meta'>

/** Locked against other decisions, not against votes: those only need the statement to stay. */
async function lockReplaced(tx: Tx, dialogueId: string, numbers: number[]): Promise<Replaced[]> {
  return tx
    .selectFrom('statement')
    .select(['number', 'text', 'language', 'state', 'author', 'is_seed', 'is_meta'])
    .where('dialogue_id', '=', dialogueId)
    .where('number', 'in', numbers)
    .orderBy('number')
    .forNoKeyUpdate()
    .execute()
}

/** Asked after the statements are locked: from then on nobody can begin a removal. */
async function findRemoval(
  tx: Tx,
  { dialogueId }: Revision,
  { numbers }: ReadRevision,
): Promise<ReviseStatementsOutcome | undefined> {
  const removal = await findRequestedRemoval(tx, dialogueId, numbers)
  return removal && { kind: 'removal-requested', number: removal.number }
}

function findObstacle(
  { numbers, texts }: ReadRevision,
  replaced: Replaced[],
): ReviseStatementsOutcome | undefined {
  for (const number of numbers) {
    const statement = replaced.find((one) => one.number === number)
    if (!statement) return { kind: 'not-found', number }
    if (statement.state !== 'published') return { kind: 'not-published', number, state: statement.state }
  }
  const [only, ...others] = replaced
  const same = others.length === 0 && texts.find((one) => one.text === only?.text)
  return same ? { kind: 'unchanged', text: same.text } : undefined
}

/**
 * A merger may keep the words of one of its statements, and a correction may change no more than an accent. Words
 * that were replaced earlier may come back: that is how a mistake is undone.
 */
async function findSaidBefore(
  tx: Tx,
  { kind, dialogueId }: Revision,
  { numbers, texts }: ReadRevision,
): Promise<ReviseStatementsOutcome | undefined> {
  for (const { fingerprint } of texts) {
    const same = await findSame(tx, dialogueId, fingerprint, kind === 'split' ? [] : numbers)
    if (same && same.state !== 'closed') return { kind: 'said-before', ...same }
  }
  return undefined
}

type Ancestry = { dialogue: NumberedDialogue; replaced: Replaced[]; now: Date }

/** What all older versions share, the newer one keeps. It is no input of its own: those of the older ones stay. */
function newVersion({ text, fingerprint }: ReadText, { dialogue, replaced, now }: Ancestry): NewStatement {
  return {
    text,
    fingerprint,
    language: shared(replaced.map((one) => one.language)) ?? dialogue.language,
    state: 'published',
    author: shared(replaced.map((one) => one.author)) ?? null,
    is_seed: areSeeds(replaced),
    is_meta: replaced.every((one) => one.is_meta),
    created_at: now,
  }
}

/** What holds something of a participant is no seed; where that is unknown of one, it is unknown of all. */
function areSeeds(replaced: Replaced[]): boolean | null {
  if (replaced.some((one) => one.is_seed === false)) return false
  return replaced.some((one) => one.is_seed === null) ? null : true
}

function shared<Value>(values: Value[]): Value | undefined {
  return new Set(values).size === 1 ? values[0] : undefined
}

function recordRevision(
  tx: Tx,
  { id, dossier_id: dossierId }: NumberedDialogue,
  { from, to }: { from: number[]; to: number[] },
  at: Date,
): Promise<void> {
  const eventsOf = (type: typeof statementReplaced, numbers: number[]) =>
    numbers.map((number) => ({ type, subject: { id, number }, dossierId, at }))
  return recordEvent(tx, ...eventsOf(statementReplaced, from), ...eventsOf(newerStatementPublished, to))
}

async function closeReplaced(tx: Tx, dialogueId: string, numbers: number[]): Promise<void> {
  await tx
    .updateTable('statement')
    .set({ state: 'closed' })
    .where('dialogue_id', '=', dialogueId)
    .where('number', 'in', numbers)
    .execute()
}

async function insertLineage(
  tx: Tx,
  { kind, dialogueId, reason }: Revision,
  { from, to }: { from: number[]; to: number[] },
  { by, now }: { by: string; now: Date },
): Promise<void> {
  const shared = { dialogue_id: dialogueId, revision: newId(), kind, reason, made_by: by, made_at: now }
  const pairs = from.flatMap((older) => to.map((newer) => ({ from_statement: older, to_statement: newer })))
  await tx
    .insertInto('statement_lineage')
    .values(pairs.map((pair) => ({ ...shared, ...pair })))
    .execute()
}
