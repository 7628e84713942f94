import type { Db } from '#db'
import { type Candidate, compareCandidates, meet, type Reason, reasons } from './candidate.ts'
import { describeAreas, type FoundArea } from './find-areas.ts'
import { describeAddresses, describeStreets, findNumbered, streetsOf } from './find-streets.ts'
import { foldName, keysOf } from './name.ts'
import {
  findAddressesOfPostcode,
  findAreas,
  findStreets,
  searchAreas,
  searchStreets,
} from './place.queries.ts'
import { type Reading, readPlaceText } from './read-place-text.ts'

type NameReading = Extract<Reading, { kind: 'name' }>

/** So many are shown at most: whoever sees more types more. */
export const MOST_CANDIDATES = 20

/**
 * Places that somebody may mean by what they typed: a code, a postcode, a street with its number, or a name; written short, without
 * accents, or with a slip in it. Names that several places have are all there, with what they lie in.
 * @returns at most 20, the likeliest first
 */
export async function findPlaces(db: Db, typed: string): Promise<Candidate[]> {
  const readings = readPlaceText(typed)
  const found: Candidate[] = []
  for (const reading of readings) {
    if (reading.kind === 'code') found.push(...(await findByCode(db, reading.code)))
    if (reading.kind === 'postcode') found.push(...(await findByPostcode(db, reading)))
  }
  const names = readings.filter((reading) => reading.kind === 'name')
  if (names.length > 0) found.push(...(await findByName(db, names)))
  return bestOf(found).toSorted(compareCandidates).slice(0, MOST_CANDIDATES)
}

async function findByCode(db: Db, code: string): Promise<Candidate[]> {
  const [areas, streets] = await Promise.all([findAreas(db, [code]), findStreets(db, [code])])
  const found = streetsOf(streets, () => 'code')
  return [
    ...(await describeAreas(
      db,
      areas.map((line) => ({ line, why: 'code' as const })),
    )),
    ...(await describeStreets(db, found)),
  ]
}

async function findByPostcode(
  db: Db,
  { postcode, number, addition }: Extract<Reading, { kind: 'postcode' }>,
): Promise<Candidate[]> {
  const all = await findAddressesOfPostcode(db, { postcode, number })
  const exact = all.filter((one) => addition !== '' && one.addition.replace('-', '') === addition)
  const found = exact.length > 0 ? exact : all
  return describeAddresses(
    db,
    found.slice(0, MOST_CANDIDATES).map((line) => ({ line, why: 'postcode' as const })),
  )
}

async function findByName(db: Db, readings: readonly NameReading[]): Promise<Candidate[]> {
  const search = {
    folded: [...new Set(readings.map(({ name }) => foldName(name)))],
    keys: [...new Set(readings.flatMap(({ name }) => keysOf(name)))],
  }
  const [areas, streets] = await Promise.all([searchAreas(db, search), searchStreets(db, search)])
  const found = await Promise.all(
    readings.map(async (reading) => {
      const typed = { name: reading.name, folded: foldName(reading.name) }
      const meant = streetsOf(streets, (street) => meet(typed, street))
      const candidates =
        reading.number === undefined
          ? [
              ...(await describeAreas(db, best(areasOf(areas, typed)))),
              ...(await describeStreets(db, best(meant))),
            ]
          : await findNumbered(db, best(meant), reading)
      return candidates.filter((one) => isWithin(one, reading.within))
    }),
  )
  return found.flat()
}

/** The likeliest, before more is looked up of each: what is far down would not be shown. */
function best<Found extends { why: Reason }>(found: readonly Found[]): Found[] {
  return found.toSorted((a, b) => reasons.indexOf(a.why) - reasons.indexOf(b.why)).slice(0, MOST_CANDIDATES)
}

function areasOf(
  areas: Awaited<ReturnType<typeof searchAreas>>,
  typed: { name: string; folded: string },
): FoundArea[] {
  return areas.flatMap(({ matched, ...line }) => {
    const now = meet(typed, line)
    if (now) return [{ line, why: now }]
    const isFormer = matched.some((name) => meet(typed, { name, folded: foldName(name) }))
    return isFormer ? [{ line, why: 'former-name' as Reason }] : []
  })
}

/** Whether it is in what was typed behind its name. */
function isWithin({ within }: Candidate, typed: string | undefined): boolean {
  return typed === undefined || within.some((name) => foldName(name).startsWith(typed))
}

/** Reasons that leave no doubt about the name. */
const sure: readonly Reason[] = ['postcode', 'street-and-number', 'name', 'number-not-known']

/**
 * Each once, for its best reason. Other spellings only where nothing has the name that was typed, and of an address not its
 * street as well.
 */
function bestOf(candidates: readonly Candidate[]): Candidate[] {
  const isSure = candidates.some(({ why }) => sure.includes(why))
  const hasAddress = candidates.some(({ kind }) => kind === 'address')
  const found = new Map<string, Candidate>()
  for (const one of candidates.toSorted(compareCandidates)) {
    const key = one.kind === 'area' ? one.code : `${one.kind} ${one.name} ${one.within.join()}`
    const isDoubtful = one.why === 'spelling' && (isSure || (hasAddress && one.kind === 'street'))
    if (!found.has(key) && !isDoubtful) found.set(key, one)
  }
  return [...found.values()]
}
