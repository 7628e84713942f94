import sanitize from 'sanitize-html'
import { webAddress } from './parsed-feed.ts'
import { tidyText } from './plain-text.ts'
import { limitHtml, walkHtml } from './walk-html.ts'

/** A post longer than this is cut; the longest council papers fit. */
const LONGEST_HTML = 200_000
const DEEPEST_NESTING = 40
/** Characters of addresses in one post: each link repeats the address of its page. */
const MOST_ADDRESS = 2 * LONGEST_HTML

const STRUCTURE = ['p', 'br', 'blockquote', 'ul', 'ol', 'li', 'h3', 'h4', 'pre']
const WORDS = ['a', 'b', 'strong', 'i', 'em', 'code', 'sub', 'sup', 'del', 'ins', 'q']

/** Elements that end a line, so that words of two paragraphs do not run together. */
const BLOCKS = new Set([
  ...'p br div section article aside header footer main nav address blockquote pre hr figure figcaption'.split(
    ' ',
  ),
  ...'ul ol menu li dl dt dd h1 h2 h3 h4 h5 h6 hgroup table caption thead tbody tfoot tr td th'.split(' '),
  ...'details summary dialog form fieldset legend label select option optgroup button textarea'.split(' '),
])
const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'head',
  'title',
])

/** What has a place of its own on a page and is none of the elements that are kept becomes a paragraph. */
const BECOMES_PARAGRAPH = [...BLOCKS].filter((name) => !STRUCTURE.includes(name) && !/^h\d$/.test(name))

/**
 * Keeps the text of foreign HTML: no images (they report who reads) but what they show in words, no styles, no scripts, no
 * forms. What stood apart stays apart: cells, terms and captions become paragraphs. Links are made absolute, lead to the web
 * only, since an address of mail says who wrote, and pass nothing on.
 */
export function cleanHtml(html: string, base: string | undefined): string {
  let addressLeft = MOST_ADDRESS
  const absolute = (href: string | undefined) => {
    const address = webAddress(href, base)
    addressLeft -= address?.length ?? 0
    return addressLeft < 0 ? undefined : address
  }
  return sanitize(limitHtml(html.slice(0, LONGEST_HTML)), {
    allowedTags: [...STRUCTURE, ...WORDS],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: DEEPEST_NESTING,
    transformTags: {
      a: (_tag, attributes) => ({ tagName: 'a', attribs: linkAttributes(absolute(attributes.href)) }),
      // A page has its own first and second level.
      h1: 'h3',
      h2: 'h3',
      h5: 'h4',
      h6: 'h4',
      ...Object.fromEntries(BECOMES_PARAGRAPH.map((name) => [name, 'p'])),
      img: (_tag, attributes) => ({ tagName: 'i', attribs: {}, text: altOf(attributes) }),
    },
  })
    .replaceAll(/<i><\/i>/g, '')
    .replaceAll(/<p>(?:\s*<p>)+/g, '<p>')
    .replaceAll(/<\/p>(?:\s*<\/p>)+/g, '</p>')
    .replaceAll(/<p>\s*<\/p>/g, '')
    .trim()
}

/** What a picture shows, in words that touch no others. */
function altOf({ alt }: Record<string, string>): string {
  const words = tidyText(alt ?? '').replaceAll('\n', ' ')
  return words === '' ? '' : ` ${words} `
}

function linkAttributes(href: string | undefined): Record<string, string> {
  return href === undefined ? {} : { href, rel: 'nofollow noopener ugc' }
}

/** Plain text, made into HTML. */
export function textToHtml(text: string): string {
  const paragraphs = tidyText(text).split('\n')
  return paragraphs.map((line) => (line === '' ? '' : `<p>${escapeHtml(line)}</p>`)).join('')
}

/** Text as it must be written between tags. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * The words of an HTML fragment, one line a paragraph.
 * @param longest  characters that are read of it
 * @param without  elements of which nothing is taken
 */
export function htmlToText(
  html: string,
  longest = LONGEST_HTML,
  without: ReadonlySet<string> = SILENT,
): string {
  const parts: string[] = []
  const isLeftOut = (name: string) => SILENT.has(name) || without.has(name)
  let silent = 0
  let preformatted = 0
  walkHtml(html.slice(0, longest), {
    onopentag(name) {
      if (isLeftOut(name)) silent += 1
      if (name === 'pre') preformatted += 1
      if (BLOCKS.has(name)) parts.push('\n')
    },
    onclosetag(name) {
      if (isLeftOut(name)) silent -= 1
      if (name === 'pre') preformatted -= 1
      if (BLOCKS.has(name)) parts.push('\n')
    },
    ontext(text) {
      if (silent === 0) parts.push(preformatted > 0 ? text : text.replaceAll('\n', ' '))
    },
  })
  return tidyText(parts.join(''))
}
