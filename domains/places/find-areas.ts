import type { Db } from '#db'
import type { AreaKind } from './area.ts'
import type { AreaName, Candidate, Reason } from './candidate.ts'
import { innerPlace, type Position } from './outline.ts'
import {
  type AreaLine,
  findAreas,
  findAreasAt,
  findAreasNamed,
  findNewestOfKinds,
  findNewestYears,
  findOutline,
} from './place.queries.ts'

export type FoundArea = { line: AreaLine; why: Reason }

/** From small to large; a town comes last, as it says least of where something is in it. */
const bySize: readonly AreaKind[] = ['neighbourhood', 'district', 'municipality', 'town']

export function nameOf({ code, year, name }: AreaLine): AreaName {
  return { code, year, name }
}

/** Areas as candidates: with what they lie in, and with what came in the place of those that are no more. */
export async function describeAreas(db: Db, found: readonly FoundArea[]): Promise<Candidate[]> {
  if (found.length === 0) return []
  const lines = found.map(({ line }) => line)
  const around = await namesAround(db, lines)
  const [newest, ofKinds] = await Promise.all([
    findNewestYears(db, municipalitiesOf(lines)),
    findNewestOfKinds(db),
  ])
  return Promise.all(
    found.map(async ({ line, why }): Promise<Candidate> => {
      const stands = line.endedOn === null && (ofKinds.get(line.kind) ?? line.year) <= line.year
      const successors = stands ? null : await findSuccessors(db, line, newest)
      const reason = why === 'code' && successors ? 'former-code' : why
      const { kind: level, code, year, name } = line
      return { kind: 'area', why: reason, name, within: around(line), level, code, year, successors }
    }),
  )
}

function municipalitiesOf(lines: readonly AreaLine[]): string[] {
  return [...new Set(lines.flatMap(({ municipality }) => municipality ?? []))]
}

/** The names of what each area lies in, from small to large. */
async function namesAround(db: Db, lines: readonly AreaLine[]): Promise<(line: AreaLine) => string[]> {
  const codes = new Set(lines.flatMap(({ parent, municipality }) => [parent, municipality]))
  const names = new Map(
    (
      await findAreas(
        db,
        [...codes].filter((code) => code !== null),
      )
    ).map((one) => [one.code, one.name]),
  )
  return ({ code, parent, municipality }) =>
    [...new Set([parent, municipality])].flatMap((one) =>
      one === null || one === code ? [] : (names.get(one) ?? []),
    )
}

/**
 * What came in the place of an area that a newer division knows no more: by where it was; where no file told that, by its name
 * in its municipality.
 * @returns null while it stands; an empty list where nobody can tell
 */
async function findSuccessors(
  db: Db,
  line: AreaLine,
  newest: ReadonlyMap<string, number>,
): Promise<AreaName[] | null> {
  const { kind, year, municipality, folded } = line
  if (municipality === null) return null
  const newestYear = newest.get(`${municipality} ${kind}`) ?? year
  const here = await findNewerAt(db, line)
  if (here) return [nameOf(here)]
  if (newestYear <= year) return line.endedOn === null ? null : []
  return (await findAreasNamed(db, { municipality, kind, year: newestYear, folded })).map(nameOf)
}

/** The newest area of the same kind in which the middle of an older one lies. */
async function findNewerAt(db: Db, { code, year, kind }: AreaLine): Promise<AreaLine | undefined> {
  const outline = await findOutline(db, { code, year })
  if (!outline) return undefined
  const [there = []] = await findAreasAt(db, [innerPlace(outline)])
  return there.find((one) => one.kind === kind && one.year > year && one.code !== code)
}

/** The smallest area that is known to be at each place, in its newest year. */
export async function findSmallestAt(db: Db, places: readonly Position[]): Promise<(AreaLine | undefined)[]> {
  const found = await findAreasAt(db, places)
  return found.map((there) => {
    const kind = bySize.find((one) => there.some((line) => line.kind === one))
    return there.find((line) => line.kind === kind)
  })
}
