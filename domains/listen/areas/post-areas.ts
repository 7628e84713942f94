import { Gazetteer } from '#cores/text'
import type { Db } from '#db'
import { findOrganisation } from '#domains/people'
import { findAreasOfStreet, liesIn, listNamesOfPlaces, type NameOfPlace } from '#domains/places'

/** An area that a text is about, and the name in it that says so. */
export type AreaOfText = { areaCode: string; named: string }

/** How long names are held that were read; the files of places are taken in a few times a year. */
const HELD_MS = 10 * 60_000
/** A street through more areas is that of what they lie in. */
const MOST_OF_STREET = 3

/** One for each database that this process works on. */
const books = new WeakMap<Db, { readAt: number; book: Promise<PlaceBook> }>()

/** The names of places of the organisation's municipality, compiled; read anew after ten minutes. */
export async function holdPlaces(db: Db, now: Date): Promise<PlaceBook> {
  const held = books.get(db)
  const age = held ? now.getTime() - held.readAt : HELD_MS
  if (held && age >= 0 && age < HELD_MS) return held.book
  const book = readBook(db)
  books.set(db, { readAt: now.getTime(), book })
  book.catch(() => books.delete(db))
  return book
}

async function readBook(db: Db): Promise<PlaceBook> {
  const organisation = await findOrganisation(db)
  return new PlaceBook(await listNamesOfPlaces(db, organisation?.name ?? ''))
}

/** Names of places, and where those are. */
export class PlaceBook {
  readonly #names: readonly NameOfPlace[]
  readonly #gazetteer: Gazetteer
  readonly #known: ReadonlySet<string>
  /** Areas of streets that came by, by their names. */
  readonly #streets = new Map<string, readonly string[]>()

  constructor(names: readonly NameOfPlace[]) {
    this.#names = names
    this.#gazetteer = new Gazetteer(
      names.map(({ name, areaCode }, id) => ({ id, name, isArea: areaCode !== undefined })),
    )
    this.#known = new Set(names.flatMap(({ areaCode }) => areaCode ?? []))
  }

  /** Whether a text names a place of ours. */
  names(text: string): boolean {
    return this.#gazetteer.find(text).length > 0
  }

  /** The districts and neighbourhoods that a text is about, each once; the municipality as a whole is none. */
  async areasOf(db: Db, text: string): Promise<AreaOfText[]> {
    const areas = new Map<string, AreaOfText>()
    for (const { ids, start, end } of this.#gazetteer.find(text)) {
      const named = text.slice(start, end).replace(/\s+/g, ' ')
      for (const areaCode of await this.#areasNamed(db, ids))
        if (!areaCode.startsWith('GM') && !areas.has(areaCode)) areas.set(areaCode, { areaCode, named })
    }
    return [...areas.values()]
  }

  /** The area that has the name, or the areas of the street. */
  async #areasNamed(db: Db, ids: readonly number[]): Promise<readonly string[]> {
    const places = ids.flatMap((id) => this.#names[id] ?? [])
    const codes = places.flatMap(({ areaCode }) => areaCode ?? [])
    const [first] = places
    if (codes.length > 0 || !first) return widest(codes, this.#known)
    const held = this.#streets.get(first.name)
    if (held) return held
    const streets = await findAreasOfStreet(db, first.name)
    const [only, ...others] = streets
    const areas = [...new Set(streets.flatMap((street) => street.areas))]
    const isOne = only !== undefined && others.length === 0 && areas.length <= MOST_OF_STREET
    const found = isOne ? areas : widest(areas, this.#known)
    this.#streets.set(first.name, found)
    return found
  }
}

/** Of areas of which any may be meant, the one in which all of them lie; none where there is no such. */
export function widest(codes: readonly string[], known: ReadonlySet<string>): string[] {
  const [first] = codes
  if (first === undefined) return []
  const around = [...codes, ...codes.flatMap((code) => districtOf(code, known) ?? [])]
  const all = around.find((wide) => codes.every((code) => liesIn(code, wide)))
  return all === undefined ? [] : [all]
}

/** The district in which a neighbourhood lies, where it is known. */
export function districtOf(code: string, known: ReadonlySet<string>): string | undefined {
  const district = `WK${code.slice(2, 8)}`
  return code.startsWith('BU') && known.has(district) ? district : undefined
}
