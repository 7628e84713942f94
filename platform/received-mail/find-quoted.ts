import type { DefaultTreeAdapterTypes } from 'parse5'
import { isHeaderBlock, isSeparator } from './fold-words.ts'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element
export type Parent = DefaultTreeAdapterTypes.ParentNode

export function isElement(node: Node | Parent): node is Element {
  return 'tagName' in node
}

export function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text'
}

/** Blocks in which the header of an older mail is looked for: more is no mail that a person wrote. */
const MOST_BLOCKS = 5000
const LONGEST_START = 1500
const HEADER_LINES = 9
/** In these only certain elements may stand, and no fold. */
const frames = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'ul', 'ol', 'dl'])
const blocks = new Set(['div', 'p', 'hr', 'table', 'pre', 'li', 'center', 'td'])

/**
 * Finds what stands folded: quotes, and the older mail from its header on, as `foldMail` does in text.
 * @returns where a fold begins, with whether it goes on to the end of its parent
 */
export function findQuoted(root: Parent): Map<Node, 'itself' | 'and-all-after'> {
  const found = new Map<Node, 'itself' | 'and-all-after'>()
  for (const quote of listQuotes(root)) found.set(quote, 'itself')
  const history = findHistory(root)
  for (let at = history; at?.parentNode && at !== root; at = parentOf(at, root)) {
    const next = at === history ? at : after(at)
    const parent = at.parentNode
    if (next && !(isElement(parent) && frames.has(parent.tagName))) found.set(next, 'and-all-after')
  }
  return found
}

function listQuotes(parent: Parent): Node[] {
  return parent.childNodes.flatMap((node) => {
    if (!isElement(node)) return []
    return node.tagName === 'blockquote' ? [node] : listQuotes(node)
  })
}

/** The first block with which the header of an older mail begins; or the frame around it, where nothing was written before it there. */
function findHistory(root: Parent): Node | undefined {
  const candidates = listBlocks(root, []).map((node) => ({ node, lines: linesOf(node) }))
  const found = candidates.find(({ lines }, at) => {
    const [first] = lines
    if (first === undefined) return false
    const next = candidates.slice(at, at + HEADER_LINES).flatMap((one) => one.lines)
    return isSeparator(first) !== undefined || isHeaderBlock(next.slice(0, HEADER_LINES))
  })
  let at: Node | undefined = found?.node
  while (at?.parentNode && at.parentNode !== root && isFirst(at)) at = parentOf(at, root)
  return at
}

function listBlocks(parent: Parent, list: Element[]): Element[] {
  for (const node of parent.childNodes) {
    if (list.length >= MOST_BLOCKS) break
    if (!isElement(node) || node.tagName === 'blockquote') continue
    if (blocks.has(node.tagName) && !holdsBlocks(node)) list.push(node)
    listBlocks(node, list)
  }
  return list
}

function holdsBlocks(node: Element): boolean {
  return node.childNodes.some((child) => isElement(child) && blocks.has(child.tagName))
}

function isFirst(node: Node): boolean {
  const siblings = node.parentNode?.childNodes ?? []
  return siblings.slice(0, siblings.indexOf(node)).every((one) => textOf(one).trim() === '')
}

function parentOf(node: Node, root: Parent): Element | undefined {
  const parent = node.parentNode
  return parent && parent !== root && isElement(parent) ? parent : undefined
}

/** What follows a node in its parent and says something. */
function after(node: Node): Node | undefined {
  const siblings = node.parentNode?.childNodes ?? []
  return siblings.slice(siblings.indexOf(node) + 1).find((one) => textOf(one).trim() !== '')
}

/** The first lines of a block. */
function linesOf(node: Node): string[] {
  return textOf(node, LONGEST_START)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}

/** What is in a node, with a line for each break; at most so many letters of it, and a few more. */
export function textOf(node: Node, longest = Number.POSITIVE_INFINITY): string {
  if (isText(node)) return node.value.replace(/\s+/g, ' ')
  if (!isElement(node)) return ''
  if (node.tagName === 'br') return '\n'
  let text = ''
  for (const child of node.childNodes) {
    if (text.length > longest) break
    text += textOf(child, longest - text.length)
  }
  return text
}
