import { readAreaCode } from './area.ts'
import { bareAddition } from './house-number.ts'
import { foldName } from './name.ts'

/** One way to understand what somebody typed to name a place. */
export type Reading =
  | { kind: 'code'; code: string }
  | { kind: 'postcode'; postcode: string; number: number | undefined; addition: string }
  | {
      kind: 'name'
      /** As typed: of a street or an area. */
      name: string
      /** A house number, and what stands behind it, where one was typed. */
      number: number | undefined
      addition: string
      /** Folded: the town or area that it has to be in. */
      within: string | undefined
    }

type NameReading = Extract<Reading, { kind: 'name' }>

/** What somebody types for a place is a line; more than this is something else. */
const LONGEST_PLACE_TEXT = 120

const SHORTEST_NAME = 2

/**
 * All ways to understand what was typed, the likeliest first: a code, a postcode with or without a number, a name, a street
 * with a number, and each of these with the town behind it. At most six. Nothing where nothing can be a place.
 */
export function readPlaceText(typed: string): Reading[] {
  const text = typed.slice(0, LONGEST_PLACE_TEXT).trim().replace(/\s+/g, ' ')
  const code = readCode(text)
  if (code) return [{ kind: 'code', code }]
  const postcode = readPostcode(text)
  return postcode ? [postcode] : readNames(text)
}

function readCode(text: string): string | undefined {
  // Sixteen digits are the id of a public space.
  return /^\d{16}$/.test(text) ? text : readAreaCode(text)?.code
}

const postcodePattern = /(?<![\p{L}\p{N}])([1-9]\d{3}) ?([a-z]{2})(?![\p{L}\p{N}])/iu

/** A postcode tells the street by itself: what else was typed is its number at most. */
function readPostcode(text: string): Reading | undefined {
  const found = postcodePattern.exec(text)
  if (!found) return undefined
  const [whole, digits, letters] = found
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}`.trim()
  const [, number, addition = ''] =
    /(?:^|[^\p{L}\p{N}])(\d{1,5})(?!\d)(?: ?-?([a-z0-9]{1,4}))?/iu.exec(rest) ?? []
  return {
    kind: 'postcode',
    postcode: `${digits}${letters?.toUpperCase()}`,
    number: number === undefined ? undefined : Number(number),
    addition: number === undefined ? '' : bareAddition(addition),
  }
}

/** What may stand behind a number: a letter, and one of these. */
const behind = String.raw`\d{1,4}|bis|hs|huis|[ivx]{1,4}`
const rest = String.raw`[ ,]+(\d{1,5})(?:[ -]?([a-z](?:[ -]?(?:${behind}))?|${behind}))?(?:[ ,-]+(\D.*))?$`

/** A street, a number with what stands behind it, and the town: the street up to the first number, or up to the last. */
const numbered = [
  new RegExp(String.raw`^(.*?\p{L}.*?)${rest}`, 'iu'),
  new RegExp(String.raw`^(.*\p{L}.*)${rest}`, 'iu'),
]

function readNames(text: string): NameReading[] {
  const readings: NameReading[] = [named(text)]
  for (const pattern of numbered) {
    const [, street, number, addition = '', town] = pattern.exec(text) ?? []
    if (street !== undefined && number !== undefined)
      readings.push({ ...named(street, town), number: Number(number), addition: bareAddition(addition) })
  }
  const [before, ...after] = text.split(',')
  if (before !== undefined && after.length > 0) readings.push(named(before, after.join(' ')))
  const words = text.replaceAll(',', ' ').split(' ').filter(Boolean)
  // The town may be of two words, as "Den Haag" is.
  for (const count of [1, 2])
    if (words.length > count)
      readings.push(named(words.slice(0, -count).join(' '), words.slice(-count).join(' ')))
  return readings.filter(({ name, within }) => foldName(name).length >= SHORTEST_NAME && within !== '')
}

function named(name: string, within?: string): NameReading {
  const town = within === undefined ? undefined : foldName(within)
  return { kind: 'name', name: name.trim(), number: undefined, addition: '', within: town }
}
