import { Command, InvalidArgumentError, Option } from 'commander'
import { openOutput, UnusableFile } from '../run/usable-file.ts'
import { analyse } from './opinion-analysis.ts'
import { type FileSign, readGroups, readStatements, readVotes } from './opinion-files.ts'
import { toResult } from './opinion-result.ts'
import { isFailed, selftest } from './opinion-selftest.ts'
import { readShowings } from './opinion-showings.ts'

interface MapFlags {
  readonly votes: string
  readonly statements?: string
  readonly groups?: string
  readonly showings?: string
  readonly method: 'weerklank' | 'polis'
  readonly seed: number
  readonly k?: number
  readonly select: number
  readonly sign: FileSign
  readonly exclude: readonly number[]
  readonly summary?: boolean
  readonly evidence: boolean
  readonly out: string
}

/** `weerklank opinion …`: runs the opinion engine on files. */
export function opinionCommand(): Command {
  const command = new Command('opinion').description('opinion maps of a dialogue, from files with votes')
  command
    .command('map')
    .description('compute the map of a dialogue and write it to a file')
    .requiredOption('--votes <file>', 'votes.csv, participants-votes.csv, or packed .bin')
    .option('--statements <file>', 'comments.csv with moderation and meta flags')
    .option(
      '--groups <file>',
      'take the published groups of a participants-votes.csv instead of finding them',
    )
    .option(
      '--showings <file>',
      'weigh votes by what was shown: timestamp, comment-id, voter-id, propensity (CSV)',
    )
    .addOption(
      new Option('--method <method>', 'which engine').choices(['weerklank', 'polis']).default('weerklank'),
    )
    .option('--seed <number>', 'seed of every draw', wholeNumber('--seed', 0), 1)
    .addOption(
      new Option('--k <number>', 'seek exactly this many groups')
        .argParser(wholeNumber('--k', 2, MOST_SOUGHT))
        .conflicts('groups'),
    )
    .option('--select <number>', 'how many statements to select', wholeNumber('--select', 1), 10)
    .addOption(
      new Option('--sign <sign>', 'which vote is agree in the file')
        .choices(['agree-positive', 'agree-negative'])
        .default('agree-positive'),
    )
    .option('--exclude <ids>', 'participants who do not count, separated by commas', idList, [])
    .option('--summary', 'leave positions and members out')
    .option('--no-evidence', 'skip what takes long: whether axes and groups are more than chance')
    .requiredOption('--out <file>', 'where to write the result (JSON)')
    .action((flags: MapFlags) => {
      orExplain(() => {
        runMap(flags)
      })
    })
  command
    .command('selftest')
    .description("check the Polis-compatible mode against a folder with a server's own answer")
    .argument('<dir>', 'votes.json, votes.csv or …-votes.csv, with math-pca2.json or …_math_blob.json')
    .action((folder: string) => {
      orExplain(() => {
        runSelftest(folder)
      })
    })
  return command
}

const MOST_SOUGHT = 8

function wholeNumber(flag: string, least: number, most = Number.MAX_SAFE_INTEGER) {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`
  return (text: string) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`${flag} takes a whole number ${range}.`)
    return value
  }
}

function idList(text: string): number[] {
  return text.split(',').map(wholeNumber('--exclude', 0))
}

/** Says in one sentence what is wrong with the input, and exits 1; anything else is a bug and throws. */
function orExplain(run: () => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    console.error(`weerklank: ${error.message}`)
    process.exitCode = 1
  }
}

function runMap(flags: MapFlags): void {
  const start = performance.now()
  const inputs = [flags.votes, flags.statements, flags.groups, flags.showings].filter(
    (file) => file !== undefined,
  )
  const write = openOutput(flags.out, inputs)
  const statements = flags.statements === undefined ? undefined : readStatements(flags.statements)
  const published = flags.groups === undefined ? undefined : readGroups(flags.groups)
  const showings = flags.showings === undefined ? undefined : readShowings(flags.showings)
  progress('load', 0)
  const table = readVotes({ votes: flags.votes, statements, sign: flags.sign })
  for (const id of flags.exclude) {
    if (table.participantIndex(id) < 0)
      throw new UnusableFile(`--exclude names participant ${id}, who is not in ${flags.votes}`)
    table.setExcluded(id, true)
  }
  const loadMs = performance.now() - start
  const analysis = analyse(table, {
    method: flags.method,
    seed: flags.seed,
    evidence: flags.evidence,
    published,
    k: flags.k,
    select: flags.select,
    showings,
    onProgress: progress,
  })
  write(JSON.stringify(toResult(analysis, { summary: flags.summary === true, loadMs })))
  progress('done', 1)
}

let lastShown = 0

/** One line on a terminal, a line every few seconds elsewhere. */
function progress(stage: string, done: number): void {
  const now = performance.now()
  const isDone = stage === 'done'
  if (!isDone && now - lastShown < (process.stderr.isTTY ? 100 : 3000)) return
  lastShown = now
  const text = isDone ? 'done' : `${stage} ${Math.round(done * 100)} %`
  process.stderr.write(
    process.stderr.isTTY && !isDone ? `\r${text}   ` : `${process.stderr.isTTY ? '\r' : ''}${text}\n`,
  )
}

function runSelftest(folder: string): void {
  const lines = selftest(folder)
  for (const line of lines) {
    const verdict = line.fault ? `known fault: ${line.fault}` : isFailed(line) ? 'FAILED' : 'ok'
    const bound = Number.isFinite(line.bound) ? `bound ${line.bound.toExponential(0)}` : 'reported'
    console.log(
      `${line.quantity.padEnd(54)} ${line.error.toExponential(2).padStart(9)}  ${bound.padEnd(12)} ${String(line.compared).padStart(5)} compared  ${verdict}`,
    )
  }
  if (lines.some(isFailed)) process.exitCode = 1
}
