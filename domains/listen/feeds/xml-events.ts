import { Parser } from 'htmlparser2'
import { escapeHtml } from './clean-html.ts'
import { parseAddress } from './parsed-feed.ts'

/**
 * Walks a feed in one pass and hands out its parts: which element starts, and what text a field held.
 * Takes time in proportion to the length whatever is in it, because a feed comes from anyone.
 */

/** Real feeds stay under 20; markup that never closes makes some of them look deeper. */
const DEEPEST = 200

/** Of the whole file; an archive of ten thousand articles has a third of it. */
const MOST_ELEMENTS = 1_000_000

/** Of one element. */
const MOST_ATTRIBUTES = 1000

/** Characters of one field that are kept; a little more than is shown of the longest article. */
const LONGEST_FIELD = 250_000

/** Vocabularies under whatever prefix; an unknown one keeps its own prefix. */
const VOCABULARIES: ReadonlyArray<[RegExp, string]> = [
  [/^https?:\/\/(www\.)?w3\.org\/2005\/atom/i, ''],
  [/^https?:\/\/purl\.org\/atom\//i, ''],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/i, 'content:'],
  [/^https?:\/\/purl\.org\/(net\/)?rss\/?(0\.9|1\.0|1\.1|2\.0)?\/?#?$/i, ''],
  [
    /^https?:\/\/(my\.netscape\.com|channel\.netscape\.com|backend\.userland\.com|blogs\.law\.harvard\.edu)\//i,
    '',
  ],
  [/^https?:\/\/purl\.org\/dc\/terms\//i, 'dcterms:'],
  [/^https?:\/\/purl\.org\/dc\/elements\//i, 'dc:'],
  [/^https?:\/\/www\.w3\.org\/1999\/xhtml/i, 'xhtml:'],
  [/^https?:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/i, 'rdf:'],
  [/^https?:\/\/search\.yahoo\.com\/mrss/i, 'media:'],
  [/^https?:\/\/www\.itunes\.com\//i, 'itunes:'],
  [/^https?:\/\/purl\.org\/atompub\/tombstones\//i, 'at:'],
]

/** Prefixes that feeds use without saying what they mean. */
const USUAL_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['atom', ''],
  ['rss', ''],
  ...['dc', 'dcterms', 'content', 'rdf', 'xhtml', 'media', 'itunes', 'feedburner', 'at'].map(
    (prefix): [string, string] => [prefix, `${prefix}:`],
  ),
])

export interface Element {
  /** In lower case, with the vocabulary's usual prefix: `title`, `dc:date`, `content:encoded`. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Against which relative addresses inside it count. */
  readonly base: string
}

export interface Field {
  readonly element: Element
  /** Everything between its tags, entities resolved, elements inside it written out again. */
  readonly value: string
}

export interface FeedListener {
  opened(element: Element, parent: Element | undefined): void
  /** A field that `isField` pointed at has ended. */
  field(field: Field): void
  closed(element: Element): void
  isField(element: Element, parent: Element | undefined): boolean
}

interface Capture {
  readonly element: Element
  readonly depth: number
  /** Its text is text, not HTML in text: what looks like markup in it was meant to be seen. */
  readonly literal: boolean
  readonly parts: string[]
  length: number
}

/** What a file has more of than any real feed needs. */
export type XmlExcess = 'too-deep' | 'too-much'

/** @returns what made it stop before the end, if anything did */
export function walkXml(xml: string, base: string, listener: FeedListener): XmlExcess | undefined {
  const walk = new Walk(base, listener)
  const parser = new Parser(
    {
      onattribute: () => walk.attribute(),
      onopentag: (name, attributes) => walk.open(name, attributes),
      ontext: (text) => walk.text(text),
      onclosetag: (name) => walk.close(name),
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  for (let at = 0; at < xml.length && !walk.excess; at += SLICE) parser.write(xml.slice(at, at + SLICE))
  if (!walk.excess) parser.end()
  return walk.excess
}

/** Characters between two looks at the excess. */
const SLICE = 16_384

class Walk {
  excess: XmlExcess | undefined
  #elements = 0
  #attributes = 0
  readonly #base: string
  readonly #listener: FeedListener
  readonly #stack: Element[] = []
  readonly #prefixes = new Map(USUAL_PREFIXES)
  #capture: Capture | undefined

  constructor(base: string, listener: FeedListener) {
    this.#base = base
    this.#listener = listener
  }

  attribute(): void {
    this.#attributes += 1
    if (this.#attributes > MOST_ATTRIBUTES) this.excess = 'too-much'
  }

  open(name: string, attributes: Record<string, string>): void {
    this.#attributes = 0
    this.#elements += 1
    if (this.#elements > MOST_ELEMENTS) this.excess = 'too-much'
    this.#learnPrefixes(attributes)
    const parent = this.#stack.at(-1)
    const element = { name: this.#nameOf(name), attributes, base: this.#baseOf(attributes, parent) }
    this.#stack.push(element)
    if (this.#stack.length > DEEPEST) this.excess = 'too-deep'
    if (this.#capture) {
      this.#keep(startTag(element))
    } else if (this.#listener.isField(element, parent)) {
      this.#capture = {
        element,
        depth: this.#stack.length,
        literal: isLiteral(element),
        parts: [],
        length: 0,
      }
    } else {
      this.#listener.opened(element, parent)
    }
  }

  text(text: string): void {
    this.#keep(this.#capture?.literal ? escapeHtml(text) : text)
  }

  close(_name: string): void {
    const element = this.#stack.pop()
    if (!element) return
    if (!this.#capture) {
      this.#listener.closed(element)
    } else if (this.#stack.length < this.#capture.depth) {
      const { element: field, parts } = this.#capture
      this.#capture = undefined
      this.#listener.field({ element: field, value: parts.join('').trim() })
    } else {
      this.#keep(`</${localName(element.name)}>`)
    }
  }

  #keep(text: string): void {
    if (!this.#capture || this.#capture.length > LONGEST_FIELD) return
    this.#capture.length += text.length
    this.#capture.parts.push(text)
  }

  #learnPrefixes(attributes: Record<string, string>): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (!name.startsWith('xmlns:')) continue
      const known = VOCABULARIES.find(([pattern]) => pattern.test(value.trim()))
      if (known) this.#prefixes.set(name.slice('xmlns:'.length), known[1])
    }
  }

  #nameOf(name: string): string {
    const colon = name.indexOf(':')
    const vocabulary = colon < 0 ? undefined : this.#prefixes.get(name.slice(0, colon))
    return vocabulary === undefined ? name : vocabulary + name.slice(colon + 1)
  }

  #baseOf(attributes: Record<string, string>, parent: Element | undefined): string {
    const outer = parent?.base ?? this.#base
    const own = attributes['xml:base']
    return own === undefined ? outer : (parseAddress(own, outer || undefined)?.href ?? outer)
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Atom says per field how its text is meant; RSS always means HTML. */
function isLiteral({ attributes }: Element): boolean {
  const type = attributes.type ?? ''
  return type === 'xhtml' || type.endsWith('+xml') || (attributes.mode === 'xml' && type !== 'text/html')
}

function startTag(element: Element): string {
  const href = element.attributes.href
  const link = href === undefined ? '' : ` href="${escapeHtml(href).replaceAll('"', '&quot;')}"`
  return `<${localName(element.name)}${link}>`
}
