import { createHmac } from 'node:crypto'
import type { Db, Tx } from '#db'
import { drawCode, type TypedCode } from '#platform/code'
import { holdDossierOf } from './place-input.ts'

/** Opens the track of one input, without an account. */
export type ClaimCode = TypedCode

/**
 * Gives an input its code. Only a keyed hash is kept: the code itself is shown once, now.
 * @param secret  the installation's secret
 */
export async function issueClaimCode(
  tx: Tx,
  { inputId, secret, now }: { inputId: string; secret: string; now: Date },
): Promise<ClaimCode> {
  const code = drawCode()
  const dossierId = await holdDossierOf(tx, inputId)
  await tx
    .insertInto('claim_code')
    .values({
      code_hash: hashClaimCode(code, secret),
      input_id: inputId,
      dossier_id: dossierId,
      issued_at: now,
    })
    .execute()
  return code
}

/** Finds the input that a code opens. */
export async function findInputByClaimCode(
  db: Db,
  code: ClaimCode,
  secret: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('claim_code')
    .select('input_id')
    .where('code_hash', '=', hashClaimCode(code, secret))
    .executeTakeFirst()
  return row?.input_id
}

function hashClaimCode(code: ClaimCode, secret: string): Buffer {
  return createHmac('sha256', secret).update(`claim-code:${code}`).digest()
}
