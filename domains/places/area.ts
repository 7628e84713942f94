/** What an area is: the four sorts that the registers know, from large to small; a town lies across them. */
export type AreaKind = 'municipality' | 'district' | 'neighbourhood' | 'town'

/** What a code tells: of what it is, and in what it lies. */
export type AreaCode = {
  code: string
  kind: AreaKind
  parent: string | null
  municipality: string | null
}

/** Four digits are those of the municipality, of a town those of the town; from 2022 on the rest may be letters. */
const patterns: Readonly<Record<AreaKind, RegExp>> = {
  municipality: /^GM\d{4}$/,
  district: /^WK\d{4}[0-9A-Z]{2}$/,
  neighbourhood: /^BU\d{4}[0-9A-Z]{4}$/,
  town: /^WP\d{4}$/,
}

const kinds = ['municipality', 'district', 'neighbourhood', 'town'] as const satisfies AreaKind[]

/**
 * Reads the code of a municipality (GM), district (WK) or neighbourhood (BU) of Statistics Netherlands, or of a town of the
 * BAG (WP), however it is spaced or cased.
 * @returns undefined where it is no such code
 */
export function readAreaCode(text: string): AreaCode | undefined {
  const code = text.replace(/\s/g, '').toUpperCase()
  const kind = kinds.find((one) => patterns[one].test(code))
  if (!kind) return undefined
  const municipality = kind === 'town' ? null : `GM${code.slice(2, 6)}`
  const parents: Record<AreaKind, string | null> = {
    municipality: null,
    district: municipality,
    neighbourhood: `WK${code.slice(2, 8)}`,
    town: null,
  }
  return { code, kind, parent: parents[kind], municipality }
}
