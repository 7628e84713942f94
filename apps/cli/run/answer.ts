import { Command } from 'commander'
import { z } from 'zod'
import {
  checkAnswers,
  figureLines,
  LONGEST_PERIOD,
  type PeriodProblem,
  readFigureSubject,
  readFigures,
  readPeriod,
} from '#domains/answer'
import { addDays, dateIn, systemClock } from '#platform/clock'
import { SetupError } from '#platform/postgres'
import { withDatabase } from './with-database.ts'

/** `weerklank answer …` */
export function answerCommand(): Command {
  const command = new Command('answer').description('conversations and the answers in them')
  command
    .command('check')
    .description(
      'count once more what stands beside the entries of each conversation, its tasks too, and look each answer up under its mandate',
    )
    .addHelpText(
      'after',
      "\nPrints JSON: {conversations, entries, folds: 'equal' or [{conversation, differs}], tasks: 'equal' or\n[{conversation, task, differs}], mandates: 'held' or [{conversation, seq, why}" +
        "\nor {mail, why}], figures: 'equal' or [{conversation, run, differs}], beforeMandates}. The last counts answers from before mandates were asked. Ends with 1 where something is wrong." +
        '\nMay run while people work; at most 1,000 faults of a kind are told.',
    )
    .action(runCheck)
  command
    .command('figures')
    .description(
      'figures of the inbox, of whole months: what came in, how long answering took, and what was in time',
    )
    .option(
      '--from <month>',
      'the first month, as 2026-01, or its first day; this year as far as it is over, unless said',
    )
    .option('--to <month>', 'the last month, as 2026-03, or its last day')
    .option('--of <part>', 'of a part alone: channel:mail, subject:<id> or unit:<id>')
    .option('--json', 'as JSON; otherwise as lines for a spreadsheet, as the page has them to download')
    .addHelpText(
      'after',
      '\nThe same as the page /desk/figures shows to who may not read restricted subjects; what these hold is in no figure here.' +
        '\nTimes are working minutes, shares are per cent. Null, or nothing: fewer than ten, or such a number would follow from it.',
    )
    .action(runFigures)
  return command
}

type FiguresOptions = { from?: string; to?: string; of?: string; json?: boolean }

async function runFigures({ from, to, of, json = false }: FiguresOptions): Promise<void> {
  const figures = await withDatabase(async ({ db, config }) => {
    const now = systemClock.now()
    const today = dateIn(config.timeZone, now)
    const asked = readPeriod({ from: monthAt(from, 'first'), to: monthAt(to, 'last') }, today)
    if (asked.kind !== 'period') throw new SetupError(periodSentences[asked.kind](asked.value))
    const part = of === undefined ? undefined : readFigureSubject(of)
    const reader = { accountId: null, today }
    const isPart = of === undefined || part !== undefined
    const found = isPart
      ? await readFigures(db, { period: asked.period, of: part, reader, timeZone: config.timeZone, now })
      : undefined
    if (!found) throw new SetupError(`There is no part "${of}": say channel:mail, subject:<id> or unit:<id>.`)
    return found
  })
  console.log(json ? JSON.stringify(figures, null, 2) : figureLines(figures).join('').trimEnd())
}

/** A month, also where somebody names the day with which it begins or ends. */
function monthAt(text: string | undefined, end: 'first' | 'last'): string | undefined {
  if (text === undefined || !z.iso.date().safeParse(text).success) return text
  const beside = addDays(text, end === 'first' ? -1 : 1)
  return beside.slice(0, 7) === text.slice(0, 7) ? text : text.slice(0, 7)
}

const periodSentences = {
  'not-a-month': (value) =>
    `"${value}" is no whole month: say 2026-03, or the first day of the first and the last day of the last.`,
  'not-over': (value) => `"${value}" is not over yet: name a month that is.`,
  'wrong-order': (value) => `The first month, ${value}, is later than the last: turn them round.`,
  'too-long': (value) => `From ${value} it is more than ${LONGEST_PERIOD} months: name a later first month.`,
} satisfies Record<PeriodProblem['kind'], (value: string) => string>

async function runCheck(): Promise<void> {
  const check = await withDatabase(({ db, config }) => checkAnswers(db, config.timeZone))
  console.log(JSON.stringify(check, null, 2))
  const { folds, tasks, mandates, figures } = check
  if ([folds, tasks, figures].some((one) => one !== 'equal') || mandates !== 'held') process.exitCode = 1
}
