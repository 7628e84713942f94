import type { Stryker } from '@stryker-mutator/core'

/** One change of the code, and what the tests made of it. */
export type Mutant = Pick<
  Awaited<ReturnType<Stryker['runMutationTest']>>[number],
  'fileName' | 'location' | 'replacement' | 'status'
>

/** What the tests of a room notice of changes in one file. */
export type FileScore = {
  file: string
  noticed: number
  /** those that ran in a test and that none noticed, in the order of the file */
  survivors: Mutant[]
  /** those that ran in no test, likewise */
  unrun: Mutant[]
}

/** Per file, the lowest share first. Changes that cannot run at all count neither way. */
export function scoreFiles(mutants: readonly Mutant[]): FileScore[] {
  const files = Map.groupBy(mutants, (mutant) => mutant.fileName)
  return Array.from(files, ([file, own]) => scoreFile(file, own)).sort((a, b) => share(a) - share(b))
}

function scoreFile(file: string, mutants: readonly Mutant[]): FileScore {
  const ordered = mutants.toSorted(
    ({ location: { start: a } }, { location: { start: b } }) => a.line - b.line || a.column - b.column,
  )
  const listed = (...statuses: Mutant['status'][]) =>
    ordered.filter((mutant) => statuses.includes(mutant.status))
  const noticed = listed('Killed', 'Timeout').length
  return { file, noticed, survivors: listed('Survived'), unrun: listed('NoCoverage') }
}

function share({ noticed, survivors, unrun }: FileScore): number {
  const all = noticed + survivors.length + unrun.length
  return all === 0 ? 100 : (100 * noticed) / all
}

/**
 * A file's line, and one for each survivor: where, what stood there, and what stood there instead. Files of which pure
 * tests run a part only, as those with SQL in them, have the share of that part beside.
 */
export function describeScore(score: FileScore, source: string): string {
  const { file, noticed, survivors, unrun } = score
  const [run, all] = [noticed + survivors.length, noticed + survivors.length + unrun.length]
  if (all === 0) return `${file}: nothing to change`
  if (noticed === 0) return `${file}: ${all} changes, and no pure test of its room notices any`
  const lines = survivors.map((mutant) => {
    const { line, column } = mutant.location.start
    const [before, after] = closeUp(cut(source, mutant.location), mutant.replacement ?? '')
    return `  ${line}:${column}  ${before} → ${after}`
  })
  const total = `${file}: ${percent(score)} of ${all}`
  if (unrun.length === 0) return [total, ...lines].join('\n')
  const places = [...new Set(unrun.map(({ location }) => location.start.line))].join(', ')
  const ofPart = `, ${percent({ ...score, unrun: [] })} of the ${run} in what tests run`
  return [total + ofPart, ...lines, `  ${unrun.length} run in no test, from lines ${places}`].join('\n')
}

function percent(score: FileScore): string {
  return `${share(score).toFixed(1)} %`
}

/** The text between two places; lines count from 1, columns from 1. */
function cut(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n')
}

const WIDTH = 60

/** Two texts on one line each; of long ones that begin alike, from shortly before where they part. */
function closeUp(...texts: [string, string]): string[] {
  const [a = '', b = ''] = texts.map((text) => text.replace(/\s+/g, ' '))
  let same = 0
  while (same < a.length && a[same] === b[same]) same += 1
  const from = Math.max(a.length, b.length) <= WIDTH ? 0 : Math.max(0, same - 15)
  return [a, b].map((text) => {
    const shown = text.slice(from, from + WIDTH)
    return `${from > 0 ? '…' : ''}${shown}${from + WIDTH < text.length ? '…' : ''}`
  })
}
