import { META, MODERATED_OUT, VoteTable } from './vote-table.ts'

/** "VOTE" in ASCII; the version of the layout follows it. */
const MAGIC = 0x564f5445
const VERSION = 1
const HEADER_WORDS = 8

interface Sections {
  readonly participants: number
  readonly statements: number
  readonly votes: number
  readonly excluded: number
  readonly hasTimes: boolean
}

function byteLength(s: Sections): number {
  const words = HEADER_WORDS + 2 * s.participants + 2 * s.statements + s.votes + s.excluded
  return Math.ceil(words / 2) * 8 + (s.hasTimes ? s.votes * 8 : 0)
}

/** Writes a table to one buffer: header, ids, row lengths, status, codes, excluded ids, times. O(votes) */
export function toTableBuffer(table: VoteTable): ArrayBuffer {
  const excluded = table.excludedIds
  const sections: Sections = {
    participants: table.participantIds.length,
    statements: table.statementIds.length,
    votes: table.voteCount,
    excluded: excluded.length,
    hasTimes: table.hasTimes,
  }
  const buffer = new ArrayBuffer(byteLength(sections))
  const words = new Int32Array(buffer)
  words.set([
    MAGIC,
    VERSION,
    sections.participants,
    sections.statements,
    sections.votes,
    sections.excluded,
    sections.hasTimes ? 1 : 0,
  ])
  const parts = partsOf(buffer, sections)
  parts.participants.set(table.participantIds)
  parts.lengths.set(table.rows.length)
  parts.statements.set(table.statementIds)
  parts.status.set(Int32Array.from(table.statementIds, (_, index) => table.statusOf(index)))
  parts.excluded.set(excluded)
  const { start, length, codes, times } = table.rows
  let at = 0
  for (let row = 0; row < length.length; row += 1) {
    const [from, count] = [start[row], length[row]]
    parts.codes.set(codes.subarray(from, from + count), at)
    if (times) parts.times?.set(times.subarray(from, from + count), at)
    at += count
  }
  return buffer
}

function partsOf(buffer: ArrayBuffer, s: Sections) {
  let word = HEADER_WORDS
  const take = (count: number) => {
    const at = word * 4
    word += count
    return [buffer, at, count] as const
  }
  const participants = new Int32Array(...take(s.participants))
  const lengths = new Int32Array(...take(s.participants))
  const statements = new Int32Array(...take(s.statements))
  const status = new Int32Array(...take(s.statements))
  const codes = new Uint32Array(...take(s.votes))
  const excluded = new Int32Array(...take(s.excluded))
  const times = s.hasTimes ? new Float64Array(buffer, Math.ceil(word / 2) * 8, s.votes) : undefined
  return { participants, lengths, statements, status, codes, excluded, times }
}

/**
 * Reads a table back.
 * @throws RangeError when the buffer is not a table, of another version, or cut off
 */
export function fromTableBuffer(buffer: ArrayBuffer): VoteTable {
  const header = new Int32Array(buffer.slice(0, HEADER_WORDS * 4))
  if (header[0] !== MAGIC) throw new RangeError('the buffer is not a vote table')
  if (header[1] !== VERSION)
    throw new RangeError(`the vote table has version ${header[1]}; this reads version ${VERSION}`)
  const [participants, statements, votes, excluded, hasTimes] = Array.from(header.subarray(2, 7))
  const sections = { participants, statements, votes, excluded, hasTimes: hasTimes === 1 }
  if (buffer.byteLength !== byteLength(sections))
    throw new RangeError(
      `the vote table has ${buffer.byteLength} bytes where ${byteLength(sections)} were written`,
    )
  const parts = partsOf(buffer, sections)
  const table = VoteTable.adopt({
    participants: parts.participants,
    statements: parts.statements,
    length: parts.lengths,
    codes: parts.codes.slice(),
    times: parts.times?.slice(),
  })
  parts.statements.forEach((id, index) => {
    const status = parts.status[index]
    table.setStatement(id, { moderatedOut: (status & MODERATED_OUT) !== 0, meta: (status & META) !== 0 })
  })
  for (const id of parts.excluded) table.setExcluded(id, true)
  return table
}
