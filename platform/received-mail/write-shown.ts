import { parseFragment, serialize } from 'parse5'
import { type Element, findQuoted, isElement, isText, type Node, type Parent, textOf } from './find-quoted.ts'
import { readLinkTarget } from './link-target.ts'
import type { SafeHtml, ShownWith } from './shown-html.ts'

type Written = Pick<SafeHtml, 'html' | 'blockedImages' | 'lostImages'>

/** What each element is written as; what is not here is left out, and its content stays. */
const written: Readonly<Record<string, string>> = {
  ...same(
    'abbr',
    'b',
    'blockquote',
    'br',
    'code',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'hr',
    'i',
    'ins',
    'li',
    'ol',
  ),
  ...same('p', 'pre', 's', 'small', 'strong', 'sub', 'sup', 'u', 'ul', 'span'),
  ...same('table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption'),
  ...{ strike: 's', tt: 'code', center: 'div' },
  // A page has headings of its own, in their order.
  ...{ h1: 'div', h2: 'div', h3: 'div', h4: 'div', h5: 'div', h6: 'div' },
}

function same(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]))
}

const alone = new Set(['br', 'hr'])

/**
 * Writes cleaned HTML anew, from the tree that a browser makes of it.
 * Linear in its length, but for elements that stand in each other.
 * @returns undefined where browsers would read what was written otherwise each time
 */
export function writeShown(cleaned: string, { pictures, quoted }: ShownWith): Written | undefined {
  const root = parseFragment(cleaned)
  const writer = new Writer(pictures, findQuoted(root), escapeHtml(quoted))
  const html = settle(writer.inside(root))
  return html === undefined ? undefined : { html, blockedImages: writer.blocked, lostImages: writer.lost }
}

/** What is nested wrongly is moved by browsers, at times out of the frame that it stands in: it is written as they would have it. */
function settle(html: string): string | undefined {
  let now = html
  for (let times = 0; times < MOST_TIMES; times++) {
    const { childNodes } = parseFragment(`<div>${now}</div>`)
    const next = childNodes
      .map((node) => (isElement(node) ? serialize(node) : escapeHtml(textOf(node))))
      .join('')
    const isInside = childNodes.length === 1
    if (isInside && next === now) return now
    now = next
  }
  return undefined
}

/** Wrong nesting settles after two times; what does not by then is made for it. */
const MOST_TIMES = 6

class Writer {
  blocked = 0
  lost = 0
  private isQuoted = false
  private readonly pictures: ShownWith['pictures']
  private readonly folds: ReturnType<typeof findQuoted>
  private readonly quoted: string

  constructor(pictures: ShownWith['pictures'], folds: ReturnType<typeof findQuoted>, quoted: string) {
    this.pictures = pictures
    this.folds = folds
    this.quoted = quoted
  }

  inside(parent: Parent): string {
    let html = ''
    for (const [at, node] of parent.childNodes.entries()) {
      const fold = this.isQuoted ? undefined : this.folds.get(node)
      if (fold === undefined) html += this.write(node)
      else if (fold === 'itself') html += this.fold([node])
      else return html + this.fold(parent.childNodes.slice(at))
    }
    return html
  }

  /** What was quoted stands folded, once. */
  private fold(nodes: readonly Node[]): string {
    this.isQuoted = true
    const html = nodes.map((node) => this.write(node)).join('')
    this.isQuoted = false
    return html.trim() === '' ? '' : `<details><summary>${this.quoted}</summary><div>${html}</div></details>`
  }

  private write(node: Node): string {
    if (isText(node)) return escapeHtml(node.value)
    if (!isElement(node)) return ''
    if (node.tagName === 'img') return this.picture(node)
    if (node.tagName === 'a') return this.link(node)
    const name = written[node.tagName]
    if (name === undefined) return this.inside(node)
    if (alone.has(name)) return `<${name}>`
    const [open, close] = emphasisOf(node)
    return `<${name}${attributesOf(node)}>${open}${this.inside(node)}${close}</${name}>`
  }

  private link(node: Element): string {
    const target = readLinkTarget(attribute(node, 'href'), textOf(node))
    if (!target) return this.inside(node)
    const leadsTo = target.leadsTo === null ? '' : ` <small>[${escapeHtml(target.leadsTo)}]</small>`
    return `<a href="${escapeHtml(target.href)}" rel="noopener noreferrer nofollow">${this.inside(node)}</a>${leadsTo}`
  }

  private picture(node: Element): string {
    const from = attribute(node, 'data-from')
    const alternative = attribute(node, 'alt').trim()
    const contentId = /^cid:(.+)$/is.exec(from)?.[1]
    const picture = contentId === undefined ? undefined : this.pictures.get(decodeId(contentId))
    if (picture) {
      const { src, width, height } = picture
      return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alternative)}" width="${width}" height="${height}" loading="lazy">`
    }
    if (contentId !== undefined || /^data:/i.test(from)) this.lost++
    else if (from !== '') this.blocked++
    return alternative === '' ? '' : `<i>${escapeHtml(alternative)}</i>`
  }
}

/** What headings and a few styles say, as elements. */
function emphasisOf(node: Element): [string, string] {
  const style = attribute(node, 'style')
  const isHeading = /^h[1-6]$/.test(node.tagName)
  const names = [
    ...(isHeading || style.includes('font-weight') ? ['b'] : []),
    ...(style.includes('font-style') ? ['i'] : []),
    ...(style.includes('line-through') ? ['s'] : []),
    ...(style.includes('underline') ? ['u'] : []),
  ]
  // Around cells and lines of a list nothing may stand.
  if (/^(?:table|thead|tbody|tfoot|tr|ul|ol|dl)$/.test(node.tagName)) return ['', '']
  return [
    names.map((name) => `<${name}>`).join(''),
    names
      .toReversed()
      .map((name) => `</${name}>`)
      .join(''),
  ]
}

function attributesOf(node: Element): string {
  const name = node.tagName
  const isCell = name === 'td' || name === 'th'
  const span = (kind: string) =>
    isCell && /^[1-9]\d{0,2}$/.test(attribute(node, kind)) ? attribute(node, kind) : null
  const found: Record<string, string | null> = {
    dir: readDirection(attribute(node, 'dir')),
    lang: readLanguage(attribute(node, 'lang')),
    align: alignmentOf(node),
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    border: name === 'table' && /^[1-9]/.test(attribute(node, 'border')) ? '1' : null,
    role: name === 'table' && attribute(node, 'role') === 'presentation' ? 'presentation' : null,
  }
  return Object.entries(found)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escapeHtml(value)}"`))
    .join('')
}

function alignmentOf(node: Element): string | null {
  if (node.tagName === 'table') return null
  const said =
    /text-align:\s*(\w+)/.exec(attribute(node, 'style'))?.[1] ?? attribute(node, 'align').toLowerCase()
  if (/^(?:left|right|center|justify)$/.test(said)) return said
  return node.tagName === 'center' ? 'center' : null
}

/** In which direction a text is written, where an attribute says that. */
export function readDirection(value: string | undefined): 'ltr' | 'rtl' | null {
  const said = value?.trim().toLowerCase()
  return said === 'ltr' || said === 'rtl' ? said : null
}

/** In which language (BCP 47), likewise. */
export function readLanguage(value: string | undefined): string | null {
  const said = value?.trim() ?? ''
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i.test(said) ? said : null
}

function attribute(node: Element, name: string): string {
  return node.attrs.find((one) => one.name === name)?.value ?? ''
}

function decodeId(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '')
}
