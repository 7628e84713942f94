import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isFailed, selftest } from './opinion-selftest.ts'

const shared = join(process.env.WEERKLANK_DATA ?? '../shared/data', 'opinion')
const isAbsent = !existsSync(shared)

describe.skipIf(isAbsent)('against the answers of real servers (needs the shared data)', () => {
  it.each([
    'fixtures/25ptpt-3gp-no-strict-with-meta',
    'fixtures/above-100-ptpts',
    'math-blobs/r4tykwac8thvzv35jrn53-biodiversity',
  ])('the compatible mode reproduces %s', (folder) => {
    const lines = selftest(join(shared, folder))
    expect(lines.filter(isFailed)).toEqual([])
    expect(lines.length).toBeGreaterThan(12)
  })

  it('a tampered answer fails', () => {
    const from = join(shared, 'fixtures/above-100-ptpts')
    const to = mkdtempSync(join(tmpdir(), 'selftest-'))
    const answer = JSON.parse(readFileSync(join(from, 'math-pca2.json'), 'utf8'))
    answer.pca['comment-extremity'][3] += 1e-6
    answer.consensus.agree[0].tid += 1
    writeFileSync(join(to, 'math-pca2.json'), JSON.stringify(answer))
    writeFileSync(join(to, 'votes.json'), readFileSync(join(from, 'votes.json')))
    expect(
      selftest(to)
        .filter(isFailed)
        .map((line) => line.quantity),
    ).toEqual(['extremity', 'majority statements'])
  })

  it('known faults of servers are reported, not failed', () => {
    const from = join(shared, 'fixtures/25ptpt-3gp-no-strict-with-meta')
    const to = mkdtempSync(join(tmpdir(), 'selftest-'))
    const answer = JSON.parse(readFileSync(join(from, 'math-pca2.json'), 'utf8'))
    for (const id of Object.keys(answer['comment-priorities'])) answer['comment-priorities'][id] = 49
    writeFileSync(join(to, 'math-pca2.json'), JSON.stringify(answer))
    writeFileSync(join(to, 'votes.json'), readFileSync(join(from, 'votes.json')))
    const faults = selftest(to).filter((line) => line.fault)
    expect(faults.map((line) => line.quantity)).toEqual(['priorities'])
  })
})
