import type { SourceProblem } from '../sources/source-problem.ts'

/** What a page says, without what stands around it, and without who wrote it. */
export interface ReadPage {
  readonly title: string
  /** Allowed elements only; safe to show. */
  readonly html: string
  readonly text: string
  readonly language: string | undefined
  readonly publishedAt: Date | undefined
}

/** Why a page that came is not taken in: its site does not want that, or there is nothing to take. */
export type PageReason =
  | 'page-noindex'
  | 'page-nobot'
  | 'page-reserved'
  | 'page-paid'
  | 'page-not-html'
  | 'page-no-text'
  | 'page-too-much'
  | 'page-too-long'

export type ReadPageOutcome = { kind: 'page'; page: ReadPage } | { kind: 'no-page'; reason: PageReason }

/** Why a page gives nothing, in one word that is stored and that pages have a sentence for. */
export type PageProblem = SourceProblem | PageReason | 'page-robots'
