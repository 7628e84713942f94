import type { Db } from '#db'
import { listReadableTexts } from '#domains/deliberate'
import { listDossiers } from '#domains/dossier'
import { listOutcomes } from '#domains/followup'
import type { Page } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { prepareSearch } from '#platform/search'
import { findHits, type Hit, type HitKind, hitKinds } from './hits.ts'
import { findNearWords } from './near-words.ts'

/** What somebody typed, on which day and in which language; of one kind alone, from where on. */
export type Question = {
  typed: string
  today: string
  locale: Locale
  only?: HitKind | undefined
  after?: string | undefined
}

export type Answer = {
  /** Whether there was a word to look for. */
  isAsked: boolean
  /** Whether they typed more than was looked for. */
  isCut: boolean
  /** Each kind of which something was found. */
  found: { kind: HitKind; hits: Page<Hit> }[]
  /** What they may have meant, where nothing was found: it finds something. */
  near: string | undefined
}

const SHOWN_OF_EACH = 5
const SHOWN_OF_ONE = 20

/** Looks among all that everybody may read. */
export async function lookFor(db: Db, question: Question): Promise<Answer> {
  const { typed, ...where } = question
  const { isAsked, isCut, found } = await look(db, question)
  const isNothing = isAsked && found.length === 0 && where.after === undefined
  return { isAsked, isCut, found, near: isNothing ? await findNear(db, typed, question) : undefined }
}

async function look(db: Db, { typed, today, locale, only, after }: Question): Promise<Omit<Answer, 'near'>> {
  const { search, isCut } = await prepareSearch(db, typed)
  if (!search) return { isAsked: false, isCut, found: [] }
  const kinds = only ? [only] : hitKinds
  const page = only ? { after, size: SHOWN_OF_ONE } : { size: SHOWN_OF_EACH }
  const all = await Promise.all(
    kinds.map(async (kind) => ({ kind, hits: await findHits(db, kind, { search, today, locale }, page) })),
  )
  return { isAsked: true, isCut, found: all.filter(({ hits }) => hits.rows.length > 0) }
}

/** So many texts of each kind, the newest, are read for words that are near to what was typed. */
const READ_OF_EACH = { dossiers: 200, outcomes: 100, dialogues: 2000 }

async function findNear(db: Db, typed: string, question: Question): Promise<string | undefined> {
  const { today } = question
  const [dossiers, outcomes, others] = await Promise.all([
    listDossiers(db, { states: ['open', 'closed'], today, page: { size: READ_OF_EACH.dossiers } }),
    listOutcomes(db, {}, { size: READ_OF_EACH.outcomes }),
    listReadableTexts(db, { today, most: READ_OF_EACH.dialogues }),
  ])
  const texts = [
    ...dossiers.rows.flatMap(({ question, summary, area }) => [question, summary, area]),
    ...outcomes.rows.flatMap(({ action, why }) => [action, why]),
    ...others,
  ]
  const near = findNearWords(typed, texts)
  if (near === undefined) return undefined
  const { found } = await look(db, { ...question, typed: near })
  return found.length > 0 ? near : undefined
}
