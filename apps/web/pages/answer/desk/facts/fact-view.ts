import type { FactCounts, FactDesk, FactPostLine, Obstacle, OutdatedCitation } from '#domains/answer'
import type { Page } from '#platform/db'
import type { FormView } from '../answering-page.tsx'
import type { OwnTranslation } from '../translate/translate-own.tsx'

/** What was just done with a sheet, told once. */
export const factDone = [
  'put',
  'unchanged',
  'published',
  'corrected',
  'withdrawn',
  'returned',
  'settled',
  'translated',
] as const

export type FactDeskView = {
  fact: FactDesk
  /** Who looks. */
  by: string
  /** What keeps them from approving what waits; undefined where nothing does, or nothing waits. */
  obstacle: Obstacle | undefined
  posts: { page: Page<FactPostLine>; counts: FactCounts; after: string | undefined }
  cited: {
    page: Page<OutdatedCitation>
    counts: { cited: number; outdated: number }
    after: string | undefined
  }
  translation: OwnTranslation | undefined
  form: FormView
  done?: (typeof factDone)[number] | undefined
}
