import { sql } from 'kysely'
import type { Tx } from '#db'

export type PlaceOutcome =
  | { kind: 'placed' }
  | { kind: 'not-found' }
  | { kind: 'dossier-closed' }
  | { kind: 'dossier-not-found' }

/** Says which dossier an input concerns, or that it concerns none. What is kept with the input goes along. */
export async function placeInput(tx: Tx, inputId: string, dossierId: string | null): Promise<PlaceOutcome> {
  if (dossierId) {
    const dossier = await tx
      .selectFrom('dossier')
      .select('state')
      .where('id', '=', dossierId)
      .forKeyShare()
      .executeTakeFirst()
    if (!dossier) return { kind: 'dossier-not-found' }
    if (dossier.state === 'closed') return { kind: 'dossier-closed' }
  }
  const { rows } = await sql`
    with placed as (
      update input set dossier_id = ${dossierId}::uuid where id = ${inputId}::uuid returning id
    ), codes as (
      update claim_code set dossier_id = ${dossierId}::uuid where input_id in (select id from placed)
    ), requests as (
      update notice_request set dossier_id = ${dossierId}::uuid where input_id in (select id from placed)
    )
    select id from placed`.execute(tx)
  return rows.length === 0 ? { kind: 'not-found' } : { kind: 'placed' }
}

/** The dossier of an input, which stays so until the transaction ends: for what is kept with an input. */
export async function holdDossierOf(tx: Tx, inputId: string): Promise<string | null> {
  const input = await tx
    .selectFrom('input')
    .select('dossier_id')
    .where('id', '=', inputId)
    .forKeyShare()
    .executeTakeFirst()
  return input?.dossier_id ?? null
}
