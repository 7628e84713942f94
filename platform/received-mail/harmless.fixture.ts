import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { expect } from 'vitest'
import { toSafeHtml } from './safe-html.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** All elements that a browser makes of HTML. */
function elementsOf(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => ('tagName' in node ? [node, ...elementsOf(node.childNodes)] : []))
}

const elements =
  /^(?:a|abbr|b|blockquote|br|code|dd|del|div|dl|dt|em|hr|i|img|ins|li|ol|p|pre|s|small|strong|sub|sup|u|ul|span|table|thead|tbody|tfoot|tr|td|th|caption|details|summary)$/
const attributes: Record<string, RegExp> = {
  href: /^(?:https?:\/\/|mailto:|tel:)/,
  rel: /^noopener noreferrer nofollow$/,
  src: /^\/desk\/mail\//,
  alt: /^/,
  width: /^\d+$/,
  height: /^\d+$/,
  loading: /^lazy$/,
  dir: /^(?:ltr|rtl)$/,
  lang: /^[a-z\d-]+$/i,
  align: /^(?:left|right|center|justify)$/,
  colspan: /^\d+$/,
  rowspan: /^\d+$/,
  border: /^1$/,
  role: /^presentation$/,
}

/** Whether it can be shown; fails where it harms: what is on a page beside a mail has to stay beside it, and in the mail may be nothing but what is allowed. */
export function expectHarmless(html: string): boolean {
  const made = toSafeHtml(html, {
    pictures: new Map([['foto', { src: '/desk/mail/1', width: 4, height: 3 }]]),
    quoted: 'Eerder',
  })
  if (made === undefined) return false
  const page = parseFragment(`<main><div>${made.html}</div><p>after</p></main>`)
  const [main] = elementsOf(page.childNodes)
  expect(page.childNodes).toHaveLength(1)
  expect(main?.childNodes.map((node) => node.nodeName)).toEqual(['div', 'p'])
  const [frame] = main?.childNodes ?? []
  for (const { tagName, attrs, namespaceURI } of elementsOf(
    frame && 'childNodes' in frame ? frame.childNodes : [],
  )) {
    expect(tagName).toMatch(elements)
    expect(namespaceURI).toBe('http://www.w3.org/1999/xhtml')
    for (const { name, value } of attrs)
      expect(`${name}=${value}`).toSatisfy(() => attributes[name]?.test(value) === true)
  }
  return true
}
