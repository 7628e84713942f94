/** Pairs of start and end, in UTF-16 units; in any order, and they may overlap. */
export type Spans = readonly number[]

interface Segment {
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text where marks start and end. */
export function segmentsOf(text: string, spans: Spans): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const [start, end] of joined(spans, text.length)) {
    if (start > at) segments.push({ text: text.slice(at, start), marked: false })
    segments.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false })
  return segments
}

function joined(spans: Spans, length: number): Array<[number, number]> {
  const pairs = spans.flatMap((start, index): Array<[number, number]> => {
    const end = spans[index + 1]
    return index % 2 === 0 && end !== undefined && end <= length && start < end ? [[start, end]] : []
  })
  const result: Array<[number, number]> = []
  for (const [start, end] of pairs.sort(([a], [b]) => a - b)) {
    const last = result.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}

/** Characters before the first mark, so that it is read in its sentence. */
const RUN_UP = 80

/** The part of a long text around its first mark, cut between words. */
export function passageOf(text: string, spans: Spans, length: number): { text: string; spans: number[] } {
  if (text.length <= length) return { text, spans: [...spans] }
  const first = joined(spans, text.length)[0]?.[0] ?? 0
  const start = first > RUN_UP ? wordStart(text, first - RUN_UP) : 0
  const stop = start + length
  const end = stop < text.length ? Math.max(wordEnd(text, stop), start + 1) : text.length
  const before = start > 0 ? '… ' : ''
  const shift = before.length - start
  return {
    text: `${before}${text.slice(start, end).trimEnd()}${end < text.length ? ' …' : ''}`,
    spans: joined(spans, end).flatMap(([from, to]) => (from >= start ? [from + shift, to + shift] : [])),
  }
}

function wordStart(text: string, at: number): number {
  const space = text.slice(at).search(/\s\S/)
  return space < 0 ? at : at + space + 1
}

function wordEnd(text: string, at: number): number {
  const space = text.slice(0, at).search(/\s\S*$/)
  return space < 0 ? at : space
}
