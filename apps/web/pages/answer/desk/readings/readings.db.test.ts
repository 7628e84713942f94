import { expect, test } from 'vitest'
import { logAccess } from '#domains/people'
import { newId } from '#platform/db'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

async function askSomething(words: string): Promise<string> {
  const form = { body: words, name: 'Mw. Kuiper' }
  expect((await site().post('/nl/tell-us', form)).status).toBe(303)
  const { id } = await site()
    .db.selectFrom('conversation')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

const read = async (path: string, visitor: Visitor) => (await site().get(path, visitor)).text()
const rowsOf = (html: string) => html.match(/<tr[ >].*?<\/tr>/gs)?.slice(1) ?? []

test('who opened a conversation is listed, the newest first, and so is who looks at that', async () => {
  const [ann, noor] = [
    await site().signInAs('responder', 'Ann'),
    await site().signInAs('policy_maker', 'Noor'),
  ]
  const id = await askSomething('De lantaarn bij de brug is stuk.')
  await read(`/nl/desk/inbox/${id}`, ann)
  const page = await read(`/nl/desk/inbox/${id}`, noor)
  expect(page).toContain(`href="/nl/desk/inbox/${id}/readers"`)
  await read(`/nl/desk/inbox/${id}/readers`, noor)
  const html = await read(`/nl/desk/inbox/${id}/readers`, noor)
  expect(html).toContain('De lantaarn bij de brug is stuk')
  const rows = rowsOf(html)
  expect(rows).toHaveLength(3)
  expect(rows.filter((row) => row.includes('Ann') && row.includes('Gesprek: gelezen'))).toHaveLength(1)
  expect(rows.filter((row) => row.includes('Noor') && row.includes('Leeslogboek: gelezen'))).toHaveLength(1)
})

test('who answers does not see it, and is not offered it; nor does anybody of what they may not read', async () => {
  const [ann, noor] = [await site().signInAs('responder'), await site().signInAs('policy_maker')]
  const id = await askSomething('Mijn zoon krijgt hulp.')
  expect(await read(`/nl/desk/inbox/${id}`, ann)).not.toContain('/readers')
  expect((await site().get(`/nl/desk/inbox/${id}/readers`, ann)).status).toBe(403)
  expect((await site().get(`/nl/desk/readings?from=2026-03-01`, noor)).status).toBe(403)
  const { db, now, addUnit } = site()
  const unit_id = await addUnit('Jeugd')
  const subject_id = newId()
  await db.insertInto('subject').values({ id: subject_id, created_at: now }).execute()
  const version = { subject_id, version: 1, name: 'Jeugdhulp', made_at: now, unit_id, restricted: true }
  await db.insertInto('subject_version').values(version).execute()
  await db.updateTable('conversation').set({ subject_id }).where('id', '=', id).execute()
  expect((await site().get(`/nl/desk/inbox/${id}/readers`, noor)).status).toBe(404)
  const admin = await site().signInAs('administrator')
  const html = await read(`/nl/desk/readings?who=${ann.accountId}&from=2026-03-01&until=2026-03-02`, admin)
  expect(html).toContain('een gesprek dat u niet mag lezen')
  expect(html).not.toContain('Mijn zoon')
})

test('what one colleague read is listed for a period of whole days, and that is logged as well', async () => {
  const [ann, admin] = [await site().signInAs('responder', 'Ann'), await site().signInAs('administrator')]
  const id = await askSomething('De stoep ligt los.')
  const { db } = site()
  const log = (at: string, subjectKind = 'conversation') =>
    logAccess(db, {
      ...{ accountId: ann.accountId, action: 'read', subjectKind, subjectId: id },
      now: new Date(at),
    })
  // By the clock of the organisation the first is on 1 March, and the second on 2 March.
  await log('2026-03-01T22:59:59.999Z')
  await log('2026-03-01T23:00:00Z')
  await log('2026-03-02T22:59:59Z', 'rule')
  await log('2026-03-02T23:00:00Z')
  const of = (from: string, until: string) =>
    read(`/nl/desk/readings?who=${ann.accountId}&from=${from}&until=${until}`, admin)
  const day = await of('2026-03-02', '2026-03-02')
  expect(rowsOf(day)).toHaveLength(2)
  expect(day).toContain('De stoep ligt los')
  expect(day).toContain('Instelling of werkwijze')
  expect(rowsOf(await of('2026-03-01', '2026-03-03'))).toHaveLength(4)
  expect(await of('2026-02-01', '2026-02-02')).toContain('Hier staat niets')
  const logged = await db
    .selectFrom('access_log')
    .select('action')
    .where('account_id', '=', admin.accountId)
    .where('subject_kind', '=', 'reading-log')
    .where('subject_id', '=', ann.accountId)
    .execute()
  expect(logged).toHaveLength(3)
})

test('a long log is read page by page, each line once', async () => {
  const [ann, admin] = [await site().signInAs('responder', 'Ann'), await site().signInAs('administrator')]
  const id = await askSomething('Het licht knippert.')
  const at = new Date('2026-02-10T10:00:00Z')
  const entry = {
    accountId: ann.accountId,
    action: 'read',
    subjectKind: 'conversation',
    subjectId: id,
  } as const
  // Many at one moment: the key of the list tells them apart.
  for (let n = 0; n < 120; n++)
    await logAccess(site().db, { ...entry, now: new Date(at.getTime() + (n % 3)) })
  const counts: number[] = []
  let path = `/nl/desk/readings?who=${ann.accountId}&from=2026-02-10&until=2026-02-10`
  for (let next: string | undefined = path; next !== undefined && counts.length < 9; ) {
    const html = await read(next, admin)
    counts.push(rowsOf(html).length)
    path = /href="([^"]*[?&;]after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    next = path === '' ? undefined : path
  }
  expect(counts).toEqual([50, 50, 20])
})

test('what is wrong in the form is said beside its field; what no form sends is nothing', async () => {
  const admin = await site().signInAs('administrator')
  const answer = await site().get('/nl/desk/readings?who=&from=2026-03-02&until=2026-03-01', admin)
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('Kies een collega uit de lijst.')
  expect((await site().get(`/nl/desk/readings?who=${newId()}&from=x&until=`, admin)).status).toBe(422)
  expect((await site().get('/nl/desk/readings', admin)).status).toBe(200)
  expect((await site().get(`/nl/desk/inbox/${newId()}/readers`, admin)).status).toBe(404)
})
