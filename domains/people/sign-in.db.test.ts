import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { hire as hireIn, now, today } from '#stories'
import { listJobs, useTestDatabase } from '#testing'
import {
  askForSignInLink,
  createLinkSender,
  createSignIn,
  endSessions,
  endStaffMember,
  listSessions,
  type Role,
  type SignIn,
  type SignInLink,
  sendSignInLinkJob,
  signIns,
} from './index.ts'

const database = useTestDatabase()
const url = 'https://praat.example'
const secret = 's'.repeat(32)
let signIn: SignIn
/** The day of the organisation. */
let day = today

beforeEach(async () => {
  day = today
  const { db } = database()
  signIn = createSignIn({ db, today: () => day, baseUrl: url, secret })
  await sql`truncate account, sign_in_token cascade`.execute(db)
  await hire('baas@voorbeeld.example', 'administrator')
})

async function hire(email: string, role: Role = 'responder'): Promise<string> {
  return (await hireIn(database().db, { name: 'Sanne', email, role })).by
}

async function endWorkOf(accountId: string): Promise<void> {
  await database()
    .db.transaction()
    .execute((tx) => endStaffMember(tx, accountId, { by: accountId, now, today: day }))
}

function withCookies(cookies: string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
}

async function openFor(
  email: string,
  before = new Headers(),
): Promise<{ cookies: string[]; headers: Headers }> {
  const opened = await signIn.openLink((await signIn.makeLink(email)) ?? '', before)
  if (opened.kind !== 'signed-in') throw new Error('the link did not work')
  return { cookies: opened.cookies, headers: withCookies(opened.cookies) }
}

/** Asks as the form does, and lets the job run that this makes: the links that it sends. */
async function askAndWork(email: string): Promise<SignInLink[]> {
  const { db } = database()
  await db.transaction().execute((tx) => askForSignInLink(tx, email, { language: 'en', today: day }))
  const jobs = (await listJobs(db)).filter(({ task }) => task === sendSignInLinkJob.name)
  expect(JSON.stringify(jobs.at(-1))).not.toContain('@')
  const sent: SignInLink[] = []
  const send = async (link: SignInLink) => void sent.push(link)
  const sendLink = createLinkSender({ db, today: () => day, url, secret, send })
  await sendLink(sendSignInLinkJob.payload.parse(jobs.at(-1)?.payload))
  return sent
}

test('a link signs a member of staff in, once, with a cookie of this host that scripts cannot read', async () => {
  await hire('sanne@voorbeeld.example')
  const token = (await signIn.makeLink('  Sanne@Voorbeeld.example ')) ?? ''
  const opened = await signIn.openLink(token, new Headers())
  if (opened.kind !== 'signed-in') throw new Error('the link did not work')
  const session = opened.cookies.find((cookie) => cookie.startsWith('__Host-wk.session_token='))
  expect(session).toMatch(/Max-Age=1209600/)
  for (const flag of [/HttpOnly/i, /Secure/i, /SameSite=Lax/i, /Path=\/(;|$)/]) expect(session).toMatch(flag)
  expect(session).not.toMatch(/Domain/i)
  expect(await signIn.findSignedIn(withCookies(opened.cookies))).toMatchObject({
    staff: { email: 'sanne@voorbeeld.example', roles: [{ role: 'responder' }], unit: 'Groen' },
  })
  expect(await signIn.openLink(token, new Headers())).toEqual({ kind: 'link-used-or-expired' })
})

test('over http the cookie is not Secure, and works', async () => {
  signIn = createSignIn({ db: database().db, today: () => day, baseUrl: 'http://127.0.0.1:3000', secret })
  const { cookies, headers } = await openFor('baas@voorbeeld.example')
  expect(cookies.join()).toMatch(/^wk\.session_token=/)
  expect(cookies.join()).not.toMatch(/Secure/i)
  expect(await signIn.findSignedIn(headers)).toBeDefined()
})

test('what a session keeps of a browser is nothing', async () => {
  const token = (await signIn.makeLink('baas@voorbeeld.example')) ?? ''
  await signIn.openLink(token, new Headers({ 'user-agent': 'Netscape', 'x-forwarded-for': '192.0.2.1' }))
  const rows = await database()
    .db.selectFrom('account_session')
    .select(['ip_address', 'user_agent'])
    .execute()
  for (const row of rows) expect([row.ip_address || null, row.user_agent || null]).toEqual([null, null])
  expect(rows).toHaveLength(1)
})

test('a link that was made up, or no cookie at all, signs nobody in', async () => {
  expect(await signIn.openLink('made-up', new Headers())).toEqual({ kind: 'link-used-or-expired' })
  expect(await signIn.findSignedIn(new Headers())).toBeUndefined()
  const made = new Headers({ cookie: '__Host-wk.session_token=made-up' })
  expect(await signIn.findSignedIn(made)).toBeUndefined()
})

test('a stranger gets no link and no account; a member of staff gets a link that signs them in', async () => {
  const { db } = database()
  const before = await db.selectFrom('account').select('id').execute()
  expect(await askAndWork('vreemd@voorbeeld.example')).toEqual([])
  expect(await signIn.makeLink('vreemd@voorbeeld.example')).toBeUndefined()
  expect(await db.selectFrom('account').select('id').execute()).toEqual(before)

  const [link, ...more] = await askAndWork('Baas@voorbeeld.example')
  expect(link).toMatchObject({ to: 'baas@voorbeeld.example', language: 'en' })
  expect(more).toEqual([])
  expect(await signIn.openLink(link?.token ?? '', new Headers())).toMatchObject({ kind: 'signed-in' })
})

test('signing in ends the session that the browser had', async () => {
  const first = await openFor('baas@voorbeeld.example')
  const second = await openFor('baas@voorbeeld.example', first.headers)
  expect(await signIn.findSignedIn(first.headers)).toBeUndefined()
  expect(await signIn.findSignedIn(second.headers)).toBeDefined()
})

test('a session ends after fourteen days, however much it was used', async () => {
  const { db } = database()
  const { headers } = await openFor('baas@voorbeeld.example')
  await sql`update account_session set created_at = now() - interval '13 days 23 hours'`.execute(db)
  expect(await signIn.findSignedIn(headers)).toBeDefined()
  const aged = sql`update account_session set created_at = now() - interval '400 days',
    expires_at = now() + interval '7 days', updated_at = now()`
  await aged.execute(db)
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
})

test('a session that is used goes on, and is never made longer', async () => {
  const { db } = database()
  const { headers } = await openFor('baas@voorbeeld.example')
  const ends = () => db.selectFrom('account_session').select('expires_at').executeTakeFirstOrThrow()
  const end = await ends()
  await sql`update account_session set updated_at = now() - interval '71 hours'`.execute(db)
  expect(await signIn.findSignedIn(headers)).toBeDefined()
  const used = await sql<{ justNow: boolean }>`
    select updated_at > now() - interval '1 minute' as "justNow" from account_session`.execute(db)
  expect(used.rows).toEqual([{ justNow: true }])
  expect(await ends()).toEqual(end)
})

test('a session that is not used for three days ends', async () => {
  const { headers } = await openFor('baas@voorbeeld.example')
  await sql`update account_session set updated_at = now() - interval '73 hours'`.execute(database().db)
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
})

test('who signs out is out, also with the old cookie', async () => {
  const { headers } = await openFor('baas@voorbeeld.example')
  const other = await openFor('baas@voorbeeld.example')
  await signIn.signOut(headers)
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
  expect(await signIn.findSignedIn(other.headers)).toBeDefined()
})

test('who signs out everywhere is out in every browser, and old links are void; a colleague is not', async () => {
  const { db } = database()
  const accountId = await hire('sanne@voorbeeld.example')
  const browsers = [await openFor('sanne@voorbeeld.example'), await openFor('sanne@voorbeeld.example')]
  const colleague = await openFor('baas@voorbeeld.example')
  const links = [
    await signIn.makeLink('sanne@voorbeeld.example'),
    await signIn.makeLink('baas@voorbeeld.example'),
  ]
  expect(await listSessions(db, accountId)).toHaveLength(2)
  await db.transaction().execute((tx) => endSessions(tx, accountId))
  for (const { headers } of browsers) expect(await signIn.findSignedIn(headers)).toBeUndefined()
  expect((await signIn.openLink(links[0] ?? '', new Headers())).kind).toBe('link-used-or-expired')
  expect(await signIn.findSignedIn(colleague.headers)).toBeDefined()
  expect((await signIn.openLink(links[1] ?? '', new Headers())).kind).toBe('signed-in')
})

test('whose work ended is out for good: sessions and links do not live again when they are added', async () => {
  const accountId = await hire('sanne@voorbeeld.example')
  const { headers } = await openFor('sanne@voorbeeld.example')
  const link = await signIn.makeLink('sanne@voorbeeld.example')
  await endWorkOf(accountId)
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
  expect(await signIn.makeLink('sanne@voorbeeld.example')).toBeUndefined()
  await hire('sanne@voorbeeld.example')
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
  expect((await signIn.openLink(link ?? '', new Headers())).kind).toBe('link-used-or-expired')
})

test('a link that was made while work ended opens nothing when they are added again', async () => {
  const accountId = await hire('sanne@voorbeeld.example')
  const { db } = database()
  const link = await signIn.makeLink('sanne@voorbeeld.example')
  await db.updateTable('staff_role').set({ ended_at: now }).where('account_id', '=', accountId).execute()
  const { headers } = await signInWith(link)
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
  await hire('sanne@voorbeeld.example')
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
})

async function signInWith(link: string | undefined): Promise<{ headers: Headers }> {
  const opened = await signIn.openLink(link ?? '', new Headers())
  return { headers: withCookies(opened.kind === 'signed-in' ? opened.cookies : []) }
}

test('a role that ends today lets somebody in today, and from tomorrow nobody, without anybody ending anything', async () => {
  const accountId = await hire('sanne@voorbeeld.example')
  const { headers } = await openFor('sanne@voorbeeld.example')
  await database()
    .db.updateTable('staff_role')
    .set({ to_on: day })
    .where('account_id', '=', accountId)
    .execute()
  const link = await signIn.makeLink('sanne@voorbeeld.example')
  expect(await signIn.findSignedIn(headers)).toBeDefined()
  day = '2026-03-03'
  expect(await signIn.findSignedIn(headers)).toBeUndefined()
  expect(await signIn.makeLink('sanne@voorbeeld.example')).toBeUndefined()
  expect(await signIn.findSignedIn((await signInWith(link)).headers)).toBeUndefined()
})

test('sessions and links that are over go, and what is still of use stays', async () => {
  const { db } = database()
  const ended = await hire('weg@voorbeeld.example')
  await endWorkOf(ended)
  const { headers } = await openFor('baas@voorbeeld.example')
  await openFor('baas@voorbeeld.example')
  await sql`update account_session set updated_at = now() - interval '4 days'
    where id = (select max(id::text)::uuid from account_session)`.execute(db)
  await signIn.makeLink('baas@voorbeeld.example')
  await sql`update sign_in_token set expires_at = now() - interval '1 second'`.execute(db)

  const forget = async () => {
    const went = []
    for (const kind of signIns) went.push(await kind.remove(db, new Date()))
    return went
  }
  expect(await forget()).toEqual([1, 1])
  expect(await forget()).toEqual([0, 0])
  expect(await signIn.findSignedIn(headers)).toBeDefined()
  expect(await db.selectFrom('sign_in_token').selectAll().execute()).toEqual([])
})
