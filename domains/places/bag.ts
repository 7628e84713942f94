import { Parser } from 'htmlparser2'
import { readAreaCode } from './area.ts'
import type { Outline, Position, Ring } from './outline.ts'
import {
  type FileFacts,
  type PlaceRecord,
  RefusedLine,
  readYear,
  requireYear,
  UnreadablePlaces,
} from './place-record.ts'
import { readOutline } from './read-position.ts'

/** Objects of the BAG (the register of addresses) that are read: public spaces and towns. */
type BagKind = 'OpenbareRuimte' | 'Woonplaats'

/** One version of an object, as it is written down. */
type BagObject = {
  kind: BagKind
  line: number
  fields: Map<string, string>
  /** Of each polygon its rings, as their numbers are written. */
  polygons: string[][]
  /** How many numbers each place has: 2, or 3 with a height. */
  dimensions: number
}

/** What is kept of an object, by the name of the element. */
const fieldNames = new Set([
  ...['identificatie', 'naam', 'status', 'WoonplaatsRef', 'beginGeldigheid', 'eindGeldigheid'],
  ...['tijdstipInactief', 'tijdstipInactiefLV', 'tijdstipNietBagLV'],
])

/** Marks a version that was written down by mistake, and is no history. */
const mistakes = ['tijdstipInactief', 'tijdstipInactiefLV', 'tijdstipNietBagLV']

/** How the BAG marks what was withdrawn: from then on there is nothing. */
const WITHDRAWN = /ingetrokken$/

/**
 * Public spaces (OPR) and towns (WPL) of an unpacked extract of the BAG, version 2. All names that a street had are read, of
 * a town only what stands now. Versions that were withdrawn, or written down by mistake, are left out.
 * @throws UnreadablePlaces where the file is something else, or is cut off
 */
export async function* readBag(chunks: AsyncIterable<string>, facts: FileFacts): AsyncGenerator<PlaceRecord> {
  const reader = new BagReader()
  for await (const chunk of chunks)
    for (const object of reader.read(chunk)) {
      const record = readObject(object, { year: facts.year ?? reader.year })
      if (record) yield record
    }
  reader.end()
}

class BagReader {
  year: number | undefined
  #line = 1
  #open = 0
  #isCutOff = false
  #text = ''
  #object: BagObject | undefined
  #done: BagObject[] = []
  #found = false
  #parser = new Parser(
    {
      onopentagname: () => {
        this.#open++
      },
      onopentag: (name, attributes) => this.#begin(localName(name), attributes),
      ontext: (text) => {
        this.#text += text
      },
      onclosetag: (name, isImplied) => {
        this.#open--
        if (isImplied && this.#isEnding) this.#isCutOff = true
        this.#end(localName(name))
      },
    },
    { xmlMode: true },
  )
  #isEnding = false

  /** Fed line by line, so that each object knows its own. @returns what ended in this chunk */
  read(chunk: string): BagObject[] {
    this.#done = []
    const lines = chunk.split('\n')
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.#line++
      this.#parser.write(at > 0 ? `\n${line}` : line)
    }
    return this.#done
  }

  /** @throws UnreadablePlaces */
  end(): void {
    this.#isEnding = true
    this.#parser.end()
    if (this.#isCutOff || this.#open !== 0)
      throw new UnreadablePlaces(`the file is cut off at line ${this.#line}: fetch it again`)
    if (!this.#found)
      throw new UnreadablePlaces('the file holds no public spaces (OPR) or towns (WPL) of the BAG, version 2')
  }

  #begin(name: string, attributes: Record<string, string>): void {
    this.#text = ''
    if (name === 'OpenbareRuimte' || name === 'Woonplaats') {
      this.#object = { kind: name, line: this.#line, fields: new Map(), polygons: [], dimensions: 2 }
      this.#found = true
    }
    if (name === 'Polygon') this.#object?.polygons.push([])
    if (this.#object && attributes.srsDimension === '3') this.#object.dimensions = 3
  }

  #end(name: string): void {
    const text = this.#text.trim()
    this.#text = ''
    if (name === 'StandTechnischeDatum') this.year = readYear(text)
    if (name === 'objectType') refuseOther(text)
    const object = this.#object
    if (!object) return
    if (name === object.kind) {
      this.#done.push(object)
      this.#object = undefined
    } else if (name === 'posList') object.polygons.at(-1)?.push(text)
    else if (fieldNames.has(name)) object.fields.set(name, text)
  }
}

function refuseOther(type: string): void {
  if (type !== 'OPR' && type !== 'WPL')
    throw new UnreadablePlaces(`the file holds ${type}: only public spaces (OPR) and towns (WPL) are read`)
}

/** Without its prefix, which differs from one extract to the next. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function readObject(object: BagObject, facts: FileFacts): PlaceRecord | undefined {
  const { fields, kind, line } = object
  if (mistakes.some((name) => fields.has(name)) || WITHDRAWN.test(fields.get('status') ?? ''))
    return undefined
  try {
    if (kind === 'OpenbareRuimte') return readStreet({ line, text: (name) => fields.get(name) ?? '' })
    return fields.get('eindGeldigheid') ? undefined : readTown(object, facts)
  } catch (error) {
    if (error instanceof RefusedLine) return { type: 'refused', line, reason: error.message }
    throw error
  }
}

/**
 * A public space, from an extract or from a row that was made of one.
 * @param text  of a field by the name that the BAG gives it; empty where it has none
 * @throws RefusedLine
 */
export function readStreet({ line, text }: { line: number; text: (name: string) => string }): PlaceRecord {
  const [id, name, since, until] = [
    text('identificatie'),
    text('naam'),
    readDay(text('beginGeldigheid')),
    readDay(text('eindGeldigheid')),
  ]
  if (!/^\d{16}$/.test(id)) throw new RefusedLine(`"${id}" is no id of a public space: it has 16 digits`)
  if (name === '') throw new RefusedLine(`public space ${id} has no name`)
  if (!since) throw new RefusedLine(`public space ${id} does not say since when (beginGeldigheid)`)
  return { type: 'street', line, id, name, townCode: text('WoonplaatsRef'), since, until: until ?? null }
}

/** @returns undefined of nothing @throws RefusedLine where it is no day */
export function readDay(text: string): string | undefined {
  if (text === '') return undefined
  const found = /^(\d{4}-\d\d-\d\d)(?:T|$)/.exec(text)?.[1]
  const isDay = found !== undefined && new Date(`${found}T12:00Z`).toJSON()?.startsWith(found)
  if (!isDay) throw new RefusedLine(`"${text}" is no day, such as 2024-05-31`)
  return found
}

function readTown({ line, fields, polygons, dimensions }: BagObject, facts: FileFacts): PlaceRecord {
  const id = fields.get('identificatie') ?? ''
  const code = readAreaCode(`WP${id}`)
  if (!code) throw new RefusedLine(`"${id}" is no id of a town: it has 4 digits`)
  const name = fields.get('naam')
  if (!name) throw new RefusedLine(`town ${id} has no name`)
  const outline: Outline = polygons.map((rings) => rings.map((numbers) => readRing(numbers, dimensions)))
  const drawn = outline.length === 0 ? null : readOutline(outline, 'rd')
  return {
    type: 'area',
    line,
    year: requireYear(undefined, facts),
    name,
    endedOn: null,
    outline: drawn,
    ...code,
  }
}

/** @throws RefusedLine where what is written is no list of places */
function readRing(numbers: string, dimensions: number): Ring {
  const read = numbers.split(/\s+/).filter(Boolean).map(Number)
  if (read.length % dimensions !== 0 || read.some((one) => !Number.isFinite(one)))
    throw new RefusedLine('its outline is no list of numbers in pairs')
  return Array.from({ length: read.length / dimensions }, (_, at): Position => {
    const [x = 0, y = 0] = read.slice(at * dimensions, at * dimensions + 2)
    return [x, y]
  })
}
