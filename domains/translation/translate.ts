import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#db'
import type { Locale } from '#platform/i18n'
import type { Translation } from './translation.ts'

/** Who translates what, of which owner, into which language. */
export type Translating = {
  ownerId: string
  language: Locale
  texts: readonly Pick<Translation, 'original' | 'text' | 'byMachine'>[]
  by: string
  now: Date
}

/** Keeps translations; one whose text is empty is taken away. What stays as it is keeps who made it. */
export async function translate(tx: Tx, { ownerId, language, texts, by, now }: Translating): Promise<void> {
  const digests = texts.map(({ original }) => digestOf(original))
  const gone = digests.filter((_, at) => texts[at]?.text === '')
  if (gone.length > 0)
    await tx
      .deleteFrom('translation')
      .where('owner_id', '=', ownerId)
      .where('language', '=', language)
      .where('digest', 'in', gone)
      .execute()
  const rows = texts.flatMap(({ original, text, byMachine }, at) => {
    const digest = digests[at]
    if (text === '' || original === '' || !digest) return []
    const row = { owner_id: ownerId, language, digest, original, text, by_machine: byMachine }
    return [{ ...row, made_by: by, made_at: now }]
  })
  if (rows.length === 0) return
  await tx
    .insertInto('translation')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['owner_id', 'language', 'digest'])
        .doUpdateSet((eb) => ({
          text: eb.ref('excluded.text'),
          by_machine: eb.ref('excluded.by_machine'),
          made_by: eb.ref('excluded.made_by'),
          made_at: eb.ref('excluded.made_at'),
        }))
        .where(
          sql<boolean>`(translation.text, translation.by_machine) is distinct from (excluded.text, excluded.by_machine)`,
        ),
    )
    .execute()
}

/** Takes away the translations of words that are public no more, or all that an owner has. */
export async function forgetTranslations(
  tx: Tx,
  { ownerId, original }: { ownerId: string; original?: string },
): Promise<void> {
  await tx
    .deleteFrom('translation')
    .where('owner_id', '=', ownerId)
    .$if(original !== undefined, (query) => query.where('digest', '=', digestOf(original ?? '')))
    .execute()
}

function digestOf(original: string): Buffer {
  return createHash('sha256').update(original).digest()
}
