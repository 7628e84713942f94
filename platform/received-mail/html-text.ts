import { Parser } from 'htmlparser2'

const blocks = new Set([
  ...[
    'address',
    'article',
    'blockquote',
    'center',
    'dd',
    'div',
    'dl',
    'dt',
    'footer',
    'form',
    'h1',
    'h2',
    'h3',
    'h4',
  ],
  ...['h5', 'h6', 'header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul'],
])
const unread = new Set(['head', 'script', 'style', 'title', 'template', 'noscript'])
/** Elements in each other, beyond which the rest is left out. */
const DEEPEST = 256

/**
 * What HTML says, as text: a line for each block, and `> ` before what is quoted, so that `foldMail` knows it.
 */
export function htmlToText(html: string): string {
  const lines: string[] = []
  let [line, quotes, skipped, depth] = ['', 0, 0, 0]
  const endLine = () => {
    const words = line.replace(/[ \t\n\r\f\u00a0]+/g, ' ').trim()
    if (words !== '') lines.push('> '.repeat(quotes) + words)
    else if (lines.at(-1)?.replace(/[> ]/g, '') !== '') lines.push('> '.repeat(quotes).trimEnd())
    line = ''
  }
  const breakLine = () => {
    if (line.trim() !== '') endLine()
  }
  const parser = new Parser({
    onopentag(name) {
      depth++
      if (depth > DEEPEST) parser.pause()
      if (blocks.has(name)) breakLine()
      if (name === 'br') endLine()
      if (name === 'hr') lines.push(`${'> '.repeat(quotes)}________________________________`)
      if (name === 'p' && lines.length > 0) endLine()
      if (name === 'blockquote') quotes++
      if (name === 'td' || name === 'th') line += ' '
      if (unread.has(name)) skipped++
    },
    ontext(text) {
      if (skipped === 0) line += text
    },
    onclosetag(name) {
      depth--
      if (blocks.has(name)) breakLine()
      if (name === 'blockquote') quotes--
      if (unread.has(name)) skipped--
    },
  })
  parser.end(html)
  breakLine()
  return lines.join('\n').trim()
}
