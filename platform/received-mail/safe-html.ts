import { Parser } from 'htmlparser2'
import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html'

/** HTML of a stranger as it may be shown, and what was left out of it. */
export type SafeHtml = {
  readonly html: string
  /** Pictures elsewhere: fetching them would tell the sender that the mail was read. */
  readonly blockedImages: number
  /** Pictures in the mail itself, as its HTML names them: `<img data-content-id="…">`, without an address yet. */
  readonly contentIds: readonly string[]
}

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

const colour = /^(?:#[\da-f]{3,8}|[a-z]{3,20}|rgba?\([\d.,%\s]{3,40}\))$/i
const length = /^-?[\d.]{1,6}(?:px|pt|em|rem|%)?$/i
const lengths = /^(?:-?[\d.]{1,6}(?:px|pt|em|rem|%)?\s*){1,4}$/i

/** Nothing that leaves its place, covers the page or fetches. */
const styles = {
  color: [colour],
  'background-color': [colour],
  'font-weight': [/^(?:bold|normal|[1-9]00)$/],
  'font-style': [/^(?:italic|normal)$/],
  'font-size': [length],
  'text-align': [/^(?:left|right|center|justify|start|end)$/],
  'text-decoration': [/^(?:underline|line-through|none)$/],
  'vertical-align': [/^(?:top|middle|bottom|baseline)$/],
  padding: [lengths],
  width: [length],
}

/**
 * Makes the HTML of a mail safe to show: no scripts, no forms, no styles that reach beyond the mail, no picture from
 * elsewhere. Takes time that may grow with the square of hostile HTML, so it belongs in a `MailReader`.
 * @returns undefined for what is too long, or stands too deep in itself
 */
export function toSafeHtml(html: string): SafeHtml | undefined {
  if (html.length > LONGEST_HTML || isTooDeep(html)) return undefined
  let blockedImages = 0
  const contentIds = new Set<string>()
  const image = (_name: string, { src = '', alt = '', width, height }: Attributes): Tag => {
    const size = { alt, ...(width && { width }), ...(height && { height }) }
    const contentId = /^cid:(.+)$/is.exec(src.trim())?.[1]
    if (contentId !== undefined) {
      contentIds.add(decodeId(contentId))
      return { tagName: 'img', attribs: { ...size, 'data-content-id': decodeId(contentId) } }
    }
    if (/^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(src))
      return { tagName: 'img', attribs: { ...size, src } }
    if (src !== '') blockedImages++
    return { tagName: 'img', attribs: { ...size, ...(src !== '' && { 'data-blocked': '' }) } }
  }
  const safe = sanitizeHtml(html, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'align', 'valign', 'bgcolor'],
      a: ['href', 'rel', 'title'],
      img: ['src', 'alt', 'width', 'height', 'data-content-id', 'data-blocked'],
      td: ['colspan', 'rowspan', 'width'],
      th: ['colspan', 'rowspan', 'width', 'scope'],
      font: ['color', 'size'],
      table: ['width', 'cellpadding', 'cellspacing', 'border'],
    },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: DEEPEST,
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head', 'xmp'],
    transformTags: {
      img: image,
      a: (_name, attribs) => ({ tagName: 'a', attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }),
    },
  })
  return { html: safe, blockedImages, contentIds: [...contentIds] }
}

/** The cleaner looks through all open elements at each that closes. */
function isTooDeep(html: string): boolean {
  let [depth, deepest] = [0, 0]
  const parser = new Parser({
    onopentagname() {
      deepest = Math.max(deepest, ++depth)
      if (depth > DEEPEST_OPEN) parser.pause()
    },
    onclosetag() {
      depth--
    },
  })
  parser.end(html)
  return deepest > DEEPEST_OPEN
}

/** Elements that stand open; what lies deeper than `DEEPEST` is left out, what lies as deep as this is no mail. */
const DEEPEST_OPEN = 1000

function decodeId(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}
