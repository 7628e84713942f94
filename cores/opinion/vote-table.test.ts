import { describe, expect, it } from 'vitest'
import { loadRows, PackedLoader } from './load-votes.ts'
import { fromTableBuffer, toTableBuffer } from './snapshot.ts'
import { rowsOf } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'
import { VoteTable } from './vote-table.ts'

function packed(records: readonly (readonly [number, number, number])[]): Uint8Array {
  const bytes = new Uint8Array(records.length * 9)
  const view = new DataView(bytes.buffer)
  records.forEach(([participant, statement, vote], at) => {
    view.setInt32(at * 9, participant, true)
    view.setInt32(at * 9 + 4, statement, true)
    view.setInt8(at * 9 + 8, vote)
  })
  return bytes
}

function load(...chunks: readonly Uint8Array[]): VoteTable {
  const loader = new PackedLoader({ statementLimit: 1000 })
  for (const chunk of chunks) loader.count(chunk)
  for (const chunk of chunks) loader.fill(chunk)
  return loader.finish()
}

describe('a vote table', () => {
  it('keeps the latest vote, whatever order votes arrive in', () => {
    const early = { participant: 4, statement: 9, vote: 1, time: 100 }
    const late = { participant: 4, statement: 9, vote: -1, time: 200 }
    expect(loadRows([early, late]).voteOf(4, 9)).toBe(-1)
    expect(loadRows([late, early]).voteOf(4, 9)).toBe(-1)
  })

  it('without times keeps the last vote set', () => {
    const table = new VoteTable()
    expect(table.setVote(1, 1, 1)).toBe('added')
    expect(table.setVote(1, 1, 0)).toBe('changed')
    expect(table.setVote(1, 1, 0)).toBe('unchanged')
    expect(table.voteOf(1, 1)).toBe(0)
    expect(table.voteCount).toBe(1)
  })

  it('takes a vote back as if it had never been given', () => {
    const table = loadRows(rowsOf('+-', '0+'))
    expect(table.withdrawVote(0, 1)).toBe(true)
    expect(table.withdrawVote(0, 1)).toBe(false)
    expect(table.withdrawVote(7, 1)).toBe(false)
    expect(table.voteOf(0, 1)).toBeUndefined()
    expect(table.voteCount).toBe(3)
  })

  it('grows past every first size and keeps all votes', () => {
    const table = new VoteTable()
    for (let statement = 299; statement >= 0; statement -= 1)
      for (let participant = 0; participant < 40; participant += 1)
        table.setVote(participant, statement, ((participant + statement) % 3) - 1)
    expect(table.voteCount).toBe(12_000)
    for (let statement = 0; statement < 300; statement += 7)
      expect(table.voteOf(39, statement)).toBe(((39 + statement) % 3) - 1)
  })

  it('refuses what is not a vote, an id or a time, and names it', () => {
    const table = new VoteTable()
    expect(() => table.setVote(1, 2, 5)).toThrow('vote 5 of participant 1 on statement 2')
    expect(() => table.setVote(1, 2, Number.NaN)).toThrow('vote NaN')
    expect(() => table.setVote(-3, 2, 1)).toThrow('participant -3')
    expect(() => table.setVote(1, 1.5, 1)).toThrow('statement 1.5')
    expect(() => table.setVote(1, 2, 1, Number.NaN)).toThrow('time NaN')
    expect(table.voteCount).toBe(0)
  })

  it('treats ten million statements as a mistake in the data', () => {
    const table = new VoteTable({ statementLimit: 3 })
    for (const statement of [1, 2, 3]) table.setVote(1, statement, 1)
    expect(() => table.setVote(1, 10_000_000, 1)).toThrow(
      'statement 10000000 would be number 4; this dialogue takes at most 3',
    )
  })
})

describe('packed records', () => {
  it('load as rows do, in any order and in chunks', () => {
    const records = [
      [3, 7, 1],
      [1, 2, -1],
      [3, 2, 0],
      [1, 7, 1],
    ] as const
    const whole = toVoteMatrix(load(packed(records)))
    const inChunks = toVoteMatrix(load(packed(records.slice(0, 1)), packed(records.slice(1))))
    const rows = toVoteMatrix(
      loadRows(records.map(([participant, statement, vote]) => ({ participant, statement, vote }))),
    )
    expect(whole).toEqual(rows)
    expect(inChunks).toEqual(rows)
  })

  it('of repeated records the last counts', () => {
    const table = load(
      packed([
        [1, 1, 1],
        [1, 2, 0],
        [1, 1, -1],
        [2, 1, 1],
      ]),
    )
    expect(table.voteCount).toBe(3)
    expect(table.voteOf(1, 1)).toBe(-1)
  })

  it('are refused when truncated, out of range, or too wide', () => {
    expect(() => load(packed([[1, 1, 1]]).subarray(0, 8))).toThrow('8 bytes end in the middle of record 1')
    expect(() => load(packed([[1, 1, 2]]))).toThrow('vote 2 of participant 1 on statement 1')
    expect(() => load(packed([[-5, 1, 1]]))).toThrow('participant -5')
    expect(() => load(packed([[-1, 1, 1]]))).toThrow('participant -1')
    expect(() => load(packed([[1, -1, 1]]))).toThrow('statement -1')
    expect(() => load(packed(Array.from({ length: 1001 }, (_, at) => [1, at, 1] as const)))).toThrow(
      'at most 1000',
    )
  })

  it('may be empty', () => {
    expect(load(new Uint8Array(0)).voteCount).toBe(0)
  })
})

describe('a snapshot', () => {
  it('gives the same table back from one buffer', () => {
    const table = loadRows([
      { participant: 5, statement: 3, vote: 1, time: 10 },
      { participant: 2, statement: 8, vote: -1, time: 20 },
    ])
    table.setStatement(8, { meta: true })
    table.setStatement(11, { moderatedOut: true })
    table.setExcluded(2, true)
    const copy = fromTableBuffer(toTableBuffer(table))
    expect(toVoteMatrix(copy)).toEqual(toVoteMatrix(table))
    expect(copy.excludedIds).toEqual([2])
    expect(copy.statusOf(copy.statementIndex(8))).toBe(table.statusOf(table.statementIndex(8)))
    expect(copy.setVote(5, 3, 0, 5)).toBe('older')
  })

  it('is refused when it is cut off or something else', () => {
    const buffer = toTableBuffer(loadRows(rowsOf('+-')))
    expect(() => fromTableBuffer(buffer.slice(0, buffer.byteLength - 4))).toThrow('bytes')
    expect(() => fromTableBuffer(new ArrayBuffer(64))).toThrow('not a vote table')
  })
})
