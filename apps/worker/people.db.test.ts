import { expect, test } from 'vitest'
import { addStaffMember, addUnit, foundOrganisation } from '#domains/people'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { useTestDatabase } from '#testing'
import { peopleHandlers } from './people.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const nothing = { tagline: '', phone: '', opening_hours: '', visiting_address: '', email: '', is_demo: false }

test('who wants to sign in gets a mail in their language, under the name that the organisation has by then', async () => {
  const { db } = database()
  const accountId = await db.transaction().execute(async (tx) => {
    await foundOrganisation(tx, { name: 'Gemeente Voorbeeld', ...nothing }, now)
    const unitId = await addUnit(tx, 'Griffie', now)
    const noor = { name: 'Noor', email: 'noor@voorbeeld.example', role: 'administrator' as const, unitId }
    return (await addStaffMember(tx, noor, now)).accountId
  })
  const config = {
    ...readConfig({ WEERKLANK_URL: 'https://praat.voorbeeld.example' }),
    secret: 'k'.repeat(32),
  }
  const [job] = peopleHandlers({ db, config, clock: { now: () => now }, log: silentLog })
  await db.updateTable('organisation').set({ name: 'Gemeente Duin' }).execute()
  await job?.run({ accountId, language: 'en' }, { signal: new AbortController().signal })
  const mails = await db.selectFrom('outgoing_mail').selectAll().execute()
  expect(mails).toMatchObject([
    { recipient: 'noor@voorbeeld.example', subject: 'Your link to sign in at Gemeente Duin' },
  ])
  expect(mails[0]?.message_id).toMatch(/@praat\.voorbeeld\.example>$/)
  expect(mails[0]?.body_text).toMatch(/\nhttps:\/\/praat\.voorbeeld\.example\/en\/sign-in\/open\?token=\S+\n/)
})
