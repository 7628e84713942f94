import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { polisMap } from '#cores/opinion'
import { isFailed, selftest } from './opinion-selftest.ts'
import { readServerCase } from './opinion-server-answer.ts'

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

  it('reads votes.csv as it reads …-votes.csv, and never takes participants-votes.csv for it', () => {
    const from = join(shared, 'math-blobs/r4tykwac8thvzv35jrn53-biodiversity')
    const name = '2025-11-11-1704-r4tykwac8thvzv35jrn53-votes.csv'
    const to = mkdtempSync(join(tmpdir(), 'selftest-'))
    copyFileSync(join(from, name), join(to, 'votes.csv'))
    copyFileSync(join(from, 'r4tykwac8thvzv35jrn53_math_blob.json'), join(to, 'some_math_blob.json'))
    writeFileSync(join(to, 'participants-votes.csv'), 'participant,0\n0,1\n')
    expect(selftest(to)).toEqual(selftest(from))
  })
})

const cases = join(process.env.WEERKLANK_DATA ?? '../shared/data', 'cases/opinion')

/** A copy of a case with another answer. */
function changed(name: string, change: (answer: Record<string, unknown>) => void): string {
  const to = mkdtempSync(join(tmpdir(), 'selftest-'))
  copyFileSync(join(cases, name, 'votes.json'), join(to, 'votes.json'))
  const answer = JSON.parse(readFileSync(join(cases, name, 'math-pca2.json'), 'utf8'))
  change(answer)
  writeFileSync(join(to, 'math-pca2.json'), JSON.stringify(answer))
  return to
}

describe.skipIf(!existsSync(cases))('a server’s answer about somebody whose votes are not there', () => {
  it('is reproduced in full: the votes follow from the centre, and nothing else is excused', () => {
    const lines = selftest(join(cases, 'selftest-50'))
    expect(lines.filter(isFailed)).toEqual([])
    expect(lines.filter((line) => line.fault).map((line) => line.quantity)).toEqual([
      'votes that were worked out',
      'priorities',
    ])
    expect(lines.filter((line) => line.error > line.bound).map((line) => line.quantity)).toEqual([
      'priorities',
    ])
    expect(lines[0]).toMatchObject({ compared: 4, fault: expect.stringContaining('participant 50') })
  })

  it('has statement 15 as what group 2 disagrees with most tellingly, one of ten, 2.583', () => {
    const { matrix, labels } = readServerCase(join(cases, 'selftest-50'))
    const [, , group] = polisMap(matrix, { labels }).representative
    const [first] = (group ?? []).filter((one) => one.isBestAgree)
    expect(matrix.statementIds[first?.column ?? -1]).toBe(15)
    expect(first).toMatchObject({ for: 'disagree', successes: 1, n: 10 })
    expect(first?.repness).toBeCloseTo(2.583333333333333, 12)
  })

  it('fails where a number of groups is wrong, which does not depend on that row', () => {
    const folder = changed('selftest-50', (answer) => {
      answer['user-vote-counts'] = { ...Object(answer['user-vote-counts']), 50: 5 }
      answer['group-aware-consensus'] = { ...Object(answer['group-aware-consensus']), 3: 0.5 }
    })
    const lines = selftest(folder)
    expect(lines.filter(isFailed).map((line) => line.quantity)).toEqual(['consensus'])
    expect(lines.filter((line) => line.fault).map((line) => line.quantity)).toEqual([
      'component 1, 1 - |cos|',
      'component 2, 1 - |cos|',
      'center',
      'positions (means of base clusters)',
      'statement positions',
      'extremity',
      'priorities',
    ])
  })
})

describe.skipIf(!existsSync(cases))('votes of a server', () => {
  it('are read by pid and tid, with times as text', () => {
    const lines = selftest(join(cases, 'selftest-pid-tid'))
    expect(lines.filter((line) => isFailed(line) || line.fault)).toEqual([])
    expect(lines.length).toBeGreaterThan(12)
  })
})
