import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import type { Translation } from './translation.ts'

/**
 * A column with all translations of some owners, so that they come with what they translate and not in a query of their own.
 * @param owners  the columns that name them, as `dossier.id`
 */
export function translationsOf(...owners: string[]): RawBuilder<Translation[]> {
  const ids = sql.join(owners.map((owner) => sql.ref(owner)))
  return sql<Translation[]>`coalesce((
    select jsonb_agg(jsonb_build_object(
      'original', translation.original, 'language', translation.language,
      'text', translation.text, 'byMachine', translation.by_machine
    ))
    from translation where translation.owner_id in (${ids})
  ), '[]'::jsonb)`
}

/** All translations of one owner, as staff read them: by whom, too. */
export async function listTranslations(
  db: Db,
  ownerId: string,
): Promise<(Translation & { madeBy: string })[]> {
  return db
    .selectFrom('translation')
    .innerJoin('account', 'account.id', 'translation.made_by')
    .select(['original', 'language', 'text', 'by_machine as byMachine', 'account.name as madeBy'])
    .where('owner_id', '=', ownerId)
    .execute()
}
