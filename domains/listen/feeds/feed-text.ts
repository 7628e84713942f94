import { Parser } from 'htmlparser2'
import { withoutIllegalCharacters } from './plain-text.ts'

/**
 * The tolerant front of feed reading: whatever bytes a site sends become text that a parser can take.
 * Sites declare wrong charsets, leave bare ampersands and let control characters through; readers should still read.
 */

const BYTE_ORDER_MARKS: ReadonlyArray<{ charset: string; bytes: readonly number[] }> = [
  { charset: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { charset: 'utf-16le', bytes: [0xff, 0xfe] },
  { charset: 'utf-16be', bytes: [0xfe, 0xff] },
]

/** `<?` in UTF-16 without a mark. */
const UNMARKED_UTF16: ReadonlyArray<{ charset: string; bytes: readonly number[] }> = [
  { charset: 'utf-16le', bytes: [0x3c, 0x00] },
  { charset: 'utf-16be', bytes: [0x00, 0x3c] },
]

/** The prolog is at the very start; further on, the word `encoding` means something else. */
const PROLOG_BYTES = 256

/** Seven-bit charsets whose bytes are also valid UTF-8; for these the declaration decides. */
const SEVEN_BIT = new Set(['iso-2022-jp'])

/** What a European site most likely meant when nothing else is known. */
const LAST_RESORT = 'windows-1252'

/**
 * Bytes to text: a byte order mark, else UTF-8 whatever is declared, else the prolog, else the header. Text that is UTF-8 but
 * for a broken letter here and there stays that, with `\uFFFD` in their places: one cut letter is no other charset.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
  const marked = [...BYTE_ORDER_MARKS, ...UNMARKED_UTF16].find((form) => startsWith(bytes, form.bytes))
  const declared = [charsetOfProlog(bytes), charsetOfHeader(contentType)].map(knownCharset)
  if (marked) return new TextDecoder(marked.charset).decode(bytes)
  const sevenBit = declared.find((charset) => charset !== undefined && SEVEN_BIT.has(charset))
  if (sevenBit === undefined && isMostlyUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes)
  const charset = declared.find((name) => name !== undefined && !name.startsWith('utf-')) ?? LAST_RESORT
  return new TextDecoder(charset).decode(bytes)
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** Whole letters of several bytes for each broken one: other charsets hardly ever make one by chance. */
const WHOLE_FOR_BROKEN = 2

function isMostlyUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    let [whole, broken] = [0, 0]
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 0xfffd) broken++
      else if (code > 0x7f) whole++
    }
    return whole >= broken * WHOLE_FOR_BROKEN
  }
}

function charsetOfProlog(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, PROLOG_BYTES))
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/i.exec(start)?.[1]
}

function charsetOfHeader(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1]
}

function knownCharset(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

const CDATA_START = '<![CDATA['
const CDATA_END = ']]>'
const BARE_AMPERSAND = /&(?!#[0-9]{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)/gi
const HTML_NAME = /&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});/g

/**
 * Mends what commonly breaks an XML feed, and leaves what is quoted in CDATA alone: characters that XML forbids go, a
 * bare ampersand is escaped, and names that only HTML knows (`&eacute;`) become numbers.
 */
export function mendXml(text: string): string {
  const legal = withoutIllegalCharacters(text)
  const parts: string[] = []
  let at = startOf(legal)
  while (at < legal.length) {
    const quoted = indexOrEnd(legal, CDATA_START, at)
    parts.push(mendAmpersands(legal.slice(at, quoted)))
    const end = indexOrEnd(legal, CDATA_END, quoted)
    parts.push(legal.slice(quoted, end))
    at = end
  }
  return parts.join('')
}

/** How far a site's own complaints before its feed may reach. */
const LONGEST_PREAMBLE = 100_000

/**
 * Where the feed begins: programs put warnings before it, in markup of their own. A prolog counts, or else the first
 * element that a feed can begin with; 0 where there is none.
 */
export function startOf(text: string): number {
  const begin = text.slice(0, LONGEST_PREAMBLE)
  const prolog = begin.search(/<\?xml[\s?]/i)
  const root = begin.search(/<(?:[a-z][\w.-]*:)?(?:rss|rdf|feed|channel)[\s>]/i)
  if (root < 0) return Math.max(text.indexOf('<'), 0)
  return prolog >= 0 && prolog < root ? prolog : root
}

function indexOrEnd(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from)
  return at < 0 ? text.length : at
}

const NUMBERED = /&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi

/** A number that stands for a character which XML forbids, such as `&#0;`, says nothing. */
function withoutForbidden(text: string): string {
  return text.replace(NUMBERED, (reference, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const isForbidden = (code < 0x20 && ![0x9, 0xa, 0xd].includes(code)) || (code >= 0xd800 && code < 0xe000)
    return isForbidden ? '' : reference
  })
}

function mendAmpersands(text: string): string {
  return withoutForbidden(text)
    .replace(BARE_AMPERSAND, '&amp;')
    .replace(HTML_NAME, (_, name: string) => charactersNamed(name) ?? `&amp;${name};`)
}

/** Filled as names are met; HTML has some two thousand, so it stays small. */
const KNOWN_NAMES = new Map<string, string>()

/** What a name stands for in HTML, written in numbers; undefined for a name that HTML does not know. */
function charactersNamed(name: string): string | undefined {
  const known = KNOWN_NAMES.get(name)
  if (known !== undefined) return known
  let meant = ''
  const parser = new Parser({
    ontext(text) {
      meant += text
    },
  })
  parser.end(`&${name};`)
  if (meant === `&${name};`) return undefined
  const numbers = Array.from(meant, (character) => `&#${character.codePointAt(0)};`).join('')
  KNOWN_NAMES.set(name, numbers)
  return numbers
}
