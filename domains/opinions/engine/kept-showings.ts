import type { Showings } from '#cores/opinion'
import type { Cursor } from './engine.store.ts'
import { readNumberLines } from './engine-lines.ts'

/** Participant (−1: nobody yet), statement, propensity in billionths, and when; as `copyShowingsStatement` gives them. */
const NUMBERS = 4
const BILLIONTHS = 1e9
const BYTES = 24

/** With more than these, 120 MB, a log is not kept in memory, and answers are not weighed. */
export const MOST_SHOWINGS = 5_000_000

/**
 * For PostgreSQL's COPY: what was shown between two moments. What it is given is checked, because COPY takes no
 * parameters.
 */
export function copyShowingsStatement(dialogueId: string, from: Cursor, below: Cursor): string {
  if (!/^[0-9a-f-]{36}$/.test(dialogueId)) throw new RangeError(`${dialogueId} is no dialogue's id`)
  for (const moment of [from, below])
    if (!/^[0-9]{1,20}$/.test(moment)) throw new RangeError(`${moment} is no transaction`)
  return `copy (
    select coalesce(participant, -1), statement, greatest(round(propensity::float8 * ${BILLIONTHS})::bigint, 1),
      floor(extract(epoch from shown_at) * 1000)::bigint
    from showing
    where dialogue_id = '${dialogueId}' and transaction >= '${from}' and transaction < '${below}'
  ) to stdout`
}

export type LogReader = {
  dialogueId: string
  through: Cursor
  /** A piece of whole lines at a time. */
  copyOut: (statement: string) => AsyncIterable<Uint8Array>
}

/** The log of what was shown in one dialogue, as far as it was read; each showing is read once. */
export class KeptShowings {
  #showings = roomFor(0)
  #length = 0
  #isTooLong = false
  /** All below this is read. */
  #from: Cursor = '0'
  readonly #most: number

  /** @param most  with more, nothing is kept */
  constructor(most = MOST_SHOWINGS) {
    this.#most = most
  }

  get bytes(): number {
    return this.#showings.times.length * BYTES
  }

  /** Reads what was logged between the last time and a moment, a piece at a time. */
  async readOn({ dialogueId, through, copyOut }: LogReader): Promise<void> {
    if (this.#isTooLong) return
    for await (const lines of copyOut(copyShowingsStatement(dialogueId, this.#from, through))) {
      this.#add(lines)
      if (this.#isTooLong) return
    }
    this.#from = through
  }

  #add(lines: Uint8Array): void {
    const numbers = readNumberLines(lines, NUMBERS)
    const more = numbers.length / NUMBERS
    if (this.#length + more > this.#most) {
      this.#isTooLong = true
      this.#showings = roomFor(0)
      this.#length = 0
      return
    }
    this.#makeRoom(this.#length + more)
    const { participants, statements, propensities, times } = this.#showings
    for (let at = 0; at < numbers.length; at += NUMBERS) {
      participants[this.#length] = numbers[at] as number
      statements[this.#length] = numbers[at + 1] as number
      propensities[this.#length] = (numbers[at + 2] as number) / BILLIONTHS
      times[this.#length] = numbers[at + 3] as number
      this.#length += 1
    }
  }

  #makeRoom(needed: number): void {
    const { times } = this.#showings
    if (needed <= times.length) return
    const larger = roomFor(Math.max(needed, Math.ceil(times.length * 1.5)))
    const known = this.all()
    larger.participants.set(known?.participants ?? [])
    larger.statements.set(known?.statements ?? [])
    larger.propensities.set(known?.propensities ?? [])
    larger.times.set(known?.times ?? [])
    this.#showings = larger
  }

  /** All that was read; nothing where nothing was shown, or too much to keep. */
  all(): Showings | undefined {
    if (this.#length === 0) return undefined
    const { participants, statements, propensities, times } = this.#showings
    return {
      participants: participants.subarray(0, this.#length),
      statements: statements.subarray(0, this.#length),
      propensities: propensities.subarray(0, this.#length),
      times: times.subarray(0, this.#length),
    }
  }
}

function roomFor(many: number): Showings {
  return {
    participants: new Int32Array(many),
    statements: new Int32Array(many),
    propensities: new Float64Array(many),
    times: new Float64Array(many),
  }
}
