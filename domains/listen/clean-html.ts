import { Parser } from 'htmlparser2'
import sanitize from 'sanitize-html'
import { tidyText } from './plain-text.ts'

/** A post longer than this is cut; the longest council papers fit. */
const LONGEST_HTML = 200_000
const DEEPEST_NESTING = 40

const STRUCTURE = ['p', 'br', 'blockquote', 'ul', 'ol', 'li', 'h3', 'h4', 'pre']
const WORDS = ['a', 'b', 'strong', 'i', 'em', 'code', 'sub', 'sup', 'del', 'ins', 'q']

/** Elements that end a line, so that words of two paragraphs do not run together. */
const BLOCKS = new Set([
  ...[
    'p',
    'br',
    'div',
    'section',
    'article',
    'header',
    'footer',
    'blockquote',
    'pre',
    'hr',
    'figure',
    'figcaption',
  ],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'tr', 'td', 'th'],
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

/**
 * Leaves of foreign HTML what is text: no images (they report who reads), no styles, no scripts, no forms.
 * Links are made absolute, lead to the web or to mail only, and pass nothing on.
 */
export function cleanHtml(html: string, base: string | undefined): string {
  return sanitize(html.slice(0, LONGEST_HTML), {
    allowedTags: [...STRUCTURE, ...WORDS],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: DEEPEST_NESTING,
    transformTags: {
      a: (_tag, attributes) => ({ tagName: 'a', attribs: linkAttributes(attributes.href, base) }),
      // A page has its own first and second level.
      h1: 'h3',
      h2: 'h3',
      h5: 'h4',
      h6: 'h4',
      div: 'p',
    },
  }).trim()
}

function linkAttributes(href: string | undefined, base: string | undefined): Record<string, string> {
  const url = href === undefined ? null : URL.parse(href, base)
  return url ? { href: url.href, rel: 'nofollow noopener ugc' } : {}
}

/** Text that is no HTML, made so. */
export function textToHtml(text: string): string {
  const paragraphs = tidyText(text).split('\n')
  return paragraphs.map((line) => (line === '' ? '' : `<p>${escapeHtml(line)}</p>`)).join('')
}

/** Text as it must be written between tags. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The words of an HTML fragment, one line a paragraph. */
export function htmlToText(html: string): string {
  const parts: string[] = []
  let silent = 0
  let preformatted = 0
  const parser = new Parser({
    onopentag(name) {
      if (SILENT.has(name)) silent += 1
      if (name === 'pre') preformatted += 1
      if (BLOCKS.has(name)) parts.push('\n')
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1
      if (name === 'pre') preformatted -= 1
      if (BLOCKS.has(name)) parts.push('\n')
    },
    ontext(text) {
      if (silent === 0) parts.push(preformatted > 0 ? text : text.replaceAll('\n', ' '))
    },
  })
  parser.end(html.slice(0, LONGEST_HTML))
  return tidyText(parts.join(''))
}
