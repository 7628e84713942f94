import type { LogEntry } from '#domains/deliberate'
import { spreadsheetLine } from '#platform/csv'
import { sendSpreadsheet, type WebContext } from '#web/http'

/** A file holds all decisions; a dialogue of this many is not there yet. */
export const WHOLE_LOG = 100_000

export const columns = [
  'decided_at',
  'number',
  'text',
  'decision',
  'reason_code',
  'explanation',
  'replaced_by',
  'people',
  'decided_by',
  'requested_by',
  'appeal_lodged_at',
  'appeal_words',
  'appeal_due_on',
  'appeal_outcome',
  'appeal_explanation',
  'appeal_decided_by',
  'appeal_decided_at',
] as const

export type LogLine = Partial<Record<(typeof columns)[number], Date | string | number | null>>

/** A decision as lines of a file: one for each statement that it is about. */
export function logLinesOf(entry: LogEntry): (LogLine & { isPublic: boolean })[] {
  const decided_at = entry.at
  switch (entry.kind) {
    case 'decision': {
      const { number, text, isPublic } = entry.statement
      const { decision, reason, explanation } = entry
      return [{ decided_at, number, text, decision, reason_code: reason, explanation, isPublic }]
    }
    case 'revision': {
      const replaced_by = entry.newer.map((one) => one.number).join(' ')
      const shared = { decided_at, decision: entry.how, explanation: entry.reason, replaced_by }
      return entry.older.map(({ number, text, isPublic }) => ({ ...shared, number, text, isPublic }))
    }
    case 'fact': {
      const { number, text, isPublic } = entry.statement
      return [{ decided_at, number, text, decision: entry.isFact ? 'fact' : 'opinion', isPublic }]
    }
    case 'terms':
      return changedTerms(entry).map(([decision, before, after]) => ({
        decided_at,
        decision,
        explanation: `${before ?? '-'} → ${after ?? '-'}`,
        isPublic: true,
      }))
    case 'refused-elsewhere':
      return entry.numbers.map((number) => ({
        number,
        decision: 'refused',
        reason_code: 'moderated_elsewhere',
        isPublic: false,
      }))
    case 'exclusion': {
      const decision = entry.isExcluded ? 'left_out' : 'taken_back'
      return [{ decided_at, decision, explanation: entry.reason, people: entry.people, isPublic: false }]
    }
  }
}

type Terms = Extract<LogEntry, { kind: 'terms' }>

/** What changed of the terms of a dialogue, with what it was and became. */
function changedTerms({ before, after }: Terms): [decision: string, string | null, string | null][] {
  const all: [string, string | null, string | null][] = [
    ['last_day', before.closesOn, after.closesOn],
    ['moderation', before.moderation, after.moderation],
  ]
  return all.filter(([, was, is]) => was !== is)
}

/** The log as a file, in these columns. */
export function sendLog(
  c: WebContext,
  name: string,
  file: { columns: readonly (typeof columns)[number][]; lines: LogLine[] },
): Response {
  const lines = file.lines.map((line) => spreadsheetLine(file.columns.map((column) => cellOf(line[column]))))
  return sendSpreadsheet(c, [spreadsheetLine([...file.columns]), ...lines], name)
}

function cellOf(value: LogLine[keyof LogLine]): string | number | null {
  return value instanceof Date ? value.toISOString() : (value ?? null)
}
