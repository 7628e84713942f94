import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { type Figures, figureLines, questionSchema, readFigures, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { now } from '#stories'
import { useTestDatabase } from '#testing'
import { buildProgram, runProgram } from './program-under-test.ts'

const database = useTestDatabase()
const secret = 'a secret of the tests, long enough'
beforeAll(buildProgram)

async function check() {
  const { code, stdout } = await runProgram(['answer', 'check'], {
    DATABASE_URL: database().url,
    WEERKLANK_SECRET: secret,
  })
  return { code, told: JSON.parse(stdout) }
}

it('says that all adds up and ends with 0, and with 1 where it does not', async () => {
  const right = {
    conversations: 1,
    entries: 1,
    folds: 'equal',
    tasks: 'equal',
    mandates: 'held',
    figures: 'equal',
    beforeMandates: 0,
  }
  const site = { url: 'https://praat.example', secret, timeZone: 'Europe/Amsterdam' }
  const letterhead = letterheadOf({ name: 'Gemeente Voorbeeld' }, site)
  const reception = { language: 'nl', channel: 'web', secret, letterhead, mayMail: false, now } as const
  const { db } = database()
  const { conversationId } = await db
    .transaction()
    .execute((tx) => startConversation(tx, questionSchema.parse({ body: 'Klopt dit?' }), reception))
  expect(await check()).toEqual({ code: 0, told: right })
  await sql`update conversation set heard_seq = 0`.execute(db)
  const folds = [{ conversation: conversationId, differs: ['heardSeq'] }]
  expect(await check()).toEqual({ code: 1, told: { ...right, folds } })
})

it('tells the figures that the page tells, and says what is wrong with a period', async () => {
  const settings = { DATABASE_URL: database().url, WEERKLANK_SECRET: secret }
  const figures = (...more: string[]) => runProgram(['answer', 'figures', ...more], settings)
  const { db } = database()
  const run = { run: 1, channel: 'mail', first_due: '2026-01-12T24:00', solved_due: '2026-01-12T24:00' }
  const ended = { ended_as: 'answered' as const, first_late: false, solved_late: false, is_reopened: false }
  const [{ id: conversation_id } = { id: '' }] = await db.selectFrom('conversation').select('id').execute()
  await db
    .insertInto('conversation_run')
    .values(
      Array.from({ length: 12 }, (_, at) => ({
        ...{ ...run, ...ended, conversation_id, run: at + 1, began_on: '2026-01-05' },
        ...{ first_minutes: 10 * at, solved_minutes: 20 * at },
      })),
    )
    .execute()
  const whole = await figures('--from', '2026-01-01', '--to', '2026-01-31', '--json')
  const told: Figures = JSON.parse(whole.stdout)
  expect(told).toMatchObject({
    ...{ from: '2026-01-01', to: '2026-01-31', of: null },
    all: { cameIn: 12, first: { median: 50, p90: 100, inTime: 100 }, solved: { median: 100, p90: 200 } },
  })
  const site = { accountId: null, today: '2026-03-02' }
  const period = { from: '2026-01', to: '2026-01' }
  expect(told).toEqual(await readFigures(db, { period, reader: site, timeZone: 'Europe/Amsterdam', now }))
  expect((await figures('--from', '2026-01', '--to', '2026-01')).stdout).toBe(figureLines(told).join(''))
  for (const [period, words] of [
    [['--from', '2026-01-05'], '"2026-01-05" is no whole month'],
    [['--from', '2025-12', '--to', '2025-01'], 'turn them round'],
    [['--from', '2025-01', '--to', '2026-01'], 'more than 12 months'],
    [['--of', 'channel:pigeon', '--from', '2026-01', '--to', '2026-01'], 'There is no part "channel:pigeon"'],
  ] as const) {
    const { code, stderr } = await figures(...period)
    expect({ code, words: stderr.includes(words) }).toEqual({ code: 1, words: true })
  }
})
