import { type DialogueSnapshot, type OwnPlace, placeOwnVotes } from '#domains/opinions'

/** With fewer votes somebody could be nearly anywhere. */
const LEAST_VOTES = 7
/** With fewer people there is no map to speak of. */
const LEAST_PEOPLE = 20

/** Where somebody is, or exactly what is missing before that can be said. */
export type KnownPlace =
  | { kind: 'placed'; snapshot: DialogueSnapshot; place: OwnPlace }
  /** There is a map, and somebody is not on it yet. */
  | { kind: 'votes-needed'; snapshot: DialogueSnapshot; votes: number }
  /** They voted on statements that the map does not know yet. */
  | { kind: 'not-worked-through'; snapshot: DialogueSnapshot }
  /** People are there, but nowhere ten of them together. */
  | { kind: 'scattered'; people: number }
  | { kind: 'too-early'; votes: number; people: number }

export type SoFar = {
  snapshot: DialogueSnapshot | undefined
  own: ReadonlyMap<number, number>
  /** How many statements can be voted on. */
  statements: number
  /** How many people take part. */
  people: number
}

/** Says where somebody is on the newest map. Microseconds. */
export function findPlace({ snapshot, own, statements, people }: SoFar): KnownPlace {
  const votes = Math.max(0, Math.min(LEAST_VOTES, statements) - own.size)
  const missing = Math.max(0, LEAST_PEOPLE - (snapshot?.participants ?? people))
  if (missing > 0 || !snapshot) return { kind: 'too-early', votes, people: missing }
  if (snapshot.cells.length === 0) return { kind: 'scattered', people: snapshot.participants }
  if (votes > 0) return { kind: 'votes-needed', snapshot, votes }
  const place = placeOwnVotes(snapshot, own)
  return place.votes === 0 ? { kind: 'not-worked-through', snapshot } : { kind: 'placed', snapshot, place }
}

/** To which end of an axis somebody leans, when that is beyond the uncertainty. */
export function leaningOn(
  axis: number,
  { position, uncertainty }: Pick<OwnPlace, 'position' | 'uncertainty'>,
  radius: number,
): 'low' | 'high' | 'middle' {
  const at = position[axis] ?? 0
  if (Math.abs(at) < Math.max(0.1 * radius, 0.5 * uncertainty)) return 'middle'
  return at < 0 ? 'low' : 'high'
}

/** How sure a place is, compared with the size of the map. */
export function sureness(uncertainty: number, radius: number): 'sure' | 'roughly' | 'unsure' {
  if (uncertainty < radius / 4) return 'sure'
  return uncertainty < (2 * radius) / 3 ? 'roughly' : 'unsure'
}

const belonging = { sure: 'clearlyIn', roughly: 'probablyIn', unsure: 'perhapsIn' } as const

/**
 * In which words somebody belongs to a group: never more certain than their place, nor than what is said beside it of
 * the sides they lean to.
 */
export function belongsAs(
  place: Pick<OwnPlace, 'position' | 'uncertainty'>,
  { radius, axes }: { radius: number; axes: Pick<DialogueSnapshot['axes'], 'described'> },
): (typeof belonging)[keyof typeof belonging] {
  const leanings = axes.described.flatMap((isDescribed, axis) =>
    isDescribed ? [leaningOn(axis, place, radius)] : [],
  )
  const isInMiddle = leanings.length > 0 && leanings.every((leaning) => leaning === 'middle')
  return belonging[isInMiddle ? 'unsure' : sureness(place.uncertainty, radius)]
}

const columns = ['left', 'middle', 'right'] as const
const rows = ['bottom', 'middle', 'top'] as const

export const parts = [
  'topLeft',
  'top',
  'topRight',
  'left',
  'middle',
  'right',
  'bottomLeft',
  'bottom',
  'bottomRight',
] as const
export type MapPart = (typeof parts)[number]

/** Which ninth of the map a point is in. */
export function partOf([x, y]: readonly [x: number, y: number], radius: number): MapPart {
  const third = (value: number) => (value < -radius / 4 ? 0 : value > radius / 4 ? 2 : 1)
  const [column, row] = [columns[third(x)] ?? 'middle', rows[third(y)] ?? 'middle']
  if (row === 'middle') return column
  if (column === 'middle') return row
  return `${row}${column === 'left' ? 'Left' : 'Right'}`
}

/** How many of the people who are drawn, are in each part of the map. */
export function countByPart({
  cells,
  radius,
}: Pick<DialogueSnapshot, 'cells' | 'radius'>): Map<MapPart, number> {
  const people = new Map<MapPart, number>()
  for (const cell of cells) {
    const part = partOf([cell.x, cell.y], radius)
    people.set(part, (people.get(part) ?? 0) + cell.people)
  }
  return people
}

/** A statement within a sentence: without its full stop, and cut between words where it is longer. */
export function shorten(statement: string, most: number): string {
  const text = statement.replace(/\.$/, '')
  if ([...text].length <= most) return text
  const words = text.split(' ')
  let short = words[0] ?? ''
  for (const word of words.slice(1)) {
    if (short.length + word.length + 1 > most - 1) break
    short = `${short} ${word}`
  }
  // By whole characters: Chinese has no spaces, and a sign beyond the first plane is two units long.
  const kept = [...short].slice(0, most - 1).join('')
  return `${kept.replace(/[\s,;:.，。；：、]+$/, '')}…`
}
