import type { DialoguePage, StatementResult } from '#domains/deliberate'
import type { PublishReportOutcome, Report } from '#domains/opinions'
import type { Translate } from '#platform/i18n'
import { pathHere, type WebContext } from '#web/http'
import { say } from '#web/words'
import { placeMessages } from '../place/place.messages.ts'
import { reportMessages } from './report.messages.ts'
import type { Section } from './report-sentences.ts'

/** What a report page shows: the figures, with the words of the statements that they name. */
export type ReportView = {
  page: DialoguePage
  report: Report
  statements: ReadonlyMap<number, StatementResult>
  /** Where and when it was published; nothing for the report as it is now. */
  published: { version: number; madeAt: Date } | undefined
  /** Those that were published, the newest first. */
  versions: { version: number; madeAt: Date }[]
  isOpen: boolean
  /** Whether the reader may keep the report as it is now. */
  mayPublish: boolean
  /** What came of publishing it. */
  told: PublishReportOutcome['kind'] | undefined
}

export type ReportProps = { c: WebContext; view: ReportView }

export type SayReport = Translate<keyof typeof reportMessages.nl>

export function sayReport(c: WebContext): SayReport {
  return say(c, reportMessages)
}

/** What the parts of a report are called, by where its summary leads. */
export function titlesOf(c: WebContext): Record<Section, string> {
  const t = sayReport(c)
  const place = say(c, placeMessages)
  return {
    participation: t('participationTitle'),
    together: place('groundTitle'),
    divides: place('dividesTitle'),
    map: t('mapTitle'),
    suspects: t('suspectsTitle'),
  }
}

/** Where the figures of this report are, as files and as a page. */
export function addressOf({ c, view }: ReportProps) {
  const dialogue = pathHere(c, `/dialogues/${view.page.dialogue.slug}`)
  const here = view.published ? `${dialogue}/reports/${view.published.version}` : `${dialogue}/report`
  const json = view.published ? `${here}/report.json` : `${here}.json`
  const participation = view.published ? `${here}/participation.csv` : `${dialogue}/participation.csv`
  return { dialogue, here, json, participation }
}

/** Numbers and dates as the page's language writes them. */
export function formatsOf(c: WebContext) {
  const tag = c.var.locale === 'nl' ? 'nl-NL' : 'en-GB'
  return {
    count: new Intl.NumberFormat(tag),
    fine: new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }),
    day: new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' }),
    shortDay: new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'medium' }),
    month: new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  }
}
