import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import {
  type KeptVerdict,
  keepVerdict,
  layOut,
  loadRows,
  PACKED_BYTES,
  toVoteMatrix,
  type VoteRow,
  weighEvidence,
} from '#cores/opinion'
import { sharedData } from '#testing'

const layOutRows = (rows: Iterable<VoteRow>) => layOut(toVoteMatrix(loadRows(rows)))

const cases = sharedData('cases', 'opinion')

function readCase(name: string): VoteRow[] {
  const bytes = readFileSync(`${cases}/${name}`)
  const text = name.endsWith('.gz') ? gunzipSync(bytes) : bytes
  return parse<Record<string, string>>(text, { columns: true }).map((row) => ({
    participant: Number(row['voter-id']),
    statement: Number(row['comment-id']),
    vote: Number(row.vote),
  }))
}

function readPacked(name: string): VoteRow[] {
  const bytes = readFileSync(`${cases}/${name}`)
  return Array.from({ length: bytes.length / PACKED_BYTES }, (_, at) => ({
    participant: bytes.readInt32LE(at * PACKED_BYTES),
    statement: bytes.readInt32LE(at * PACKED_BYTES + 4),
    vote: bytes.readInt8(at * PACKED_BYTES + 8),
  }))
}

describe.skipIf(!cases)('on inputs that failed (needs the shared data)', () => {
  it('skewed opinions without groups show none, whoever has which number', () => {
    const found = [
      'smooth-exponential-300x40-votes.csv',
      'smooth-exponential-300x40-renumbered-votes.csv',
    ].map((name) => weighEvidence(layOutRows(readCase(name)), { seed: 1 }).groups)
    expect(found.map(({ verdict }) => verdict)).toEqual(['gradual', 'gradual'])
    const large = layOutRows(readCase('smooth-exponential-1000x100-votes.csv.gz'))
    expect(weighEvidence(large, { seed: 1 }).groups.verdict).toBe('gradual')
  })

  it('the word about groups changes at most once while forty votes come in', () => {
    const rows = readPacked('flip/g2-400x60-s1.bin')
    let word: KeptVerdict | undefined
    const words: boolean[] = []
    for (let left = 40; left >= 0; left -= 4) {
      const layout = layOutRows(rows.slice(0, rows.length - left))
      word = keepVerdict(word, weighEvidence(layout, { seed: 1, bootstraps: 20 }).groups, rows.length - left)
      words.push(word.areReal)
    }
    expect(words.filter((areReal, at) => at > 0 && areReal !== words[at - 1]).length).toBeLessThanOrEqual(1)
  }, 180_000)
})
