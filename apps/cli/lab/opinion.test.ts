import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { adjustedRandIndex } from '#cores/opinion'
import { opinionCommand } from './opinion.ts'
import { readGroups } from './opinion-files.ts'

const shared = join(process.env.WEERKLANK_DATA ?? '../shared/data', 'opinion', 'conversations')
const isAbsent = !existsSync(shared)
const folder = mkdtempSync(join(tmpdir(), 'opinion-'))
const out = join(folder, 'result.json')

/** Runs `opinion map …` and gives what it wrote, or what it complained of. */
function run(...flags: string[]) {
  const { exitCode, errors } = runOpinion(['map', '--out', out, ...flags])
  return { exitCode, errors, result: exitCode ? undefined : JSON.parse(readFileSync(out, 'utf8')) }
}

const runSelftest = (path: string) => runOpinion(['selftest', path])

function runOpinion(words: string[]) {
  const errors: string[] = []
  vi.spyOn(console, 'error').mockImplementation((text) => errors.push(String(text)))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  process.exitCode = undefined
  opinionCommand().parse(words, { from: 'user' })
  const { exitCode } = process
  process.exitCode = undefined
  return { exitCode, errors }
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const HEADER = 'timestamp,datetime,comment-id,voter-id,vote\n'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('opinion map refuses', () => {
  it.each([
    ['a vote that is none', `${HEADER}1,x,0,0,2\n`, 'vote 2 of participant 0 on statement 0'],
    ['a vote that is no number', `${HEADER}1,x,0,0,1\n2,x,0,1,NaN\n`, 'line 3: vote is "NaN", not a number'],
    ['an id below nought', `${HEADER}1,x,0,-4,1\n`, 'votes.csv: participant -4'],
    ['a time that no calendar has', `${HEADER}1600000000000000000,x,0,0,1\n`, 'line 2: timestamp is'],
    ['a quote that never closes', `${HEADER}1,"x,0,0,1\n`, 'votes.csv cannot be read as CSV'],
    ['a statement with two columns', 'participant,3,3\n0,1,-1\n', 'has two columns 3'],
    ['another encoding', new Uint8Array([0xff, 0xfe, 0x70, 0]), 'votes.csv is UTF-16; save it as UTF-8'],
    ['an empty file', '', 'votes.csv is empty'],
    ['a file without lines', `{votes: [${'many words '.repeat(999)}`, 'its columns are '],
    ['a cell that goes on', `${HEADER}1,x,${'9'.repeat(9999)}x,0,1\n`, 'comment-id is "999'],
    ['a file without votes', HEADER, 'holds no votes'],
    ['a file of another kind', 'a,b\n1,2\n', 'its columns are a, b'],
  ])('%s', (_, text, complaint) => {
    const { exitCode, errors } = run('--votes', file('votes.csv', text))
    expect(exitCode).toBe(1)
    expect(errors).toEqual([expect.stringContaining(complaint)])
    expect(errors[0]).toMatch(/^.{1,400}$/)
  })

  it.each([
    ['without the answer of a server', 'notes.txt', 'nothing', "holds no server's answer"],
    ['with an answer that is cut short', 'math-pca2.json', '{"n": 2', 'is not the answer of a Polis server'],
  ])('to test itself on a folder %s', (_, name, text, complaint) => {
    file('votes.json', '[]')
    const path = file(name, text)
    const { exitCode, errors } = runSelftest(folder)
    rmSync(path)
    expect(exitCode).toBe(1)
    expect(errors.join('\n')).toContain(complaint)
  })

  it('a truncated packed file', () => {
    const { exitCode, errors } = run('--votes', file('votes.bin', new Uint8Array(13)))
    expect(exitCode).toBe(1)
    expect(errors.join('\n')).toContain('13 bytes')
  })

  it('a sign that contradicts the counts of the statements', () => {
    const votes = file('votes.csv', `${HEADER}1,x,0,0,1\n2,x,0,1,1\n3,x,1,0,-1\n`)
    const statements = file('comments.csv', 'comment-id,agrees,disagrees,moderated\n0,0,2,1\n1,1,0,1\n')
    const refused = run('--votes', votes, '--statements', statements)
    expect(refused.errors.join('\n')).toContain('add --sign agree-negative')
    const taken = run('--votes', votes, '--statements', statements, '--sign', 'agree-negative')
    expect(taken.result.groupVotes[0][0]).toEqual({ A: 0, D: 2, S: 2 })
  })

  it.each([
    ['a folder in place of a file', ['--votes', folder], `${folder} is a folder; name a file`],
    ['a file that is not there', ['--votes', join(folder, 'none.csv')], 'none.csv does not exist'],
    ['a result in a folder that is not there', ['--out', join(folder, 'none', 'x')], 'none does not exist'],
    ['a folder for the result', ['--out', folder], `${folder} is a folder; name a file`],
  ])('%s', (_, flags, complaint) => {
    const { exitCode, errors } = run('--votes', file('good.csv', `${HEADER}1,x,0,0,1\n`), ...flags)
    expect(exitCode).toBe(1)
    expect(errors).toEqual([expect.stringContaining(complaint)])
  })

  it.skipIf(!existsSync('/dev/full'))('a disk without room', () => {
    const { errors } = run('--votes', file('good.csv', `${HEADER}1,x,0,0,1\n`), '--out', '/dev/full')
    expect(errors).toEqual(['weerklank: /dev/full cannot be written: no space left'])
  })

  it('to write over what it reads, by whatever name, and leaves the old result where it fails', () => {
    const votes = file('good.csv', `${HEADER}1,x,0,0,1\n`)
    const { errors } = run('--votes', votes, '--out', join(folder, '.', 'good.csv'))
    expect(errors).toEqual([expect.stringContaining('good.csv is also what is read; name another')])
    expect(readFileSync(votes, 'utf8')).toContain(HEADER)
    const before = file('result.json', '{}')
    expect(run('--votes', file('bad.csv', `${HEADER}1,x,0,0,9\n`)).exitCode).toBe(1)
    expect(readFileSync(before, 'utf8')).toBe('{}')
  })

  it.each([
    ['--seed', ''],
    ['--seed', '1e3'],
    ['--exclude', '1,,2'],
    ['--k', '9'],
  ])('%s %s, which is no number to use', (flag, value) => {
    const command = opinionCommand()
    for (const each of [command, ...command.commands])
      each.exitOverride().configureOutput({ writeErr: () => {} })
    const votes = file('good.csv', `${HEADER}1,x,0,0,1\n`)
    const words = ['map', '--votes', votes, '--out', out, flag, value]
    expect(() => command.parse(words, { from: 'user' })).toThrow(`${flag} takes`)
  })

  it('groups of people who never voted, and an unknown participant', () => {
    const votes = file('votes.csv', `${HEADER}1,x,0,0,1\n`)
    const groups = file('groups.csv', 'participant,group-id\n77,0\n')
    expect(run('--votes', votes, '--groups', groups).errors.join('\n')).toContain(
      'none of the 1 participants',
    )
    const people = Array.from({ length: 200 }, (_, id) => `${id},${id}\n`).join('')
    expect(
      run('--votes', votes, '--groups', file('own.csv', `participant,group-id\n${people}`)).errors,
    ).toEqual([expect.stringContaining('own.csv names 200 groups; at most 100')])
    expect(run('--votes', votes, '--exclude', '9').errors.join('\n')).toContain('participant 9')
  })
})

describe('opinion map', () => {
  it('gives a defined result for a single vote', () => {
    const { result } = run('--votes', file('votes.csv', `${HEADER}1,x,0,0,1\n`))
    expect(result).toMatchObject({
      participants: 1,
      statements: 1,
      votes: 1,
      groupsAreReal: false,
      suspects: { participants: [] },
    })
    expect(result.groupsReason).toBe('too few people with enough votes: 1 of 3')
  })

  it('reads wide files and packed ones, where votes carry no times and nobody can be suspect', () => {
    const wide = run(
      '--votes',
      file('wide.csv', 'participant,group-id,n-agree,n-disagree,0,1\n3,,1,1,1,-1\n5,,1,0,,1\n'),
      '--no-evidence',
    )
    expect(wide.result.statementIds).toEqual([0, 1])
    expect(wide.result).toMatchObject({
      votes: 3,
      suspects: null,
      suspectsReason: 'the votes carry no times',
      groupsAreReal: false,
    })
    const bytes = Uint8Array.of(
      3,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      3,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      255,
      5,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      1,
    )
    const packed = run('--votes', file('votes.bin', bytes), '--no-evidence')
    expect(packed.result.positions).toEqual(wide.result.positions)
  })

  it('leaves people out of a summary', () => {
    const { result } = run('--votes', file('votes.csv', `${HEADER}1,x,0,0,1\n2,x,0,1,-1\n`), '--summary')
    expect(result.positions).toBeUndefined()
    expect(result.groups[0].members).toBeUndefined()
  })
})

describe.skipIf(isAbsent)('real conversations (needs the shared data)', () => {
  it.each([
    ['austria-climate.5twd2jsnkf.2022-08-08', 0.9],
    ['canadian-electoral-reform', 0.9],
    ['scoop-hivemind.taxes', 0.85],
    ['vtaiwan.uberx', 0.8],
  ])('the compatible mode finds the published groups of %s', (name, least) => {
    const path = join(shared, name)
    const published = readGroups(join(path, 'participants-votes.csv'))
    const k = String(new Set(published.values()).size)
    const { result } = run(
      '--votes',
      join(path, 'votes.csv'),
      '--statements',
      join(path, 'comments.csv'),
      '--method',
      'polis',
      '--k',
      k,
    )
    const found = new Map<number, number>(
      result.groups.flatMap((group: { id: number; members: number[] }) =>
        group.members.map((member) => [member, group.id]),
      ),
    )
    const people = [...published.keys()]
    const ari = adjustedRandIndex(
      Int32Array.from(people, (id) => published.get(id) ?? -1),
      Int32Array.from(people, (id) => found.get(id) ?? -1),
    )
    expect(ari).toBeGreaterThanOrEqual(least)
  })

  it('takes published groups as given', () => {
    const path = join(shared, 'brexit-consensus')
    const groups = join(path, 'participants-votes.csv')
    const { result } = run('--votes', groups, '--groups', groups, '--no-evidence')
    expect(result.groups.map((group: { size: number }) => group.size)).toEqual([...sizes(readGroups(groups))])
    expect(result.groupsAreReal).toBeNull()
  })
})

function sizes(groups: Map<number, number>): number[] {
  const ids = [...new Set(groups.values())].sort((a, b) => a - b)
  return ids.map((id) => [...groups.values()].filter((group) => group === id).length)
}

const brigade = join(process.env.WEERKLANK_DATA ?? '../shared/data', 'cases', 'opinion', 'brigade-8-votes')

describe.skipIf(!existsSync(brigade))(
  'a real conversation with 59 accounts more (needs the shared data)',
  () => {
    it('tells those who gave the same eight answers as arranged, and nobody else', () => {
      const { result } = run(
        ...['--votes', join(brigade, 'votes.csv'), '--statements', join(brigade, 'comments.csv')],
        '--no-evidence',
      )
      expect(result.suspects.clusters).toMatchObject([{ kind: 'arranged' }])
      expect(result.suspects.participants.toSorted((a: number, b: number) => a - b)).toEqual(
        Array.from({ length: 59 }, (_, at) => 1_000_000 + at),
      )
      expect(result.withoutSuspects).toBeDefined()
    })
  },
)
