import { type Word as TextWord, wordsOf } from '#cores/text'
import { type Atom, type PlainForm, plainForm } from './plain-form.ts'
import { type Phrase, type Placed, QUERY_LIMITS, type Query, type Word, type Zone } from './query.ts'

/** What a query is held against. */
export type Post = {
  title: string
  text: string
  /** Of the place where it stands, such as `forum.example.org`. */
  host?: string
  /** As `nl`. */
  language?: string
  /** By the name that queries use. */
  source?: string
}

/** Gives a folded word its stem; what has one stem is one word to a query. */
export type Stemmer = {
  (word: string): string
  /** The same in place, on letters as UTF-16 units: tells how many are left. Without it each new word costs a string or two more. */
  shorten?: (letters: Uint16Array, length: number) => number
}

/** Where something stands that a query asks for: in UTF-16 units of a part of the post, `end` past it. */
export type Span = { field: Zone; start: number; end: number; term: string }

type Place = { first: number; last: number }
type Side = { place: Place; term: string }
type Zoned = { zone: Zone; words: (TextWord & { stem: string })[] }

/**
 * Whether a query matches a post, and why: all places of what it asks for, in order; what it asks not to be there has none.
 * Slow and plain: the way to explain one match, and to check the matcher.
 */
export function explain(query: Query, post: Post, stem: Stemmer): { matches: boolean; spans: Span[] } {
  const found = new Finder(post, stem)
  const matches = found.holds(plainForm(query))
  return { matches, spans: matches ? found.spans() : [] }
}

/** All places of what a query asks for, whether it matches or not: as in the beginning of a post that matches as a whole. */
export function findPlaces(query: Query, post: Post, stem: Stemmer): Span[] {
  const found = new Finder(post, stem)
  found.holds(plainForm(query))
  return found.spans()
}

class Finder {
  readonly #post: Post
  readonly #zones: readonly Zoned[]
  readonly #stem: Stemmer
  readonly #spans = new Map<string, Span>()

  constructor(post: Post, stem: Stemmer) {
    this.#post = post
    this.#stem = stem
    this.#zones = (['title', 'text'] as const).map((zone) => ({
      zone,
      words: wordsOf(post[zone]).map((word) => ({ ...word, stem: stem(word.folded) })),
    }))
  }

  /** Every part is looked at, so that all places are known. */
  holds(form: PlainForm): boolean {
    if (form.kind === 'atom') return form.isNegated !== this.#atom(form.atom, !form.isNegated)
    const parts = form.of.map((one) => this.holds(one))
    return form.kind === 'all' ? parts.every(Boolean) : parts.some(Boolean)
  }

  spans(): Span[] {
    const order = (span: Span) => (span.field === 'title' ? 0 : 1)
    return [...this.#spans.values()].sort((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end)
  }

  #atom(atom: Atom, isShown: boolean): boolean {
    if (atom.kind === 'property') return hasProperty(this.#post, atom)
    const zones = this.#zones.filter(({ zone }) => !atom.zone || atom.zone === zone)
    const found = zones.map((zone) =>
      atom.kind === 'near' ? this.#near(zone, atom, isShown) : this.#placed(zone, atom, isShown),
    )
    return found.some(Boolean)
  }

  #placed(zone: Zoned, placed: Placed, isShown: boolean): boolean {
    const places = this.#placesOf(zone, placed)
    if (isShown) for (const place of places) this.#show(zone, place, spell(placed))
    return places.length > 0
  }

  /** Only what stands close enough is held against each other: in a long text of few words there would be millions of pairs. */
  #near(zone: Zoned, near: Extract<Atom, { kind: 'near' }>, isShown: boolean): boolean {
    const [lefts, rights] = [this.#sideOf(zone, near.left), this.#sideOf(zone, near.right)]
    let isFound = false
    let from = 0
    for (const a of lefts) {
      const earliest = a.place.first - near.distance - QUERY_LIMITS.phraseWords
      while ((rights[from]?.place.first ?? Number.POSITIVE_INFINITY) < earliest) from += 1
      for (let at = from; at < rights.length; at++) {
        const b = rights[at] as Side
        if (b.place.first > a.place.last + near.distance) break
        const between = Math.max(a.place.first - b.place.last, b.place.first - a.place.last)
        if (between < 1 || between > near.distance) continue
        isFound = true
        if (!isShown) return true
        for (const { place, term } of [a, b]) this.#show(zone, place, term)
      }
    }
    return isFound
  }

  #sideOf(zone: Zoned, side: readonly Placed[]): Side[] {
    return side
      .flatMap((placed) => this.#placesOf(zone, placed).map((place) => ({ place, term: spell(placed) })))
      .sort((a, b) => a.place.first - b.place.first)
  }

  #placesOf({ words }: Zoned, placed: Placed): Place[] {
    const parts: readonly Word[] = placed.kind === 'word' ? [placed] : (placed satisfies Phrase).words
    const wanted = parts.map((part) => ({ ...part, stem: this.#stem(part.word) }))
    const places: Place[] = []
    for (let at = 0; at + wanted.length <= words.length; at++) {
      if (wanted.every((part, next) => isOne(part, words[at + next])))
        places.push({ first: at, last: at + wanted.length - 1 })
    }
    return places
  }

  #show({ zone, words }: Zoned, { first, last }: Place, term: string): void {
    const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0]
    this.#spans.set(`${zone} ${start} ${end}`, { field: zone, start, end, term })
  }
}

function isOne(part: Word & { stem: string }, word: { folded: string; stem: string } | undefined): boolean {
  if (!word) return false
  const { folded } = word
  switch (part.open) {
    case 'end':
      return folded.startsWith(part.word)
    case 'start':
      return folded.endsWith(part.word)
    case 'both':
      return folded.includes(part.word)
    default:
      return word.stem === part.stem
  }
}

/** A host with all below it; a language and a source by their names. */
export function hasProperty(
  { host, language, source }: Pick<Post, 'host' | 'language' | 'source'>,
  { name, value }: Extract<Atom, { kind: 'property' }>,
): boolean {
  if (name === 'lang') return language?.toLowerCase() === value
  if (name === 'source') return source?.toLowerCase() === value
  const own = host?.toLowerCase()
  return own === value || (own?.endsWith(`.${value}`) ?? false)
}

/** A word or phrase as somebody would type it. */
export function spell(placed: Placed): string {
  const words: readonly Word[] = placed.kind === 'word' ? [placed] : placed.words
  return words
    .map(({ word, open }) => {
      const start = open === 'start' || open === 'both' ? '*' : ''
      return `${start}${word}${open === 'end' || open === 'both' ? '*' : ''}`
    })
    .join(' ')
}
