import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addJob, defineJob, handle, startJobWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { queueMail } from '#platform/mail'
import { useTestSite } from '#web/testing'

const site = useTestSite()

const read = async (path: string, visitor = {}) => (await site().get(path, visitor)).text()

test('an administrator sees what stands still and whom to ask, and others do not', async () => {
  const administrator = await site().signInAs('administrator')
  const { db, url } = site()
  expect(await read('/nl/desk/condition', administrator)).toContain('Er draait geen programma voor dit werk.')
  const rest = handle(defineJob('rest', z.object({})), async () => undefined)
  const worker = await startJobWorker({ databaseUrl: url, handlers: [rest], log: silentLog })
  const good = await read('/nl/desk/condition', administrator)
  expect(good).toContain('Er staat niets stil.')
  expect(good).toContain('Alle mail is op weg of aangekomen.')
  expect(good).toContain('Ja, alles werkt.')
  expect(good).not.toContain('Kijk hiernaar')
  await worker.stop()

  const hourAgo = new Date(Date.now() - 60 * 60_000)
  await addJob(db, defineJob('knock', z.object({})), {}, { runAt: hourAgo })
  const mail = { to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }
  for (let n = 0; n < 3; n++)
    await db.transaction().execute((tx) => queueMail(tx, mail, { domain: 'praat.example', now: hourAgo }))
  await sql`update outgoing_mail set state = 'refused' where id = (select min(id::text)::uuid from outgoing_mail)`.execute(
    db,
  )
  const bad = await read('/en/desk/condition', administrator)
  expect(bad).toContain('No, 2 things need your attention.')
  expect(bad).toContain('1 job has been waiting for more than ten minutes.')
  expect(bad).toContain('2 emails have been waiting since')
  expect(bad).toContain('1 email was refused by the recipient’s mail server this week')
  expect((await site().get('/nl/desk/condition', await site().signInAs('responder'))).status).toBe(403)
})
