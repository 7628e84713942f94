import { beforeAll, expect, test } from 'vitest'
import { takeFetched } from '#domains/answer'
import { readConfig } from '#platform/config'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

const read = async (path: string, visitor: Visitor = ann) => (await site().get(path, visitor)).text()

test('a mailbox that is not read is told in the inbox, on its page and to administrators, and once it is read no more', async () => {
  const { db, now, services } = site()
  const settings = readConfig({
    IMAP_URLS: 'info@voorbeeld.example=imaps://post:geheim%40@mail.voorbeeld.example/Archief',
  })
  services.config.mailboxes.push(...settings.mailboxes)
  const administrator = await site().signInAs('administrator')
  expect(await read('/nl/desk/inbox')).toContain('1 mailbox lezen wij nu niet')
  expect(await read('/nl/desk/mail')).toContain('info@voorbeeld.example, map Archief')
  expect(await read('/nl/desk/mail')).toContain(
    'Vraag de beheerder van de server of “weerklank worker” draait.',
  )
  expect(await read('/nl/desk/condition', administrator)).toContain(
    'Wij lezen de mailbox info@voorbeeld.example',
  )
  expect(await read('/nl/desk/staff', administrator)).toContain('Werkt alles? (1)<')
  const row = {
    ...{ id: crypto.randomUUID(), name: 'info@voorbeeld.example', folder: 'Archief' },
    ...{ account: 'post@mail.voorbeeld.example:993', read_at: new Date(now.getTime() - 5 * 60_000) },
    ...{ failure: 'login' as const, failing_since: now },
  }
  await db.insertInto('mailbox').values(row).execute()
  const bad = await read('/en/desk/mail')
  expect(bad).toContain('The mail server refuses our name or password.')
  expect(bad).not.toContain('geheim')
  await db
    .updateTable('mailbox')
    .set({ read_at: now, failure: null, failing_since: null, compared_at: now, missed: 2 })
    .execute()
  expect(await read('/nl/desk/inbox')).not.toContain('lezen wij nu niet')
  expect(await read('/nl/desk/mail')).toContain('ontbraken 2 mails. Die halen wij alsnog op.')
  expect(await read('/nl/desk/condition', administrator)).toContain('ontbraken 2 mails')
  await db.updateTable('mailbox').set({ missed: 0 }).execute()
  expect(await read('/nl/desk/condition', administrator)).toContain('Wij lezen alle mailboxen.')
})

test('a mail that stays in its mailbox is told of with its size and its header, and cannot be tried again', async () => {
  const { db, now } = site()
  const header = Buffer.from('From: kees@elders.example\r\nSubject: Film\r\n\r\n')
  const left = { kind: 'left', uid: 3, bytes: 90_000_000, arrivedAt: now } as const
  const mails = [
    { ...left, reason: 'too-large', header },
    { ...left, uid: 4, reason: 'not-fetched', header: Buffer.alloc(0) },
  ] as const
  await db.transaction().execute((tx) => takeFetched(tx, { channel: 'info@voorbeeld.example', mails, now }))
  const page = await read('/nl/desk/mail')
  expect(page).toContain('De mail is te groot om op te halen.')
  expect(page).toContain('90.000.000 bytes')
  expect(page).toContain('Kijk in de mailbox')
  expect(page).not.toContain('Probeer opnieuw')
  const rows = await db.selectFrom('received_raw').select('id').orderBy('id').execute()
  const statuses = await Promise.all(
    rows.map(async ({ id }) => (await site().get(`/nl/desk/mail/${id}/original`, ann)).status),
  )
  expect(statuses).toEqual([200, 404])
  await site().post(`/nl/desk/mail/${rows[0]?.id}/retry`, {}, ann)
  expect(await read('/nl/desk/mail')).toContain('De mail is te groot om op te halen.')
})
