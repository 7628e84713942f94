import { Parser } from 'htmlparser2'
import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html'
import type { SafeHtml, ShownWith } from './shown-html.ts'
import { readDirection, readLanguage, writeShown } from './write-shown.ts'

/** Longer than any mail that a person reads; beyond it, the text is shown. */
const LONGEST_HTML = 2_000_000
/** Elements in each other: mail of tables in tables stays under 60. */
const DEEPEST = 200

const layout = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'colgroup', 'col']
const tags = [
  ...[
    'a',
    'abbr',
    'b',
    'blockquote',
    'br',
    'center',
    'code',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'font',
    'h1',
    'h2',
  ],
  ...[
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'img',
    'ins',
    'li',
    'ol',
    'p',
    'pre',
    's',
    'small',
    'span',
    'strike',
    'strong',
  ],
  ...['sub', 'sup', 'tt', 'u', 'ul', ...layout],
]

/** What becomes an element of its own; all other styles go, since a page of ours has its own. */
const styles = {
  'font-weight': [/^(?:bold|bolder|[6-9]00)$/],
  'font-style': [/^(?:italic|oblique)$/],
  'text-align': [/^(?:left|right|center|justify|start|end)$/],
  'text-decoration': [/^(?:underline|line-through)$/],
}

/**
 * Makes the HTML of a mail safe to show: no scripts, no forms, no styles, no picture from elsewhere, and links that say where they
 * lead. It is cleaned by one parser and written anew from the tree of another, which reads as browsers do; each lets a few elements
 * through. Takes time that may grow with the square of hostile HTML, so it belongs in a `MailReader`.
 * @returns undefined for what is too long, or stands too deep in itself
 */
export function toSafeHtml(html: string, shownWith: ShownWith): SafeHtml | undefined {
  if (html.length > LONGEST_HTML) return undefined
  const looked = lookThrough(html)
  if (looked.isTooDeep) return undefined
  const shown = writeShown(clean(html), shownWith)
  return shown && { ...shown, dir: looked.dir, lang: looked.lang }
}

function clean(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'align'],
      a: ['href'],
      img: ['data-from', 'alt'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      table: ['border', 'role'],
    },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: DEEPEST,
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head', 'xmp'],
    transformTags: { img: toPicture },
  })
}

/** Where a picture comes from, in a place from which no browser fetches it. */
function toPicture(_name: string, { src = '', alt = '' }: Attributes): Tag {
  return { tagName: 'img', attribs: { 'data-from': src.trim().slice(0, LONGEST_ADDRESS), alt } }
}

/** The picture itself may be written in an address; what it is called is not longer. */
const LONGEST_ADDRESS = 1000

/** What the outermost elements say, and whether some stand too deep: the cleaner looks through all that are open at each that closes. */
function lookThrough(html: string) {
  let [depth, deepest] = [0, 0]
  const found: { dir: SafeHtml['dir']; lang: string | null } = { dir: null, lang: null }
  const parser = new Parser({
    onopentag(name, { dir, lang }) {
      deepest = Math.max(deepest, ++depth)
      if (depth > DEEPEST_OPEN) parser.pause()
      if (name !== 'html' && name !== 'body') return
      found.dir = readDirection(dir) ?? found.dir
      found.lang = readLanguage(lang) ?? found.lang
    },
    onclosetag() {
      depth--
    },
  })
  parser.end(html)
  return { ...found, isTooDeep: deepest > DEEPEST_OPEN }
}

/** Elements that stand open; what lies deeper than `DEEPEST` is left out, what lies as deep as this is no mail. */
const DEEPEST_OPEN = 1000
