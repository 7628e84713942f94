import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { makeDossier, newDossierSchema, openDossier } from '#domains/dossier'
import { findOrganisation, holdsRole, listStaff } from '#domains/people'
import { publishDialogueInputs } from '#domains/register'
import { dialogueImported } from '../dialogues/dialogue.events.ts'
import { insertDialogue } from '../dialogues/make-dialogue.ts'
import { recordDialogueEvent } from '../dialogues/record-dialogue-event.ts'
import { batchesOf, participantsOf, storeParticipants, storeStatements, storeVotes } from './polis.store.ts'
import { type PolisConversation, type PolisRefusal, readPolisFolder } from './polis-conversation.ts'

export type PolisImport = {
  folder: string
  /** Left out, a dossier is made for the conversation. */
  dossierId?: string | undefined
  now: Date
  /** The day of `now` where we are. */
  today: string
  /** Told how many of the votes are in. */
  onProgress?: ((done: number, all: number) => void) | undefined
}

export type ImportPolisOutcome =
  | {
      kind: 'imported'
      dossier: string
      dialogue: string
      slug: string
      statements: number
      participants: number
      /** The latest vote of each person on each statement. */
      votes: number
      /** Votes that the same person replaced later: they are in the history. */
      repeated: number
      /** Of the latest votes, those that were there already. */
      skipped: number
      /** Statements that were refused there. */
      refused: number
      /** The files that were read as ANSI (Windows-1252), because they are no UTF-8. */
      readAsAnsi: string[]
    }
  | PolisRefusal
  | { kind: 'dossier-not-found' }
  | { kind: 'dossier-closed' }
  | { kind: 'in-other-dossier'; dossier: string }
  | { kind: 'opened-since' }
  | { kind: 'no-staff' }

/**
 * Imports a conversation that Polis exported, as a dialogue that is closed. The files are checked as a whole before
 * anything is written; the dialogue shows only when all of it is in. What was broken off is finished by doing it
 * again, and doing it again changes nothing.
 */
export async function importPolis(db: Db, request: PolisImport): Promise<ImportPolisOutcome> {
  const read = await readPolisFolder(request.folder)
  if (read.kind === 'refused') return read
  const { conversation } = read
  const begun = await db.transaction().execute((tx) => begin(tx, conversation, request))
  if (begun.kind !== 'begun' && begun.kind !== 'done') return begun
  const { participants, latest } = conversation.votes.countLatest()
  const stored = begun.kind === 'done' ? 0 : await storeAll(db, { ...request, ...begun, conversation })
  return {
    kind: 'imported',
    dossier: begun.dossierId,
    dialogue: begun.dialogueId,
    slug: begun.slug,
    statements: conversation.statements.length,
    participants,
    votes: latest,
    repeated: conversation.votes.count - latest,
    skipped: latest - stored,
    refused: conversation.statements.filter((one) => one.refused).length,
    readAsAnsi: conversation.readAsAnsi,
  }
}

type ImportTarget = { dossierId: string; dialogueId: string; slug: string }
type Begun = ({ kind: 'begun' } & ImportTarget) | ({ kind: 'done' } & ImportTarget)
type Obstacle = Exclude<ImportPolisOutcome, { kind: 'imported' } | PolisRefusal>

/** Finds the dialogue that this conversation became earlier, or makes it; hidden until all is in. */
async function begin(
  tx: Tx,
  conversation: PolisConversation,
  request: PolisImport,
): Promise<Begun | Obstacle> {
  await lockImport(tx, conversation)
  const known = await findImport(tx, conversation.origin)
  if (!known) return beginNew(tx, conversation, request)
  const target = { dossierId: known.dossier_id, dialogueId: known.dialogue_id, slug: known.slug }
  if (request.dossierId && request.dossierId !== known.dossier_id)
    return { kind: 'in-other-dossier', dossier: known.dossier_id }
  if (known.digest?.equals(conversation.digest)) return { kind: 'done', ...target }
  if (known.opened_at) return { kind: 'opened-since' }
  if (known.dossier_state === 'closed') return { kind: 'dossier-closed' }
  await tx
    .updateTable('dialogue')
    .set({ state: 'importing', closed_at: null })
    .where('id', '=', known.dialogue_id)
    .execute()
  await tx
    .updateTable('dialogue_import')
    .set({ digest: null })
    .where('dialogue_id', '=', known.dialogue_id)
    .execute()
  return { kind: 'begun', ...target }
}

/** Whoever begins anew what another finishes at this moment would finish it a second time. */
async function lockImport(tx: Tx, { origin }: PolisConversation): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${origin}, 0))`.execute(tx)
}

async function findImport(tx: Tx, origin: string) {
  return tx
    .selectFrom('dialogue_import')
    .innerJoin('dialogue', 'dialogue.id', 'dialogue_import.dialogue_id')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .select(['dialogue_id', 'digest', 'dialogue.dossier_id', 'dialogue.slug', 'dialogue.opened_at'])
    .select('dossier.state as dossier_state')
    .where('origin', '=', origin)
    .executeTakeFirst()
}

async function beginNew(
  tx: Tx,
  conversation: PolisConversation,
  request: PolisImport,
): Promise<Begun | Obstacle> {
  const { dossierId, now } = request
  const dossier = dossierId
    ? await findDossierFor(tx, dossierId)
    : await makeDossierFor(tx, conversation, request)
  if (dossier.kind !== 'dossier') return dossier
  const dialogue = await insertDialogue(tx, {
    dossier_id: dossier.id,
    question: shorten(conversation.topic, 160),
    introduction: conversation.description,
    language: 'und',
    moderation: 'strict',
    closes_on: null,
    state: 'importing',
    created_at: now,
  })
  await tx
    .insertInto('dialogue_import')
    .values({
      origin: conversation.origin,
      dialogue_id: dialogue.id,
      made_dossier: dossierId === undefined,
    })
    .execute()
  return { kind: 'begun', dossierId: dossier.id, dialogueId: dialogue.id, slug: dialogue.slug }
}

async function findDossierFor(tx: Tx, id: string): Promise<{ kind: 'dossier'; id: string } | Obstacle> {
  const dossier = await tx
    .selectFrom('dossier')
    .select(['id', 'state'])
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!dossier) return { kind: 'dossier-not-found' }
  return dossier.state === 'closed' ? { kind: 'dossier-closed' } : { kind: 'dossier', id: dossier.id }
}

const DAY = 24 * 60 * 60 * 1000
const ANSWER_WITHIN_DAYS = 56

/** The dossier of a conversation that comes without one: a draft of the first administrator, until all is in. */
async function makeDossierFor(
  tx: Tx,
  { topic, description, votes, statements }: PolisConversation,
  { now, today }: Pick<PolisImport, 'now' | 'today'>,
): Promise<{ kind: 'dossier'; id: string } | Obstacle> {
  const by = (await listStaff(tx, today)).find((staff) => holdsRole(staff, 'administrator'))
  if (!by) return { kind: 'no-staff' }
  const organisation = await findOrganisation(tx)
  const times = statements.map((one) => one.at).concat(Array.from(votes.at.subarray(0, votes.count)))
  const [first, last] = times.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Number.POSITIVE_INFINITY, 0],
  )
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  const dossier = newDossierSchema.parse({
    question: shorten(topic, 160),
    summary: shorten(description, 1000) || 'Dit gesprek is elders gevoerd. Hier leest u wat mensen zeiden.',
    language: 'nl',
    unitId: by.unitId,
    promise: {
      level: 'inform',
      statement: 'Wij laten zien wat mensen zeiden, en wat wij daarmee doen.',
      decidedBy: organisation?.name || by.unit,
      answerOn: day(now.getTime() + ANSWER_WITHIN_DAYS * DAY),
      decisionOn: null,
    },
    phases: [{ title: 'Het gesprek', startsOn: day(first), endsOn: day(last) }],
  })
  const { id } = await makeDossier(tx, dossier, { by: by.accountId, now })
  return { kind: 'dossier', id }
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`
}

type Whole = ImportTarget &
  Pick<PolisImport, 'now' | 'today' | 'onProgress'> & { conversation: PolisConversation }

/** A transaction for the statements, for each batch of participants and of votes, and one that lets it be seen. */
async function storeAll(db: Db, whole: Whole): Promise<number> {
  const { conversation, onProgress } = whole
  await db.transaction().execute((tx) => storeStatements(tx, whole, conversation.statements))
  for (const batch of participantsOf(conversation))
    await db.transaction().execute((tx) => storeParticipants(tx, whole, batch))
  let stored = 0
  let done = 0
  for (const batch of batchesOf(conversation)) {
    stored += await db.transaction().execute((tx) => storeVotes(tx, whole, batch))
    done += batch.length
    onProgress?.(done, conversation.votes.count)
  }
  await db.transaction().execute((tx) => finish(tx, whole))
  return stored
}

async function finish(tx: Tx, { conversation, dialogueId, dossierId, now, today }: Whole): Promise<void> {
  await lockImport(tx, conversation)
  await publishDialogueInputs(tx, dialogueId, { now, today })
  const { numUpdatedRows: finished } = await tx
    .updateTable('dialogue')
    .set({ state: 'closed', closed_at: now })
    .where('id', '=', dialogueId)
    .where('state', '=', 'importing')
    .executeTakeFirstOrThrow()
  const { made_dossier } = await tx
    .updateTable('dialogue_import')
    .set({ digest: conversation.digest, imported_at: now })
    .where('dialogue_id', '=', dialogueId)
    .returning('made_dossier')
    .executeTakeFirstOrThrow()
  if (made_dossier) await openDossier(tx, dossierId, now)
  // Of two who bring the same at once, the first has finished it.
  if (finished) await recordDialogueEvent(tx, dialogueId, { type: dialogueImported, at: now })
}
