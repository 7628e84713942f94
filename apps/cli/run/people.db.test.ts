import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { hire, now } from '#stories'
import { findStored, useTestDatabase } from '#testing'
import { buildProgram, runProgram } from './program-under-test.ts'

const database = useTestDatabase()
const secret = 'a secret of the tests, long enough'
const folder = mkdtempSync(join(tmpdir(), 'weerklank-people-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let code = ''

beforeAll(async () => {
  const { db } = database()
  await buildProgram()
  await hire(db, { name: 'Noor', email: 'noor@voorbeeld.example', role: 'administrator' })
  await hire(db, { name: 'Bob', email: 'bob@voorbeeld.example', role: 'responder' })
  const site = { url: 'https://praat.example', secret, timeZone: 'Europe/Amsterdam' }
  const letterhead = letterheadOf({ name: 'Gemeente Voorbeeld' }, site)
  const reception = { language: 'nl', channel: 'web', secret, letterhead, mayMail: true, now } as const
  const asked = { body: 'Ik ben Quixotiaan.', name: 'Quixotiaan', address: 'quixotiaan@elders.example' }
  const started = await db
    .transaction()
    .execute((tx) => startConversation(tx, questionSchema.parse(asked), reception))
  code = started.code
}, 60_000)

async function people(...args: string[]) {
  const {
    code: exit,
    stdout,
    stderr,
  } = await runProgram(['people', ...args], {
    DATABASE_URL: database().url,
    WEERKLANK_SECRET: secret,
  })
  return { exit, told: stdout ? JSON.parse(stdout) : undefined, stderr }
}

const held = { conversation_entry: 1, conversation_contact: 1, input: 1, notice_contact: 1, outgoing_mail: 1 }

it('gives a person a copy, says what goes, and then nothing of them is left anywhere', async () => {
  const copy = join(folder, 'copy')
  expect(await people('export', copy, '--code', code)).toEqual({
    exit: 0,
    told: { held, files: 0 },
    stderr: '',
  })
  expect(readdirSync(copy)).toEqual(['person.json'])
  const written = JSON.parse(readFileSync(join(copy, 'person.json'), 'utf8'))
  expect(written.conversations[0].entries[0].body).toBe('Ik ben Quixotiaan.')
  expect(written.notices[0].address).toBe('quixotiaan@elders.example')
  expect((await people('export', copy, '--code', code)).stderr).toContain('is not empty')

  const asked = ['erase', '--address', 'Quixotiaan@elders.example', '--by', 'noor@voorbeeld.example']
  expect((await people(...asked)).told).toEqual({ held })
  expect((await findStored(database().db, 'quixo')).length).toBeGreaterThan(4)
  expect((await people(...asked, '--yes')).told).toEqual({ erased: held, left: {} })
  expect(await findStored(database().db, 'quixo')).toEqual([])
}, 60_000)

it('refuses who is nobody, and who may not decide it, with the way out', async () => {
  const by = ['--by', 'noor@voorbeeld.example']
  const refused = [
    [['erase', ...by], 'with --code or with --address'],
    [['erase', ...by, '--address', 'geen adres'], '"geen adres" is no mail address'],
    [['erase', ...by, '--code', 'ABC'], 'Nothing is known by the code "ABC"'],
    [['erase', '--by', 'bob@voorbeeld.example', '--code', code], 'Bob may not remove texts'],
    [['erase', '--by', 'wie@voorbeeld.example', '--code', code], 'Nobody works here today'],
  ] as const
  for (const [args, sentence] of refused) {
    const { exit, stderr } = await people(...args)
    expect([exit, stderr]).toEqual([1, expect.stringContaining(sentence)])
  }
}, 60_000)
