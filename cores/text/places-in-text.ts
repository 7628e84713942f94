import { foldWords, type Word, wordsOf } from './letters.ts'

/** A name of a place; several places may have the same. */
export type NamedPlace = {
  readonly id: number
  readonly name: string
  /** A neighbourhood or a town, whose name is seldom that of a person. */
  readonly isArea?: boolean
}

/** A name of places that stands in a text: in UTF-16 units, `end` past it. */
export type PlaceInText = { readonly ids: readonly number[]; readonly start: number; readonly end: number }

type Entry = { words: string[]; ids: number[]; kind: 'clear' | 'named' | 'weak' | 'common' }

/** What names of streets and neighbourhoods end in, and little else that is written with a capital. */
const PLACE_ENDS =
  /...(?:straat|laan|weg|plein|gracht|kade|dijk|singel|steeg|dreef|plantsoen|boulevard|wijk|buurt|polder|kwartier|street|road|lane|avenue)$/
/** Words that end so and are any street or square. */
const ANY_OF_THEM = new Set(
  'fietsstraat winkelstraat woonstraat achterstraat zijstraat hoofdstraat snelweg fietsweg ventweg landweg zandweg parkeerplein schoolplein speelplein marktplein dorpsplein kerkplein stadsgracht zeedijk winkelwijk woonwijk stadswijk achterstandswijk nieuwbouwwijk volkswijk woonbuurt achterbuurt onderweg halverwege spoorweg uitweg rijksweg provinciale toegangsweg hoofdweg'.split(
    ' ',
  ),
)
/** Names that so many towns have that they say where something is only beside another place of ours. */
const IN_EVERY_TOWN = new Set(
  'kerkstraat dorpsstraat molenstraat schoolstraat stationsstraat stationsweg nieuwstraat kerkweg molenweg hoofdstraat wilhelminastraat julianastraat beatrixstraat kerkplein marktplein dorpsplein stationsplein julianalaan wilhelminalaan beatrixlaan prinsbernhardstraat schoolweg burgemeesterslaan eikenlaan beukenlaan lindelaan kastanjelaan berkenlaan industrieweg molendijk achterstraat'.split(
    ' ',
  ),
)
const ARTICLES = new Set('de het den der the t'.split(' '))
/** What stands before a place, and before no person. */
const AT = new Set(
  'in op langs rond rondom nabij vlakbij tussen tegenover hoek wijk buurt stadsdeel dorp along near around'.split(
    ' ',
  ),
)
/** What stands before a place, and before a person too where no article follows. */
const AT_OR_WITH = new Set('aan bij naar vanaf van uit door achter at on from to'.split(' '))
const PEOPLE = new Set(
  'mevrouw mevr mw meneer mijnheer dhr heer familie fam wethouder burgemeester minister raadslid dokter dominee juf meester mr mrs ms miss'.split(
    ' ',
  ),
)
/** Behind a number, that make it no number of a house. */
const COUNTED = /^\s*(?:%|uur|jaar|euro|keer|meter|km|procent|mensen|years?|hours?|[.,:]\d)/i
const HOUSE_NUMBER = /^[ ]{1,2}(?:nr\.? |no\.? )?([1-9]\d{0,3})(?:[ -]?[a-z]{1,2})?(?![\p{L}\p{N}])/u
/** "in Amsterdam" behind it: it is somewhere else, unless that is ours too. */
const ELSEWHERE = /^[ ]in (\p{Lu}[\p{L}-]+)/u
const FIRST_YEAR = 1500

/** Names of places, to be found in texts. Compiling takes the time of the names; finding that of the text. */
export class Gazetteer {
  readonly #byFirst = new Map<string, Entry[]>()
  readonly #ours = new Set<string>()

  constructor(places: Iterable<NamedPlace>) {
    for (const place of places) this.#add(place, foldWords(place.name))
    for (const entries of this.#byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length)
  }

  /**
   * The places that a text names, each name where it stands first. A name that is a word or a person as well counts only with a capital,
   * behind a preposition of place or before the number of a house; one that nearly every town has only beside another place of ours; and
   * none that the text puts elsewhere ("in Amsterdam"). Linear in the length of the text.
   */
  find(text: string): PlaceInText[] {
    const words = wordsOf(text)
    const found: { entry: Entry; start: number; end: number }[] = []
    for (let at = 0; at < words.length; at++) {
      const entry = this.#entryAt(words, at)
      if (!entry) continue
      const here = new Here(text, words, { at, length: entry.words.length })
      if (here.is(entry.kind) && !this.#isElsewhere(here))
        found.push({ entry, start: here.start, end: here.end })
      at += entry.words.length - 1
    }
    const isHere = found.some(({ entry }) => entry.kind !== 'common')
    const shown = new Map<Entry, PlaceInText>()
    for (const { entry, start, end } of found)
      if ((isHere || entry.kind !== 'common') && !shown.has(entry))
        shown.set(entry, { ids: entry.ids, start, end })
    return [...shown.values()]
  }

  #add({ id, isArea = false }: NamedPlace, words: string[]): void {
    const [first] = words
    if (first === undefined || words.join('').length < 3 || /^\d+$/.test(words.join(''))) return
    const entries = this.#byFirst.get(first) ?? []
    const known = entries.find((entry) => entry.words.join(' ') === words.join(' '))
    if (known) known.ids.push(id)
    else entries.push({ words, ids: [id], kind: kindOf(words, isArea) })
    this.#byFirst.set(first, entries)
    this.#ours.add(words.join(' '))
  }

  #entryAt(words: readonly Word[], at: number): Entry | undefined {
    return this.#byFirst
      .get(words[at]?.folded ?? '')
      ?.find((entry) => entry.words.every((word, n) => words[at + n]?.folded === word))
  }

  #isElsewhere({ after }: Here): boolean {
    const town = ELSEWHERE.exec(after)?.[1]
    return town !== undefined && !this.#ours.has(foldWords(town).join(' '))
  }
}

function kindOf(words: readonly string[], isArea: boolean): Entry['kind'] {
  const last = words.at(-1) ?? ''
  if (IN_EVERY_TOWN.has(words.join(''))) return 'common'
  if (words.length === 1 && ANY_OF_THEM.has(last)) return 'weak'
  const isStreet = words.length > 1 && PLACE_ENDS.test(`xxx${last}`)
  if (PLACE_ENDS.test(last) || isStreet) return 'clear'
  return isArea && words.filter((word) => !ARTICLES.has(word)).length > 1 ? 'named' : 'weak'
}

/** A name where it stands. */
class Here {
  readonly start: number
  readonly end: number
  readonly after: string
  readonly #text: string
  readonly #words: readonly Word[]
  readonly #at: number
  readonly #length: number

  constructor(text: string, words: readonly Word[], { at, length }: { at: number; length: number }) {
    this.#text = text
    this.#words = words
    this.#at = at
    this.#length = length
    this.start = words[at]?.start ?? 0
    this.end = words[at + length - 1]?.end ?? 0
    this.after = text.slice(this.end, this.end + 40)
  }

  /** Whether a name of this kind is meant here. */
  is(kind: Entry['kind']): boolean {
    if (kind === 'clear') return this.isClear()
    if (kind === 'named') return !this.#isPerson() && (this.isWritten() || this.isSure(false))
    return this.isSure(kind === 'common')
  }

  /** Each word of it with a capital, but for those like "de" and "van". */
  isWritten(): boolean {
    const words = this.#words.slice(this.#at, this.#at + this.#length)
    return words.every((word) => word.folded.length <= 3 || this.#hasCapital(word.start))
  }

  /** A name that is hardly anything else: with a capital, or where a place would stand. */
  isClear(): boolean {
    if (this.#isPerson()) return false
    return this.#hasCapital(this.start) || this.#hasNumber() || this.#isAt()
  }

  /** A name that may be something else as well. */
  isSure(isPlaceName: boolean): boolean {
    if (this.#isPerson()) return false
    if (this.#hasNumber() && this.#hasCapital(this.start)) return true
    if (isPlaceName) return this.#hasCapital(this.start) || this.#isAt()
    return this.#hasCapital(this.start) && this.#isAt() && !/^[ ]\p{Lu}/u.test(this.after)
  }

  #isAt(): boolean {
    const [before, further] = [this.#before(1), this.#before(2)]
    if (before && ARTICLES.has(before))
      return further !== undefined && (AT.has(further) || AT_OR_WITH.has(further))
    return before !== undefined && AT.has(before)
  }

  #isPerson(): boolean {
    return (
      PEOPLE.has(this.#before(1) ?? '') ||
      (ARTICLES.has(this.#before(1) ?? '') && this.#before(2) === 'van' && this.#hasCapitalBefore(3))
    )
  }

  /** "Jan van de Singel" */
  #hasCapitalBefore(back: number): boolean {
    const word = this.#words[this.#at - back]
    const previous = this.#words[this.#at - back - 1]
    if (!word || this.#before(back) === undefined || !this.#hasCapital(word.start)) return false
    return previous !== undefined && !/[.!?:\n]/.test(this.#text.slice(previous.end, word.start))
  }

  #hasNumber(): boolean {
    const number = HOUSE_NUMBER.exec(this.after)
    return (
      number !== null && Number(number[1]) < FIRST_YEAR && !COUNTED.test(this.after.slice(number[0].length))
    )
  }

  #hasCapital(at: number): boolean {
    return /^\p{Lu}/u.test(this.#text.slice(at, at + 2))
  }

  /** The word so many before it, of the same sentence. */
  #before(back: number): string | undefined {
    const word = this.#words[this.#at - back]
    if (!word) return undefined
    return /[.!?:;,\n(]/.test(this.#text.slice(word.end, this.start)) ? undefined : word.folded
  }
}
