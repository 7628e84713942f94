import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { z } from 'zod'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Dossier, DossierPromise, DossierState, DossierText, Phase, PromiseLevel } from './dossier.ts'

/** A dossier with all that its page shows of itself. */
export type DossierPage = {
  dossier: Dossier
  unit: string
  promise: DossierPromise
  /** Older versions of the promise, newest first. */
  earlierPromises: DossierPromise[]
  phases: Phase[]
  /** What it said before its changes, newest first. */
  earlierTexts: DossierText[]
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
    .select('unit.name as unit')
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
  const { unit, promises, phases, earlier, ...dossier } = found
  const [promise, ...earlierPromises] = promises.map((one) => ({ ...one, made_at: new Date(one.made_at) }))
  if (!promise) throw new Error(`Dossier ${found.id} has no promise.`)
  const earlierTexts = earlier.map(({ changed_at, phases: then, ...text }) => ({
    ...text,
    changed_at: new Date(changed_at),
    phases: earlierPhases.parse(then),
  }))
  return { dossier, unit, promise, earlierPromises, phases, earlierTexts }
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
}

/**
 * Dossiers, newest first.
 * @param today  the day on which phases are read, as `2026-05-08`
 */
export async function listDossiers(
  db: Db,
  { states, today, page }: { states: DossierState[]; today: string; page: PageRequest },
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
    ])
    .where('state', 'in', states)
    .$if(cursor !== undefined, (query) => query.where(sql<boolean>`dossier.id < ${cursor?.[0] ?? ''}::uuid`))
    .orderBy('id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [row.id])
}

/** Open dossiers to choose from in a form, by question. */
export async function listOpenDossiers(db: Db): Promise<{ id: string; slug: string; question: string }[]> {
  return db
    .selectFrom('dossier')
    .select(['id', 'slug', 'question'])
    .where('state', '=', 'open')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}
