import type { AreaCode } from './area.ts'
import type { Outline } from './outline.ts'

/** An area as a file tells it. */
export type AreaRecord = {
  type: 'area'
  line: number
  year: number
  name: string
  outline: Outline | null
  /** The first day on which it was no more; null where the file tells none. */
  endedOn: string | null
} & AreaCode

/** A street under one of its names. */
export type StreetRecord = {
  type: 'street'
  line: number
  id: string
  name: string
  townCode: string
  /** Days, as `2026-05-08`; until is the first day on which it had another name, or none. */
  since: string
  until: string | null
}

/** A numbered point in a street. */
export type AddressRecord = {
  type: 'address'
  line: number
  street: string
  number: number
  /** The letter and what else stands behind the number, in capitals: `A`, `A-2`, or nothing. */
  addition: string
  postcode: string
  town: string
  longitude: number
  latitude: number
}

/** What cannot be taken in: the line on which it begins, and why, with the way out. */
export type Refusal = { line: number; reason: string }

/** One thing that a file tells, in its order. */
export type PlaceRecord = AreaRecord | StreetRecord | AddressRecord | ({ type: 'refused' } & Refusal)

/** A file from which nothing can be taken in; the message says why, and the way out. */
export class UnreadablePlaces extends Error {}

/** What is wrong with one line; the reader goes on behind it. */
export class RefusedLine extends Error {}

/** What a file tells by its content or its name, for lines that do not say it themselves. */
export type FileFacts = { year: number | undefined }

const EARLIEST = 1800
const LATEST = 2199

/** A year as a register writes it: `2024`, `2024JJ00`, `2024-01-01`. */
export function readYear(text: string): number | undefined {
  const year = Number(/^\s*(\d{4})(?!\d)/.exec(text)?.[1])
  return year >= EARLIEST && year <= LATEST ? year : undefined
}

/** The one year that stands in a name, such as `wijkenbuurten_2024_v1`. */
export function yearInName(name: string): number | undefined {
  const found = new Set(name.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g))
  return found.size === 1 ? Number([...found][0]) : undefined
}

/** @throws RefusedLine where neither the line nor the file tells a year */
export function requireYear(told: string | undefined, facts: FileFacts): number {
  const year = told === undefined || told.trim() === '' ? facts.year : readYear(told)
  if (year === undefined)
    throw new RefusedLine(
      told?.trim()
        ? `"${told}" is no year, such as 2024`
        : 'no year stands in it, nor in the name of the file: give --year',
    )
  return year
}
