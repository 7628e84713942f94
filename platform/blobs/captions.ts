/** Why captions were not taken, and in which line, counted from 1. */
export type CaptionsProblem = { kind: 'no-time' | 'ends-before' | 'no-words' | 'too-long'; line: number }

export type CaptionsOutcome = { kind: 'read'; captions: string } | CaptionsProblem

/** In characters. */
export const LONGEST_CAPTIONS = 100_000
const TIME = String.raw`(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)(?:[.,](\d{1,3}))?`
const TIMES = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}(?:\\s.*)?$`)

type Cue = { from: number; to: number; words: string[] }

/**
 * Reads what is said in a film, as a file of WebVTT or SubRip or as somebody typed it: a line with from and until, lines with words, an
 * empty line. What comes out is WebVTT with times and words, and no more: no styles, notes, places on the picture or numbers. Empty text
 * is empty captions. O(n)
 */
export function readCaptions(text: string): CaptionsOutcome {
  if (text.length > LONGEST_CAPTIONS) return { kind: 'too-long', line: 1 }
  const cues: Cue[] = []
  for (const { lines, at } of blocksOf(text)) {
    const first = lines[0] ?? ''
    if (/^(WEBVTT|NOTE|STYLE|REGION)\b/.test(first)) continue
    const timed = TIMES.test(first) ? 0 : 1
    const times = TIMES.exec(lines[timed] ?? '')
    if (!times) return { kind: 'no-time', line: at }
    const [from, to] = [msOf(times.slice(1, 5)), msOf(times.slice(5, 9))]
    if (to <= from) return { kind: 'ends-before', line: at + timed }
    const words = lines
      .slice(timed + 1)
      .map(plain)
      .filter((line) => line !== '')
    if (words.length === 0) return { kind: 'no-words', line: at + timed }
    cues.push({ from, to, words })
  }
  if (cues.length === 0)
    return text.trim() === '' ? { kind: 'read', captions: '' } : { kind: 'no-time', line: 1 }
  cues.sort((one, other) => one.from - other.from)
  return { kind: 'read', captions: ['WEBVTT', ...cues.map(writeCue)].join('\n\n').concat('\n') }
}

/** Lines with nothing between them, and in which line each begins. */
function* blocksOf(text: string): Generator<{ lines: string[]; at: number }> {
  let lines: string[] = []
  for (const [index, line] of [...text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/), ''].entries()) {
    if (line.trim() !== '') lines.push(line.trim())
    else if (lines.length > 0) {
      yield { lines, at: index - lines.length + 1 }
      lines = []
    }
  }
}

function msOf([hours = '0', minutes = '0', seconds = '0', rest = '0']: (string | undefined)[]): number {
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(rest.padEnd(3, '0'))
}

/** Without marks, and with nothing in it that would be one, or the time of another cue. */
function plain(line: string): string {
  return line
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/&(?!(amp|lt|gt|nbsp|lrm|rlm);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .trim()
}

function writeCue({ from, to, words }: Cue): string {
  return [`${write(from)} --> ${write(to)}`, ...words].join('\n')
}

function write(ms: number): string {
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(ms % 1000).padStart(3, '0')}`
}
