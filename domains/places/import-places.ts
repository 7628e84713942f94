import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { saveAddresses, saveAreas, saveStreets } from './place.store.ts'
import {
  type AddressRecord,
  type AreaRecord,
  type PlaceRecord,
  type Refusal,
  type StreetRecord,
  UnreadablePlaces,
} from './place-record.ts'
import { readPlaces } from './read-places.ts'

/** What was taken in: areas of a year, streets by their ids, numbered points; and the lines that were refused. */
export type Imported = { areas: number; streets: number; points: number; refused: Refusal[] }

export type ImportPlacesOutcome =
  | ({ kind: 'imported' } & Imported)
  /** Nothing was taken in; the reason names the way out. */
  | { kind: 'unreadable'; reason: string }

export type ImportPlaces = {
  path: string
  /** Of what does not tell its own; else the one in the name of the file. */
  year?: number | undefined
}

const BATCH = 500

/** A file with more wrong lines is another file than was meant. */
const MOST_REFUSED = 10_000

/**
 * Takes in a file of areas, streets or addresses: all that can be read of it, or nothing where the file itself cannot. What was there
 * before stays, and is brought up to date; doing it again changes nothing. One import at a time.
 */
export async function importPlaces(db: Db, { path, year }: ImportPlaces): Promise<ImportPlacesOutcome> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('import-places', 0))`.execute(tx)
      return { kind: 'imported', ...(await takeIn(tx, readPlaces(path, year))) }
    })
  } catch (error) {
    if (error instanceof UnreadablePlaces) return { kind: 'unreadable', reason: error.message }
    throw error
  }
}

async function takeIn(tx: Tx, records: AsyncIterable<PlaceRecord>): Promise<Imported> {
  const intake = new Intake(tx)
  for await (const record of records) await intake.take(record)
  return intake.end()
}

/** Gathers what is read, and writes it in batches. */
class Intake {
  readonly #tx: Tx
  #areas: AreaRecord[] = []
  #streets: StreetRecord[] = []
  #addresses: AddressRecord[] = []
  readonly #refused: Refusal[] = []
  /** On which line an area of a year stood. */
  readonly #areaLines = new Map<string, number>()
  readonly #streetIds = new Set<string>()
  #points = 0

  constructor(tx: Tx) {
    this.#tx = tx
  }

  async take(record: PlaceRecord): Promise<void> {
    if (record.type === 'refused') this.#refuse(record)
    else if (record.type === 'area') this.#takeArea(record)
    else if (record.type === 'street') {
      this.#streets.push(record)
      this.#streetIds.add(record.id)
    } else {
      this.#addresses.push(record)
      this.#points++
    }
    if (this.#areas.length + this.#streets.length + this.#addresses.length >= BATCH) await this.#write()
  }

  async end(): Promise<Imported> {
    await this.#write()
    return {
      areas: this.#areaLines.size,
      streets: this.#streetIds.size,
      points: this.#points,
      refused: this.#refused,
    }
  }

  #takeArea(area: AreaRecord): void {
    const key = `${area.code} of ${area.year}`
    const before = this.#areaLines.get(key)
    if (before !== undefined)
      this.#refuse({ line: area.line, reason: `${key} stands on line ${before} already` })
    else {
      this.#areaLines.set(key, area.line)
      this.#areas.push(area)
    }
  }

  #refuse({ line, reason }: Refusal): void {
    this.#refused.push({ line, reason })
    if (this.#refused.length > MOST_REFUSED)
      throw new UnreadablePlaces(
        `more than ${MOST_REFUSED} lines are wrong, the first at line ${this.#refused[0]?.line}: ${this.#refused[0]?.reason}`,
      )
  }

  async #write(): Promise<void> {
    await saveAreas(this.#tx, this.#areas)
    await saveStreets(this.#tx, this.#streets)
    await saveAddresses(this.#tx, this.#addresses)
    this.#areas = []
    this.#streets = []
    this.#addresses = []
  }
}
