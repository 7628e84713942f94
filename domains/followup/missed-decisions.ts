import { z } from 'zod'
import type { Tx } from '#db'
import { defineJob } from '#platform/jobs'

/**
 * Tells whoever confirmed an address what was decided meanwhile about statements that it was left with. It carries the
 * one contact of the address, which goes with it: a list of decisions would join what one person said.
 */
export const tellMissedJob = defineJob('tell-missed', z.strictObject({ contactId: z.uuid() }))

/** What an author is told of: a decision, or the second look at one. */
export type Occasion = { decisionId: string } | { appealId: string }

/** What was decided about the statements of an address since somebody asked to be told, the oldest first. */
export async function listMissedDecisions(tx: Tx, seal: Buffer): Promise<Occasion[]> {
  const rows = await tx
    .selectFrom('notice_contact')
    .innerJoin('notice_request', 'notice_request.contact_id', 'notice_contact.id')
    .innerJoin('moderation_decision as decision', 'decision.input_id', 'notice_request.input_id')
    .leftJoin('moderation_appeal as appeal', (join) =>
      join.onRef('appeal.space_id', '=', 'decision.space_id').onRef('appeal.decision_id', '=', 'decision.id'),
    )
    .select(['decision.id as decisionId', 'appeal.id as appealId', 'appeal.outcome'])
    .where('notice_contact.seal', '=', seal)
    .where('decision.decision', '=', 'refused')
    .whereRef('decision.decided_at', '>=', 'notice_request.requested_at')
    .distinct()
    .orderBy('decisionId')
    .execute()
  return rows.flatMap(({ decisionId, appealId, outcome }) =>
    appealId && outcome ? [{ decisionId }, { appealId }] : [{ decisionId }],
  )
}
