import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { buildProgram, startProgram } from './program-under-test.ts'
import {
  choices,
  expectAllKept,
  findOpenDialogue,
  onDatabase,
  sendVotes,
  type TestVote,
} from './votes-under-test.ts'

beforeAll(buildProgram)

const PEOPLE = 250
const STATEMENTS = 4
const AT_ONCE = 20
const KILLED_AFTER = 400

function drawVotes(statements: number[]): TestVote[] {
  const secrets = Array.from({ length: PEOPLE }, drawBrowserSecret)
  return statements.flatMap((statement) =>
    secrets.map((secret, at) => ({ secret, statement, choice: choices[at % choices.length] ?? 'pass' })),
  )
}

it('the server and its database, killed during a thousand votes, lose none that was acknowledged', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'weerklank-killed-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  const dataDir = join(temporary, 'data')
  const settings = { PORT: '0', WEERKLANK_DATA_DIR: dataDir }
  const running = await startProgram(['start'], settings)
  onTestFinished(async () => void (await running.stop('SIGKILL')))
  const dialogue = await onDatabase(dataDir, (db) => findOpenDialogue(db, STATEMENTS))
  const postmaster = Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const votes = drawVotes(dialogue.statements)
  expect(votes).toHaveLength(1000)

  const acknowledged = await sendVotes([`${running.url}/nl/dialogues/${dialogue.slug}`], votes, {
    atOnce: AT_ONCE,
    onAcknowledged: (many) => {
      if (many !== KILLED_AFTER) return
      process.kill(running.pid, 'SIGKILL')
      process.kill(postmaster, 'SIGKILL')
    },
  })
  await running.ended
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER)
  expect(acknowledged.length).toBeLessThan(votes.length)

  const again = await startProgram(['start'], settings)
  onTestFinished(async () => void (await again.stop()))
  await onDatabase(dataDir, (db) => expectAllKept(db, dialogue, acknowledged))
})
