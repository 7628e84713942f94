import type { Written } from '#domains/translation'

/** An older version of a statement. */
export type OlderVersion = { number: number; text: string } & Written

/** Which statement came in the place of which. A newer version has a higher number, so there are no circles. */
export type Lineage = {
  newerOf: ReadonlyMap<number, readonly number[]>
  olderOf: ReadonlyMap<number, readonly OlderVersion[]>
}

export type LineageRow = { from: number; to: number; text: string; language: string; state: string }

/** Words that were removed meanwhile are not told any more. */
export function lineageOf(rows: readonly LineageRow[]): Lineage {
  const newerOf = new Map<number, number[]>()
  const olderOf = new Map<number, OlderVersion[]>()
  for (const { from, to, text, language, state } of rows) {
    newerOf.set(from, [...(newerOf.get(from) ?? []), to])
    if (state !== 'closed') continue
    olderOf.set(to, [...(olderOf.get(to) ?? []), { number: from, text, language }])
  }
  return { newerOf, olderOf }
}

/** The version of a statement that somebody answered last, of those that it came in the place of. */
export function findAnsweredVersion(
  { olderOf }: Lineage,
  number: number,
  answered: Pick<ReadonlySet<number>, 'has'>,
): OlderVersion | undefined {
  const seen = new Set<number>()
  const ahead = [...(olderOf.get(number) ?? [])]
  let found: OlderVersion | undefined
  for (let older = ahead.pop(); older; older = ahead.pop()) {
    if (seen.has(older.number)) continue
    seen.add(older.number)
    if (answered.has(older.number)) found = found && found.number > older.number ? found : older
    else ahead.push(...(olderOf.get(older.number) ?? []))
  }
  return found
}

/** What is asked now in the place of a statement: of several, the first that `isAsked` says. */
export function findNewestVersion(
  { newerOf }: Lineage,
  number: number,
  isAsked: (number: number) => boolean,
): number | undefined {
  const seen = new Set<number>()
  const ahead = [...(newerOf.get(number) ?? [])]
  for (let newer = ahead.shift(); newer !== undefined; newer = ahead.shift()) {
    if (seen.has(newer)) continue
    seen.add(newer)
    if (isAsked(newer)) return newer
    ahead.push(...(newerOf.get(newer) ?? []))
  }
  return undefined
}
