import { expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { foundTown, hire, now } from '#stories'
import { useTestDatabase } from '#testing'
import { peopleHandlers } from './people.ts'

const database = useTestDatabase()

test('who wants to sign in gets a mail in their language, under the name that the organisation has by then', async () => {
  const { db } = database()
  await foundTown(db)
  const { by: accountId } = await hire(db, { email: 'noor@voorbeeld.example' })
  const config = {
    ...readConfig({ WEERKLANK_URL: 'https://praat.voorbeeld.example' }),
    secret: 'k'.repeat(32),
  }
  const [job] = peopleHandlers({
    db,
    databaseUrl: database().url,
    config,
    clock: { now: () => now },
    log: silentLog,
  })
  await db.updateTable('organisation').set({ name: 'Gemeente Duin' }).execute()
  await job?.run({ accountId, language: 'en' }, { signal: new AbortController().signal })
  const mails = await db.selectFrom('outgoing_mail').selectAll().execute()
  expect(mails).toMatchObject([
    { recipient: 'noor@voorbeeld.example', subject: 'Your link to sign in at Gemeente Duin' },
  ])
  expect(mails[0]?.message_id).toMatch(/@praat\.voorbeeld\.example>$/)
  expect(mails[0]?.body_text).toMatch(/\nhttps:\/\/praat\.voorbeeld\.example\/en\/sign-in\/open\?token=\S+\n/)
})
