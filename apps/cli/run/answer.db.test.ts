import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
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
