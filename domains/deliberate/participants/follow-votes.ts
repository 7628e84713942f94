import type { Tx } from '#db'
import { type ClaimCode, issueClaimCode } from '#domains/register'

export type FollowVotesOutcome =
  | { kind: 'issued'; inputId: string; code: ClaimCode }
  | { kind: 'already-issued'; inputId: string }
  | { kind: 'no-votes' }

/**
 * Gives somebody the code with which they can see what came of their votes. Once only: we keep no copy of it.
 * @param secret  the installation's secret
 */
export async function followVotes(
  tx: Tx,
  request: { dialogueId: string; pseudonym: Buffer; secret: string; now: Date },
): Promise<FollowVotesOutcome> {
  const participant = await tx
    .selectFrom('participant')
    .select('input_id')
    .where('dialogue_id', '=', request.dialogueId)
    .where('pseudonym', '=', request.pseudonym)
    .forUpdate()
    .executeTakeFirst()
  const inputId = participant?.input_id
  if (!inputId) return { kind: 'no-votes' }
  const issued = await tx
    .selectFrom('claim_code')
    .select('input_id')
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  if (issued) return { kind: 'already-issued', inputId }
  const code = await issueClaimCode(tx, { inputId, secret: request.secret, now: request.now })
  return { kind: 'issued', inputId, code }
}
