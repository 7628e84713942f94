import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import type { Locale } from '#platform/i18n'
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

/** All translations of some owners into a language, as staff read them: by whom, too. */
export async function listTranslations(
  db: Db,
  ownerIds: string[],
  language: Locale,
): Promise<(Translation & { ownerId: string; madeBy: string })[]> {
  if (ownerIds.length === 0) return []
  return db
    .selectFrom('translation')
    .innerJoin('account', 'account.id', 'translation.made_by')
    .select(['owner_id as ownerId', 'original', 'language', 'text'])
    .select(['by_machine as byMachine', 'account.name as madeBy'])
    .where('owner_id', 'in', ownerIds)
    .where('language', '=', language)
    .execute()
}
