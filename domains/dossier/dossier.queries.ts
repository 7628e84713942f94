import { type RawBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { z } from 'zod'
import type { Db } from '#db'
import { inLanguage, type Translation, translationsOf, type Written } from '#domains/translation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Locale } from '#platform/i18n'
import type {
  Dossier,
  DossierPromise,
  DossierState,
  DossierText,
  DossierWords,
  Phase,
  PromiseLevel,
} from './dossier.ts'

/** A dossier with all that its page shows of itself. */
export type DossierPage = {
  dossier: Dossier & Written
  unit: string
  promise: DossierPromise & Written
  /** Older versions of the promise, newest first. */
  earlierPromises: (DossierPromise & Written)[]
  phases: (Phase & Written)[]
  /** What it said before its changes, newest first. */
  earlierTexts: DossierText[]
  translations: readonly Translation[]
}

const earlierPhases = z.array(
  z.object({
    title: z.string(),
    description: z.string(),
    startsOn: z.string(),
    endsOn: z.string().nullable(),
  }),
)

/** One statement to the database, whatever the dossier holds. */
export async function findDossierBySlug(db: Db, slug: string): Promise<DossierPage | undefined> {
  const found = await db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.id', 'dossier.unit_id')
    .selectAll('dossier')
    .select(['unit.name as unit', translationsOf('dossier.id').as('translations')])
    .select((from) => [
      jsonArrayFrom(
        from
          .selectFrom('dossier_promise')
          .selectAll()
          .whereRef('dossier_id', '=', 'dossier.id')
          .orderBy('version', 'desc'),
      ).as('promises'),
      jsonArrayFrom(
        from
          .selectFrom('dossier_phase')
          .selectAll()
          .whereRef('dossier_id', '=', 'dossier.id')
          .orderBy('position'),
      ).as('phases'),
      jsonArrayFrom(
        from
          .selectFrom('dossier_earlier_text')
          .select(['version', 'question', 'summary', 'area', 'phases', 'reason_for_change', 'changed_at'])
          .whereRef('dossier_id', '=', 'dossier.id')
          .orderBy('version', 'desc'),
      ).as('earlier'),
    ])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!found) return undefined
  const { unit, promises, phases, earlier, translations, ...dossier } = found
  const { language } = dossier
  const [promise, ...earlierPromises] = promises.map((one) => ({
    ...one,
    made_at: new Date(one.made_at),
    language,
  }))
  if (!promise) throw new Error(`Dossier ${found.id} has no promise.`)
  const texts = earlier.map((text) => ({
    ...text,
    changed_at: new Date(text.changed_at),
    phases: earlierPhases.parse(text.phases),
  }))
  const words = { ...dossier, phases: phases.map(wordsOfPhase) }
  const earlierTexts = texts.map((text, at) => ({ ...text, language, became: texts[at - 1] ?? words }))
  return {
    dossier,
    unit,
    promise,
    earlierPromises,
    phases: phases.map((phase) => ({ ...phase, language })),
    earlierTexts,
    translations,
  }
}

function wordsOfPhase({ title, description, starts_on, ends_on }: Phase): DossierWords['phases'][number] {
  return { title, description, startsOn: starts_on, endsOn: ends_on }
}

/** A dossier in a list. */
export type DossierLine = Pick<
  Dossier,
  'id' | 'slug' | 'question' | 'summary' | 'area' | 'language' | 'state' | 'created_at'
> & {
  level: PromiseLevel
  answerOn: string
  decidedBy: string
  /** The last day of the phase that runs now, where it has one. */
  phaseEndsOn: string | null
  phaseTitle: string | null
  /** In which its title is. */
  phaseLanguage: string
  translations: readonly Translation[]
} & Pick<Written, 'translated'>

/**
 * Dossiers, newest first.
 * @param today  the day on which phases are read, as `2026-05-08`
 * @param tsquery  only those whose words it finds, or whose words in another language; as `prepareSearch` makes it
 */
export async function listDossiers(
  db: Db,
  {
    states,
    today,
    tsquery,
    page,
  }: { states: DossierState[]; today: string; tsquery?: string; page: PageRequest },
): Promise<Page<DossierLine>> {
  const cursor = readCursor(page.after, ['uuid'])
  const rows = await db
    .selectFrom('dossier')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('dossier_promise')
          .select(['level', 'answer_on as answerOn', 'decided_by as decidedBy'])
          .whereRef('dossier_promise.dossier_id', '=', 'dossier.id')
          .orderBy('version', 'desc')
          .limit(1)
          .as('promise'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('dossier_phase')
          .select(['ends_on as phaseEndsOn', 'title as phaseTitle'])
          .whereRef('dossier_phase.dossier_id', '=', 'dossier.id')
          .where('starts_on', '<=', today)
          .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
          .orderBy('position')
          .limit(1)
          .as('phase'),
      (join) => join.onTrue(),
    )
    .select([
      'id',
      'slug',
      'question',
      'summary',
      'area',
      'language',
      'state',
      'created_at',
      'level',
      'answerOn',
      'decidedBy',
      'phaseEndsOn',
      'phaseTitle',
      'language as phaseLanguage',
      translationsOf('dossier.id').as('translations'),
    ])
    .where('state', 'in', states)
    .$if(tsquery !== undefined, (query) => query.where(isFoundBy(tsquery ?? '')))
    .$if(cursor !== undefined, (query) => query.where(sql<boolean>`dossier.id < ${cursor?.[0] ?? ''}::uuid`))
    .orderBy('id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [row.id])
}

/** By its own words, or by what they were translated to: each as a whole. */
function isFoundBy(tsquery: string): RawBuilder<boolean> {
  return sql`dossier.id in (
    select id from dossier
    where found_words(question || E'\n' || summary || E'\n' || area) @@ ${tsquery}::tsquery
    union
    select dossier.id from translation join dossier on dossier.id = translation.owner_id
    where found_words(translation.text) @@ ${tsquery}::tsquery
      and translation.original in (question, summary, area)
  )`
}

/** Open dossiers to choose from in a form, by question. */
export async function listOpenDossiers(
  db: Db,
): Promise<Pick<Dossier, 'id' | 'slug' | 'question' | 'language'>[]> {
  return db
    .selectFrom('dossier')
    .select(['id', 'slug', 'question', 'language'])
    .where('state', '=', 'open')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** A dossier with its promise and phases in a language, each where it was translated. */
export function dossierIn(language: Locale, page: DossierPage): DossierPage {
  const { translations } = page
  if (translations.length === 0) return page
  const promiseIn = <Promised extends DossierPage['promise']>(promise: Promised) =>
    inLanguage(promise, ['statement', 'decided_by'], language, translations)
  return {
    ...page,
    dossier: inLanguage(page.dossier, ['question', 'summary', 'area'], language, translations),
    promise: promiseIn(page.promise),
    earlierPromises: page.earlierPromises.map(promiseIn),
    phases: page.phases.map((phase) => inLanguage(phase, ['title', 'description'], language, translations)),
  }
}

/** The same of one in a list. */
export function lineIn(language: Locale, line: DossierLine): DossierLine {
  const phase = { language: line.language, phaseTitle: line.phaseTitle }
  const { phaseTitle, language: phaseLanguage } = inLanguage(
    phase,
    ['phaseTitle'],
    language,
    line.translations,
  )
  const here = inLanguage(line, ['question', 'summary'], language, line.translations)
  return { ...here, phaseTitle, phaseLanguage }
}
