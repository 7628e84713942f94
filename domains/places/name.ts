import { countSlips, normalizeText } from '#platform/text'

/** Words of names of streets, as they are compared: what is often written short, in one way. */
const words: Readonly<Record<string, string>> = {
  burg: 'burgemeester',
  burgem: 'burgemeester',
  bgm: 'burgemeester',
  prof: 'professor',
  doctor: 'dr',
  dokter: 'dr',
  doktor: 'dr',
  ingenieur: 'ir',
  meester: 'mr',
  dominee: 'ds',
  pastoor: 'past',
  koning: 'kon',
  koningin: 'kon',
  prins: 'pr',
  prinses: 'pr',
  gen: 'generaal',
  adm: 'admiraal',
  gebr: 'gebroeders',
  sint: 'st',
  sancta: 'st',
  jonkheer: 'jhr',
  van: 'v',
  den: 'd',
  der: 'd',
  de: 'd',
  vd: 'v d',
  vdn: 'v d',
  str: 'straat',
  ln: 'laan',
  pl: 'plein',
  pln: 'plein',
  wg: 'weg',
}

/** Ends of words that are often written short, with a full stop or without. */
const ends: readonly (readonly [RegExp, string])[] = [
  [/(?<=[\p{L}\p{N}]{2})str(?:\.|(?![\p{L}\p{N}]))/gu, 'straat '],
  [/(?<=[\p{L}\p{N}]{3})pln(?:\.|(?![\p{L}\p{N}]))/gu, 'plein '],
  [/(?<=[\p{L}\p{N}]{3})ln(?:\.|(?![\p{L}\p{N}]))/gu, 'laan '],
  [/(?<=[\p{L}\p{N}]{3})wg(?:\.|(?![\p{L}\p{N}]))/gu, 'weg '],
  [/(?<=[\p{L}\p{N}]{3}n)gr\./gu, 'gracht '],
]

/** A name as it is typed at most; longer is no name. */
const LONGEST = 120

/**
 * The words of a name as they are compared: small letters without accents, what is written short written out or the other
 * way round, `ij` as `y`.
 */
export function wordsOf(name: string): string[] {
  let text = normalizeText(name.slice(0, LONGEST), 'NFKD').replace(/\p{M}/gu, '').toLowerCase()
  text = text.replace(/ij/g, 'y').replace(/['’‘`´]/g, '')
  for (const [end, whole] of ends) text = text.replace(end, whole)
  const found = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return found.flatMap((word) => (Object.hasOwn(words, word) ? (words[word] ?? word) : word).split(' '))
}

/** A name as it is compared, without spaces: "Burg. Jansen-str." is the same as "Burgemeester Jansenstraat". */
export function foldName(name: string): string {
  return wordsOf(name).join('')
}

/** Spellings that sound alike in Dutch, each as one. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/ei/g, 'y'],
  [/ou/g, 'au'],
  [/uy/g, 'ui'],
  [/ae/g, 'aa'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dt/g, 't'],
  [/qu/g, 'kw'],
  [/x/g, 'ks'],
  [/ch|gh/g, 'g'],
  [/ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/(.)\1+/gu, '$1'],
]

/** How a folded name sounds. */
export function soundOf(folded: string): string {
  return sounds.reduce((text, [spelling, one]) => text.replace(spelling, one), folded)
}

const SHORTEST_WITH_SLIPS = 4
const LONGEST_WITH_SLIPS = 48

/**
 * What two names have in common where at most one letter of their sounds was left out, added, changed or swapped with its
 * neighbour: the sound, and all that is left when one letter of it is taken out. Found by an index on arrays. O(n²) letters
 */
export function nearKeys(folded: string): string[] {
  const sound = soundOf(folded).slice(0, LONGEST_WITH_SLIPS)
  if (sound.length < SHORTEST_WITH_SLIPS) return sound === '' ? [] : [sound]
  const letters = [...sound]
  return [...new Set([sound, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])]
}

const SHORTEST_WORD = 3

/** What marks a word among keys. */
export function wordKey(word: string): string {
  return `=${word}`
}

/** What a name is found by besides its beginning: near spellings of it, and its words. */
export function keysOf(name: string): string[] {
  const all = wordsOf(name).filter((word) => word.length >= SHORTEST_WORD)
  return [...new Set([...nearKeys(foldName(name)), ...all.map(wordKey)])]
}

/** Whether a name was meant by another: more slips are believed of a longer one. */
export function isNear(folded: string, other: string): boolean {
  const shorter = Math.min(folded.length, other.length)
  const most = shorter < 6 ? 1 : shorter < 12 ? 2 : 3
  return soundOf(folded) === soundOf(other) || countSlips(folded, other) <= most
}
