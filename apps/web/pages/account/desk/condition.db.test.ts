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
  expect(bad).toContain('1 email was refused')
  expect((await site().get('/nl/desk/condition', await site().signInAs('responder'))).status).toBe(403)
})

test('a job that fails again and again shows by its name, there and in the menu of every page', async () => {
  const administrator = await site().signInAs('administrator')
  const { db } = site()
  expect(await read('/nl/desk/staff', administrator)).toContain('Werkt alles?<')
  await addJob(db, defineJob('send-the-balloons', z.object({})), {})
  await sql`update graphile_worker._private_jobs set attempts = 2, last_error = 'jan@voorbeeld.example burst'
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'send-the-balloons')`.execute(
    db,
  )
  site().services.moments.end()
  expect(await read('/nl/desk/staff', administrator)).toContain('Werkt alles? (1)<')
  const page = await read('/nl/desk/condition', administrator)
  expect(page).toContain('“send-the-balloons” mislukt: 1 taak, tot 2 keer geprobeerd.')
  expect(page).not.toContain('jan@voorbeeld.example')
  expect(await read('/nl/desk/inbox', await site().signInAs('responder'))).not.toContain('Werkt alles?')
})
