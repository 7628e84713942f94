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
  /** those that no test noticed, in the order of the file */
  survivors: Mutant[]
  /** whether any pure test runs any of it */
  isReached: boolean
}

/** Per file, the lowest share first. Changes that cannot run at all count neither way. */
export function scoreFiles(mutants: readonly Mutant[]): FileScore[] {
  const files = Map.groupBy(mutants, (mutant) => mutant.fileName)
  return Array.from(files, ([file, own]) => scoreFile(file, own)).sort((a, b) => share(a) - share(b))
}

function scoreFile(file: string, mutants: readonly Mutant[]): FileScore {
  const counted = (...statuses: Mutant['status'][]) =>
    mutants.filter((mutant) => statuses.includes(mutant.status))
  const survivors = counted('Survived', 'NoCoverage').sort(
    ({ location: { start: a } }, { location: { start: b } }) => a.line - b.line || a.column - b.column,
  )
  const noticed = counted('Killed', 'Timeout').length
  return { file, noticed, survivors, isReached: noticed + counted('Survived').length > 0 }
}

/** The share that was noticed, in per cent; of a file in which nothing can be changed, all. */
export function share({ noticed, survivors }: FileScore): number {
  const all = noticed + survivors.length
  return all === 0 ? 100 : (100 * noticed) / all
}

/** A file's line, and one for each survivor: where, what stood there, and what stood there instead. */
export function describeScore(score: FileScore, source: string): string {
  const { file, noticed, survivors, isReached } = score
  const all = noticed + survivors.length
  if (all === 0) return `${file}: nothing to change`
  if (!isReached) return `${file}: ${all} changes, and no pure test of its room runs any of it`
  const lines = survivors.map((mutant) => {
    const { line, column } = mutant.location.start
    const unseen = mutant.status === 'NoCoverage' ? ' (runs in no test)' : ''
    return `  ${line}:${column}  ${oneLine(cut(source, mutant.location))} → ${oneLine(mutant.replacement ?? '')}${unseen}`
  })
  return [`${file}: ${share(score).toFixed(1)} % of ${all}`, ...lines].join('\n')
}

/** The text between two places; lines count from 1, columns from 1. */
function cut(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n')
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 110 ? `${line.slice(0, 70)} … ${line.slice(-35)}` : line
}
