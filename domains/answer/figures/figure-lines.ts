import { spreadsheetLine } from '#platform/csv'
import type { FigureRow, Figures } from './read-figures.ts'

const columns = [
  'by',
  'key',
  'name',
  'came_in',
  'first_answer_median_minutes',
  'first_answer_p90_minutes',
  'first_answer_in_time_percent',
  'solved_median_minutes',
  'solved_p90_minutes',
  'solved_in_time_percent',
  'opened_again_percent',
]

/**
 * Figures as lines of a file: all of it, one line each. What is not told is empty; times are working minutes.
 * The first line says the columns; the second, of the period, its first and its last day.
 */
export function figureLines(figures: Figures): string[] {
  const { from, to, of, all, spam, outcomes, through, channels, subjects, units } = figures
  const kind = of ? of.by : 'all'
  const lines = [
    columns,
    ['period', from, to],
    lineOf(kind, of ? { ...all, key: of.key, name: of.name ?? '' } : all),
    ...(of ? [] : [['outcome', 'spam', '', spam]]),
    ...outcomes.map(({ key, cameIn }) => ['outcome', key, '', cameIn]),
    ...through.map((row) => lineOf(row.key.length === 7 ? 'month' : 'week', row)),
    ...channels.map((row) => lineOf('channel', row)),
    ...subjects.map((row) => lineOf('subject', row)),
    ...units.map((row) => lineOf('unit', row)),
  ]
  return lines.map((cells) =>
    spreadsheetLine([...cells, ...Array<null>(columns.length - cells.length).fill(null)]),
  )
}

function lineOf(by: string, { key, name = '', cameIn, first, solved, openedAgain }: FigureRow) {
  return [
    ...[by, key, name, cameIn, first.median, first.p90, first.inTime],
    ...[solved.median, solved.p90, solved.inTime, openedAgain],
  ]
}
