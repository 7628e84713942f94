import type { Tx } from '#db'
import { newId } from '#platform/db'
import type { ResponseTarget, ResponseText } from './response.schema.ts'

export async function insertResponse(
  tx: Tx,
  { dossierId, target, now }: { dossierId: string; target: ResponseTarget; now: Date },
): Promise<string> {
  const id = newId()
  await tx.insertInto('response').values({ id, dossier_id: dossierId, created_at: now }).execute()
  const targets =
    target.kind === 'dialogue'
      ? [{ response_id: id, dialogue_id: target.dialogueId }]
      : target.inputIds.map((inputId) => ({ response_id: id, input_id: inputId }))
  await tx.insertInto('response_target').values(targets).execute()
  return id
}

export async function insertVersion(
  tx: Tx,
  text: ResponseText,
  version: { responseId: string; version: number; by: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('response_version')
    .values({
      response_id: version.responseId,
      version: version.version,
      verdict: text.verdict,
      reason: text.reason,
      action: text.action,
      why: text.why,
      unit_id: text.unitId,
      published_by: version.by,
      published_at: version.now,
      inputs: 0,
      voters: 0,
    })
    .execute()
}

/** What a response is to, and how many versions it has. */
export async function readResponse(
  tx: Tx,
  responseId: string,
): Promise<{ dossierId: string; target: ResponseTarget; latest: number } | undefined> {
  const found = await tx
    .selectFrom('response')
    .select((eb) => [
      'dossier_id as dossierId',
      eb
        .selectFrom('response_version')
        .select((max) => max.fn.max('version').as('latest'))
        .where('response_id', '=', responseId)
        .as('latest'),
    ])
    .where('id', '=', responseId)
    .executeTakeFirst()
  if (!found) return undefined
  const rows = await tx
    .selectFrom('response_target')
    .select(['input_id', 'dialogue_id'])
    .where('response_id', '=', responseId)
    .execute()
  const dialogueId = rows.find((row) => row.dialogue_id)?.dialogue_id
  const inputIds = rows.flatMap((row) => row.input_id ?? [])
  const target: ResponseTarget = dialogueId ? { kind: 'dialogue', dialogueId } : { kind: 'inputs', inputIds }
  return { dossierId: found.dossierId, target, latest: found.latest ?? 0 }
}
