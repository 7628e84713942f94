import type { DB } from '#db'

/**
 * Why words were removed: whoever wrote them asked for it, they told about somebody what nobody here needs, they were meant for
 * somebody else, or one of us wrote them by mistake. A list and no text, so that the reason itself gives nothing away.
 */
export const removalReasons = ['asked', 'personal', 'misdirected', 'mistake'] as const
export type RemovalReason = (typeof removalReasons)[number]

/** That the words of an entry were removed. */
export type Removal = { at: Date; reason: RemovalReason }

/** An entry by which words were removed: those of one entry, or all that were there. */
export type Redacted = { kind: 'redacted'; redactedSeq: number | null; reason: RemovalReason }

type Row = {
  seq: number
  kind: DB['conversation_entry']['kind']
  at: Date
  draftSeq: number | null
  redactedSeq: number | null
  redactionReason: RemovalReason | null
}

const worded = new Set<Row['kind']>(['received', 'note', 'draft', 'returned', 'sent'])

/**
 * Of some entries of a conversation, what was removed: by their numbers. The words of an answer are those of its draft.
 * @param rows  in order, with all that came after the first of them
 */
export function removalsOf(rows: readonly Row[]): Map<number, Removal> {
  const removals = rows.flatMap(({ seq, at, redactedSeq, redactionReason: reason }) =>
    reason === null ? [] : [{ seq, redactedSeq, removal: { at, reason } }],
  )
  const found = new Map<number, Removal>()
  for (const row of rows) {
    if (!worded.has(row.kind)) continue
    const words = row.kind === 'sent' ? row.draftSeq : row.seq
    const one = removals.find(({ seq, redactedSeq }) => seq > row.seq && (redactedSeq ?? words) === words)
    if (one) found.set(row.seq, one.removal)
  }
  return found
}

/** So many words in a row are no accident. */
const RUN = 6
/** A run of fewer letters stands in many texts. */
const FEWEST_LETTERS = 8

/** Whether a text repeats what was removed: six words of it in a row, or all where it had fewer; however it is broken or quoted. */
export function repeats(text: string, removed: string): boolean {
  const gone = wordsOf(removed)
  const length = Math.min(RUN, gone.length)
  const runs = new Set(runsOf(gone, length).filter((run) => run.length >= FEWEST_LETTERS))
  return runs.size > 0 && runsOf(wordsOf(text), length).some((run) => runs.has(run))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function runsOf(words: readonly string[], length: number): string[] {
  return length === 0
    ? []
    : words
        .slice(0, Math.max(0, words.length - length + 1))
        .map((_, at) => words.slice(at, at + length).join(' '))
}
