import type { Db } from '#db'
import {
  type FactVerdict,
  factLineIn,
  findFactsBySearch,
  findNearReportsBySearch,
  type NearState,
  nearLineIn,
} from '#domains/answer'
import { findDialoguesBySearch, findStatementsBySearch } from '#domains/deliberate'
import { lineIn, listDossiers } from '#domains/dossier'
import { listOutcomes, outcomeIn, type Verdict } from '#domains/followup'
import { inLanguage, type Written } from '#domains/translation'
import type { Page, PageRequest } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { markTexts, type PreparedSearch } from '#platform/search'

/** What there is to find, in the order in which it is shown. */
export const hitKinds = ['facts', 'dossiers', 'dialogues', 'outcomes', 'reported', 'statements'] as const
export type HitKind = (typeof hitKinds)[number]

/** Something that was found, as everybody may read it. */
export type Hit = {
  /** Where it stands, without the language. */
  path: string
  text: { said: string; spans: readonly number[] }
  /** What it says besides. */
  more?: { said: string; spans: readonly number[] }
  written: Written
  /** What it belongs to. */
  about?: { said: string; written: Written }
  verdict?: Verdict
  /** How it stands with something that was reported. */
  state?: NearState
  /** What we say of a claim. */
  fact?: FactVerdict
  /** Whether it is over. */
  isClosed: boolean
}

/** What is looked for, where, on which day, and in which language it is read. */
export type Hunt = { search: PreparedSearch; today: string; locale: Locale }

/** One kind of what is found, each with the condition by which its own pages show it. */
export async function findHits(db: Db, kind: HitKind, hunt: Hunt, page: PageRequest): Promise<Page<Hit>> {
  const { rows, next } = await finders[kind](db, hunt, page)
  const marks = await markTexts(
    db,
    hunt.search,
    rows.map(({ text, more }) => (more ? [text, more] : [text])),
  )
  const spansAt = (row: number, at: number) => marks[row]?.[at]?.spans ?? []
  return {
    next,
    rows: rows.map(({ text, more, ...hit }, row) => ({
      ...hit,
      text: { said: text, spans: spansAt(row, 0) },
      ...(more ? { more: { said: more, spans: spansAt(row, 1) } } : {}),
    })),
  }
}

type Found = Omit<Hit, 'text' | 'more'> & { text: string; more?: string }
type Finder = (db: Db, hunt: Hunt, page: PageRequest) => Promise<Page<Found>>

const finders: Record<HitKind, Finder> = {
  facts: async (db, { search: { tsquery }, locale }, page) => {
    const { rows, next } = await findFactsBySearch(db, { tsquery }, page)
    return {
      next,
      rows: rows
        .map((line) => factLineIn(locale, line))
        .map(({ number, claim, answer, verdict, ...line }) => ({
          path: `/facts/${number}`,
          text: claim,
          more: answer,
          written: writtenIn(line),
          fact: verdict,
          isClosed: false,
        })),
    }
  },
  dossiers: async (db, { search: { tsquery }, today, locale }, page) => {
    const { rows, next } = await listDossiers(db, { states: ['open', 'closed'], today, tsquery, page })
    const found = rows.map((line) => lineIn(locale, line))
    return {
      next,
      rows: found.map(({ slug, question, summary, state, ...line }) => ({
        path: `/dossiers/${slug}`,
        text: question,
        more: summary,
        written: writtenIn(line),
        isClosed: state === 'closed',
      })),
    }
  },
  dialogues: async (db, { search: { tsquery }, today, locale }, page) => {
    const { rows, next } = await findDialoguesBySearch(db, { tsquery, today }, page)
    return {
      next,
      rows: rows.map(({ translations, dossier, ...dialogue }) => {
        const here = inLanguage(dialogue, ['question', 'introduction'], locale, translations)
        const about = inLanguage(dossier, ['question'], locale, translations)
        return {
          path: `/dialogues/${here.slug}`,
          text: here.question,
          ...(here.introduction ? { more: here.introduction } : {}),
          written: writtenIn(here),
          about: { said: about.question, written: writtenIn(about) },
          isClosed: !here.isOpen,
        }
      }),
    }
  },
  outcomes: async (db, { search: { tsquery }, locale }, page) => {
    const { rows, next } = await listOutcomes(db, { tsquery }, page)
    const found = rows.map((outcome) => outcomeIn(locale, outcome))
    return {
      next,
      rows: found.map(({ dossier, action, why, verdict, ...outcome }) => ({
        path: `/outcomes?dossier=${dossier.slug}`,
        text: action,
        more: why,
        written: writtenIn(outcome),
        about: { said: dossier.question, written: writtenIn(dossier) },
        verdict,
        isClosed: false,
      })),
    }
  },
  reported: async (db, { search: { tsquery }, locale }, page) => {
    const { rows, next } = await findNearReportsBySearch(db, { tsquery }, page)
    return {
      next,
      rows: rows
        .map((line) => nearLineIn(locale, line))
        .map(({ publicId, title, state, ...line }) => ({
          path: `/near/${publicId}`,
          text: title,
          more: line.placeName ? `${line.placeName}, ${line.area.name}` : line.area.name,
          written: writtenIn(line),
          state,
          isClosed: false,
        })),
    }
  },
  statements: async (db, { search: { tsquery }, today, locale }, page) => {
    const { rows, next } = await findStatementsBySearch(db, { tsquery, today }, page)
    return {
      next,
      rows: rows.map(({ translations, dialogue, ...statement }) => {
        const here = inLanguage(statement, ['text'], locale, translations)
        const about = inLanguage(dialogue, ['question'], locale, translations)
        const base = `/dialogues/${dialogue.slug}`
        return {
          path: dialogue.isOpen ? `${base}?statement=${here.number}` : `${base}/results#s${here.number}`,
          text: here.text,
          written: writtenIn(here),
          about: { said: about.question, written: writtenIn(about) },
          isClosed: !dialogue.isOpen,
        }
      }),
    }
  },
}

function writtenIn({ language, translated }: Written): Written {
  return { language, translated }
}
