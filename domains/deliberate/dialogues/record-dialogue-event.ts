import type { Tx } from '#db'
import { type EventType, recordEvent } from '#platform/events'

type DialogueEvent = { type: EventType<'organisation'>; number?: number; at: Date }

/** Records what happened to a dialogue, where everybody can see it: nobody hears of a draft, or of one in a draft dossier. */
export async function recordDialogueEvent(
  tx: Tx,
  id: string,
  { type, number, at }: DialogueEvent,
): Promise<void> {
  const visible = await tx
    .selectFrom('dialogue')
    .innerJoin('dossier', 'dossier.id', 'dialogue.dossier_id')
    .select('dossier.id as dossierId')
    .where('dialogue.id', '=', id)
    .where('dialogue.state', 'in', ['open', 'closed'])
    .where('dossier.state', '<>', 'draft')
    .executeTakeFirst()
  const subject = number === undefined ? { id } : { id, number }
  if (visible) await recordEvent(tx, { type, subject, at, ...visible })
}
