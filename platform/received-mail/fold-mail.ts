import {
  endsAttribution,
  isHeaderBlock,
  isSeparator,
  isSignature,
  sentFrom,
  startsAttribution,
} from './fold-words.ts'

/**
 * A part of a mail's text that its writer did not write now, from `start` up to `end`, as in `slice`; whole lines. It is
 * shown folded, and never removed: the writer of a forwarded mail may have written nothing else.
 */
export type MailFold = {
  readonly kind: 'quote' | 'history' | 'forwarded' | 'signature'
  readonly start: number
  readonly end: number
}

type Line = { readonly text: string; readonly start: number; readonly end: number }

/**
 * Finds what is quoted and signed in the text of a mail, by the forms of the usual programs in Dutch, English, German,
 * French and, more roughly, other languages. Answers that stand between quotes stay unfolded.
 * Linear in the length of the text.
 * @returns folds in their order, none over another
 */
export function foldMail(text: string): MailFold[] {
  const lines = splitLines(text)
  const history = findHistory(lines)
  const last = history?.line ?? lines.length
  const quotes = foldQuotes(lines.slice(0, last))
  const tail = history ? [{ kind: history.kind, start: lines[last]?.start ?? 0, end: text.length }] : []
  const folds = [...quotes, ...tail]
  return [...folds, ...foldSignature(lines.slice(0, last), folds)].sort((a, b) => a.start - b.start)
}

/** What the writer wrote now: the text without its folds. */
export function unfoldedText(text: string, folds: readonly MailFold[]): string {
  let [rest, at] = ['', 0]
  for (const { start, end } of folds) {
    rest += text.slice(at, start)
    at = end
  }
  return (rest + text.slice(at)).trim()
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found + 1
    lines.push({ text: text.slice(start, Math.min(end, start + LONGEST_LINE)).trimEnd(), start, end })
    start = end
  }
  return lines
}

/** Words by which a fold begins stand at the start of a line. */
const LONGEST_LINE = 500
/** Lines over which programs break "On … wrote:". */
const ATTRIBUTION_LINES = 4

const isQuoted = (line: Line | undefined) => /^\s{0,3}>(?!:\s*$)/.test(line?.text ?? '')
const isBlank = (line: Line | undefined) => line !== undefined && line.text.trim() === ''

/** The first line from which on all is an older mail. */
function findHistory(lines: readonly Line[]): { kind: 'history' | 'forwarded'; line: number } | undefined {
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '' || isQuoted(lines[at])) continue
    const separator = isSeparator(text)
    if (separator) return { kind: separator, line: at }
    const block = () => lines.slice(at, at + 9).map((line) => line.text)
    if (isHeaderBlock(block())) return { kind: 'history', line: withRuleBefore(lines, at) }
    const end = attributionEnd(lines, at)
    if (
      end !== undefined &&
      !isQuoted(lines[nextWritten(lines, end)]) &&
      nextWritten(lines, end) < lines.length
    )
      return { kind: 'history', line: at }
  }
  return undefined
}

/** Outlook draws a line before the header that it repeats. */
function withRuleBefore(lines: readonly Line[], at: number): number {
  let before = at - 1
  while (isBlank(lines[before])) before--
  return /^\s*(?:[_-]{8,}|={4,})\s*$/.test(lines[before]?.text ?? '') ? before : at
}

function nextWritten(lines: readonly Line[], from: number): number {
  let at = from
  while (isBlank(lines[at])) at++
  return at
}

/** The line behind an attribution that begins here, as "Op … schreef …:"; undefined when none does. */
function attributionEnd(lines: readonly Line[], from: number): number | undefined {
  if (from > 0 && !isBlank(lines[from - 1]) && !startsAttribution(lines[from]?.text ?? '')) return undefined
  for (let count = 1; count <= ATTRIBUTION_LINES && from + count <= lines.length; count++) {
    const line = lines[from + count - 1]
    if (isBlank(line) || isQuoted(line)) return undefined
    const together = lines.slice(from, from + count).map(({ text }) => text.trim())
    if (!endsAttribution(together.join(' '))) continue
    const isLater = together.some(
      (text, at) => at > 0 && startsAttribution(text) && endsAttribution(together.slice(at).join(' ')),
    )
    return isLater ? undefined : from + count
  }
  return undefined
}

function foldQuotes(lines: readonly Line[]): MailFold[] {
  const folds: MailFold[] = []
  for (let at = 0; at < lines.length; at++) {
    const behind = attributionEnd(lines, at)
    const first = behind === undefined ? at : nextWritten(lines, behind)
    if (!isQuoted(lines[first])) continue
    const last = lastQuoted(lines, first)
    folds.push({ kind: 'quote', start: lines[at]?.start ?? 0, end: lines[last]?.end ?? 0 })
    at = last
  }
  return folds
}

/** Quotes go on over empty lines between them. */
function lastQuoted(lines: readonly Line[], from: number): number {
  let last = from
  for (let at = from + 1; at < lines.length && (isQuoted(lines[at]) || isBlank(lines[at])); at++)
    if (isQuoted(lines[at])) last = at
  return last
}

/** Longer ones are text below a line of dashes. */
const LONGEST_SIGNATURE = 20

/** The signature at the end of what the writer wrote, up to the quote or the end of the text. */
function foldSignature(lines: readonly Line[], folds: readonly MailFold[]): MailFold[] {
  const free = lines.filter(
    (line) => !folds.some(({ start, end }) => line.start >= start && line.start < end),
  )
  const at = free.findLastIndex((line) => isSignature(line.text))
  const first = free[at]
  const mobile = free.find((line) => sentFrom.test(line.text))
  const found: MailFold[] = []
  if (first && free.length - at <= LONGEST_SIGNATURE) {
    const next = folds.find(({ start }) => start > first.start)
    found.push({
      kind: 'signature',
      start: first.start,
      end: next?.start ?? (lines.at(-1)?.end || first.end),
    })
  }
  const covered = found.some((fold) => mobile && mobile.start >= fold.start && mobile.start < fold.end)
  return mobile && !covered ? [...found, { kind: 'signature', start: mobile.start, end: mobile.end }] : found
}
