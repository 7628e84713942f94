import type { Tx } from '#db'
import { findSettleObstacle, type Obstacle, type Publisher, settleConversations } from '#domains/answer'
import { lockDossier } from '#domains/dossier'
import { markDialogueAnswered, markInputsAnswered } from '#domains/register'
import { recordEvent } from '#platform/events'
import { countAnsweredInputs } from './answered-input.ts'
import { responseChanged, responsePublished } from './response.events.ts'
import type { ResponseTarget, ResponseText } from './response.schema.ts'
import { insertResponse, insertVersion, readResponse } from './response.store.ts'

export type PublishOutcome =
  | { kind: 'published'; responseId: string; version: number; inputs: number; voters: number }
  | { kind: 'not-found' }
  | { kind: 'dossier-not-open'; state: string }
  /** Inputs, or a dialogue, of which nothing is published in this dossier. */
  | { kind: 'not-answerable'; ids: string[] }
  /** One of them has a response of its own already: that one can be changed. */
  | { kind: 'has-response'; responseId: string }
  /** Somebody published another version after this one was begun. */
  | { kind: 'changed-meanwhile'; responseId: string; latest: number }
  /** It answers conversations about something about which they may not publish. */
  | { kind: 'not-mandated'; obstacle: Obstacle }

/** Publishes a response: in one transaction it is stored, the inputs are answered, and it is recorded for whoever follows. */
export async function publishResponse(
  tx: Tx,
  response: { dossierId: string; target: ResponseTarget; text: ResponseText },
  who: Publisher,
): Promise<PublishOutcome> {
  const { dossierId, target, text } = response
  const dossier = await lockDossier(tx, dossierId)
  if (!dossier) return { kind: 'not-found' }
  if (dossier.state !== 'open') return { kind: 'dossier-not-open', state: dossier.state }
  const obstacle = (await findObstacle(tx, dossierId, target)) ?? (await findMandateObstacle(tx, target, who))
  if (obstacle) return obstacle
  const responseId = await insertResponse(tx, { dossierId, target, now: who.now })
  return publishVersion(tx, text, { dossierId, responseId, target, version: 1, ...who })
}

/**
 * Publishes a new version of a response, with a new notice; the old one stays readable.
 * @param who  `seen` is the version that was read before; without one, the newest is changed
 */
export async function changeResponse(
  tx: Tx,
  responseId: string,
  text: ResponseText,
  { seen, ...who }: Publisher & { seen?: number | undefined },
): Promise<PublishOutcome> {
  const found = await readResponse(tx, responseId)
  const dossier = found && (await lockDossier(tx, found.dossierId))
  // Read again: another change may have been published while this one waited for the lock.
  const response = dossier && (await readResponse(tx, responseId))
  if (!response) return { kind: 'not-found' }
  if (dossier.state !== 'open') return { kind: 'dossier-not-open', state: dossier.state }
  const { latest } = response
  if (seen !== undefined && seen !== latest) return { kind: 'changed-meanwhile', responseId, latest }
  const version = latest + 1
  const { dossierId, target } = response
  const obstacle = await findMandateObstacle(tx, target, who)
  if (obstacle) return obstacle
  return publishVersion(tx, text, { dossierId, responseId, target, version, ...who })
}

async function publishVersion(
  tx: Tx,
  text: ResponseText,
  publishing: Publisher & {
    dossierId: string
    responseId: string
    target: ResponseTarget
    version: number
  },
): Promise<PublishOutcome> {
  const { dossierId, responseId, target, version, by, now, today } = publishing
  if (target.kind === 'dialogue') await markDialogueAnswered(tx, target.dialogueId, now)
  else await markInputsAnswered(tx, target.inputIds, now)
  if (version === 1 && target.kind === 'inputs')
    await settleConversations(tx, target.inputIds, { by, now, today })
  await insertVersion(tx, text, { responseId, version, by, now })
  const answered = await countAnsweredInputs(tx, { responseId, version })
  await tx
    .updateTable('response_version')
    .set(answered)
    .where('response_id', '=', responseId)
    .where('version', '=', version)
    .execute()
  const type = version === 1 ? responsePublished : responseChanged
  await recordEvent(tx, { type, subject: { id: responseId, number: version }, dossierId, at: now })
  return { kind: 'published', responseId, version, ...answered }
}

async function findMandateObstacle(
  tx: Tx,
  target: ResponseTarget,
  who: Publisher,
): Promise<PublishOutcome | undefined> {
  if (target.kind !== 'inputs') return undefined
  const obstacle = await findSettleObstacle(tx, target.inputIds, who)
  return obstacle && { kind: 'not-mandated', obstacle }
}

async function findObstacle(
  tx: Tx,
  dossierId: string,
  target: ResponseTarget,
): Promise<PublishOutcome | undefined> {
  const wanted = target.kind === 'inputs' ? target.inputIds : [target.dialogueId]
  const column = target.kind === 'inputs' ? 'id' : 'dialogue_id'
  const found = await tx
    .selectFrom('input')
    .select(`input.${column} as key`)
    .distinct()
    .where(`input.${column}`, 'in', wanted)
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'published')
    .execute()
  const known = new Set(found.map((row) => row.key))
  const strange = wanted.filter((id) => !known.has(id))
  if (strange.length > 0) return { kind: 'not-answerable', ids: strange }
  const taken = await tx
    .selectFrom('response_target')
    .select('response_id')
    .where(target.kind === 'inputs' ? 'input_id' : 'dialogue_id', 'in', wanted)
    .limit(1)
    .executeTakeFirst()
  return taken && { kind: 'has-response', responseId: taken.response_id }
}
