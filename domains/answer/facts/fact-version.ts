import { sql } from 'kysely'
import type { Db } from '#db'
import { keptSourcesSchema } from './fact.schema.ts'
import type { FactSource, FactText } from './fact.ts'

/** One text of a sheet, with whether it withdraws it. */
export type FactVersion = FactText & { version: number; withdraws: boolean }

/** As its row holds it. */
export type FactVersionRow = Omit<FactVersion, 'sources'> & { sources: unknown }

/** The columns of a version, of `fact_version` as `v`. */
export const versionColumns = sql`
  v.version, v.claim, v.verdict, v.answer, v.explanation, v.sources, v.known_on as "knownOn", v.change, v.withdraws,
  v.subject_id as "subjectId", v.unit_id as "unitId", v.dossier_ids as "dossierIds"`

export function versionOf<Row extends { sources: unknown }>(row: Row): Row & { sources: FactSource[] } {
  return { ...row, sources: keptSourcesSchema.parse(row.sources) }
}

/** A version that is there. */
export async function findVersion(db: Db, sheetId: string, version: number): Promise<FactVersion> {
  const { rows } = await sql<FactVersionRow>`
    select ${versionColumns} from fact_version v
    where v.sheet_id = ${sheetId}::uuid and v.version = ${version}`.execute(db)
  if (!rows[0]) throw new Error(`Sheet ${sheetId} has no version ${version}.`)
  return versionOf(rows[0])
}
