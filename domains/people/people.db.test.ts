import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { useTestDatabase } from '#testing'
import {
  addStaffMember,
  addUnit,
  createSignIn,
  findStaffMember,
  isAllowed,
  listNoticeRequests,
  requestNotices,
  withdrawNotices,
} from './index.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')

function signInOf(sent: { email: string; token: string; language: string }[]) {
  return createSignIn({
    db: database().db,
    baseUrl: 'https://praat.example',
    secret: 's'.repeat(32),
    deliver: async (link) => void sent.push(link),
  })
}

function withCookies(cookies: string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
}

test('a mailed link signs somebody in, once', async () => {
  const sent: { email: string; token: string; language: string }[] = []
  const signIn = signInOf(sent)
  await signIn.askForLink('  Sanne@Voorbeeld.example ', 'en')
  expect(sent).toMatchObject([{ email: 'sanne@voorbeeld.example', language: 'en' }])

  const opened = await signIn.openLink(sent[0]?.token ?? '', new Headers())
  if (opened.kind !== 'signed-in') throw new Error('the link did not work')
  expect(opened.cookies.join()).toMatch(/HttpOnly/i)
  expect(opened.cookies.join()).toMatch(/Secure/i)
  expect(await signIn.findAccount(withCookies(opened.cookies))).toMatchObject({
    email: 'sanne@voorbeeld.example',
  })

  expect(await signIn.openLink(sent[0]?.token ?? '', new Headers())).toEqual({ kind: 'link-used-or-expired' })
})

test('a link that was made up, or no cookie at all, signs nobody in', async () => {
  const signIn = signInOf([])
  expect(await signIn.openLink('made-up', new Headers())).toEqual({ kind: 'link-used-or-expired' })
  expect(await signIn.findAccount(new Headers())).toBeUndefined()
  expect(await signIn.findAccount(new Headers({ cookie: 'wk.session_token=made-up' }))).toBeUndefined()
})

test('who goes on working stays signed in: once a day their browser gets its cookie anew', async () => {
  const sent: { email: string; token: string; language: string }[] = []
  const signIn = signInOf(sent)
  await signIn.askForLink('dagelijks@voorbeeld.example', 'nl')
  const opened = await signIn.openLink(sent[0]?.token ?? '', new Headers())
  if (opened.kind !== 'signed-in') throw new Error('the link did not work')
  const headers = withCookies(opened.cookies)
  expect((await signIn.findAccount(headers))?.refreshed).toEqual([])
  const { db } = database()
  await sql`update account_session set expires_at = expires_at - interval '2 days'`.execute(db)
  const later = await signIn.findAccount(headers)
  expect(later?.refreshed.join()).toMatch(/^__Secure-wk\.session_token=.+Max-Age=604800/)
  expect(await signIn.findAccount(withCookies(later?.refreshed ?? []))).toMatchObject({
    email: 'dagelijks@voorbeeld.example',
  })
})

test('who signs out is out, also with the old cookie', async () => {
  const sent: { email: string; token: string; language: string }[] = []
  const signIn = signInOf(sent)
  await signIn.askForLink('joris@voorbeeld.example', 'nl')
  const opened = await signIn.openLink(sent[0]?.token ?? '', new Headers())
  if (opened.kind !== 'signed-in') throw new Error('the link did not work')
  const headers = withCookies(opened.cookies)
  await signIn.signOut(headers)
  expect(await signIn.findAccount(headers)).toBeUndefined()
})

test('a member of staff has a unit and a role, and is added once', async () => {
  const { db } = database()
  const person = { name: 'Noor', email: 'Noor@voorbeeld.example', role: 'responder' as const }
  const first = await db.transaction().execute(async (tx) => {
    return addStaffMember(tx, { ...person, unitId: await addUnit(tx, 'Klantcontact', now) }, now)
  })
  const second = await db.transaction().execute(async (tx) => {
    return addStaffMember(tx, { ...person, unitId: await addUnit(tx, 'Klantcontact', now) }, now)
  })
  expect(first.kind).toBe('added')
  expect(second).toEqual({ kind: 'already-staff', accountId: first.accountId })
  const staff = await findStaffMember(db, first.accountId)
  expect(staff).toMatchObject({ name: 'Noor', unit: 'Klantcontact', role: 'responder' })
  expect(staff && isAllowed(staff, 'answer')).toBe(true)
  expect(staff && isAllowed(staff, 'respond')).toBe(false)
  expect(await findStaffMember(db, newId())).toBeUndefined()
})

test('whoever withdraws from notices is forgotten', async () => {
  const { db } = database()
  const inputId = newId()
  await db
    .insertInto('input')
    .values({ id: inputId, kind: 'question', channel: 'web', received_at: now, published_at: now })
    .execute()
  await db
    .transaction()
    .execute((tx) => requestNotices(tx, { inputId, address: 'wie@voorbeeld.example', language: 'nl', now }))
  expect(await listNoticeRequests(db, [inputId])).toMatchObject([{ address: 'wie@voorbeeld.example' }])
  await db.transaction().execute((tx) => withdrawNotices(tx, inputId))
  expect(await listNoticeRequests(db, [inputId])).toEqual([])
  expect(await db.selectFrom('notice_contact').selectAll().execute()).toEqual([])
})

test('who once signed in without a name gets the one that an administrator gives', async () => {
  const { db } = database()
  const sent: { email: string; token: string; language: string }[] = []
  const signIn = signInOf(sent)
  await signIn.askForLink('nieuw@voorbeeld.example', 'nl')
  await signIn.openLink(sent[0]?.token ?? '', new Headers())
  const person = { name: 'Amina Yilmaz', email: 'nieuw@voorbeeld.example', role: 'responder' as const }
  const { accountId } = await db
    .transaction()
    .execute(async (tx) => addStaffMember(tx, { ...person, unitId: await addUnit(tx, 'Groen', now) }, now))
  expect(await findStaffMember(db, accountId)).toMatchObject({ name: 'Amina Yilmaz' })
})
