import { expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { queueMail } from '#platform/mail'
import { now } from '#stories'
import { useTestDatabase } from '#testing'
import { platformHandlers } from './platform.ts'

const database = useTestDatabase()

test('without a mail server mail waits, and no job fails because of it', async () => {
  const { db } = database()
  const mail = { to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }
  await db.transaction().execute((tx) => queueMail(tx, mail, { domain: 'praat.example', now }))
  const { id } = await db.selectFrom('outgoing_mail').select('id').executeTakeFirstOrThrow()
  const config = { ...readConfig({}), secret: 'k'.repeat(32) }
  const jobs = platformHandlers({ db, config, clock: { now: () => now }, log: silentLog }, undefined)
  for (const job of jobs) await job.run({ id }, { signal: new AbortController().signal })
  expect(await db.selectFrom('outgoing_mail').selectAll().execute()).toMatchObject([
    { state: 'waiting', attempts: 0, last_error: null },
  ])
})
