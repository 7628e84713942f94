import { beforeAll, expect, test } from 'vitest'
import { openChannel, questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { attachFile, listFiles } from '#platform/blobs'
import { newId } from '#platform/db'
import { useTestSite, type Visitor } from '#web/testing'
import { answerPart } from '../../index.ts'

const site = useTestSite()
const SECRET = 'slaapt slecht'
let bob: Visitor & { accountId: string }
let wieke: Visitor & { accountId: string }
let subject = ''
let talk = ''
let raw = ''
let hash = ''

beforeAll(async () => {
  const { db, now, services } = site()
  bob = await site().signInAs('administrator', 'Bob Kaya')
  wieke = await site().signInAs('responder', 'Wieke Smit')
  const unit = await site().addUnit('Jeugd')
  await db
    .updateTable('staff_role')
    .set({ unit_id: unit })
    .where('account_id', '=', wieke.accountId)
    .execute()
  subject = newId()
  await db.insertInto('subject').values({ id: subject, created_at: now }).execute()
  const version = { subject_id: subject, version: 1, name: 'Jeugdhulp', made_at: now }
  await db
    .insertInto('subject_version')
    .values({ ...version, unit_id: unit, restricted: true })
    .execute()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: `Mijn zoon ${SECRET}.`, name: 'Ilse Zonderland' }), {
      ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  talk = conversationId
  await addMail()
})

/** A mail with a picture, which belongs to the conversation. */
async function addMail(): Promise<void> {
  const { db, now } = site()
  raw = newId()
  await db.transaction().execute(async (tx) => {
    const { id: channel_id } = await openChannel(tx, { name: 'info@voorbeeld.example', now })
    const mail = {
      id: raw,
      channel_id,
      fingerprint: Buffer.alloc(32, 1),
      raw: Buffer.from(SECRET),
      stored_at: now,
    }
    await tx
      .insertInto('received_raw')
      .values({ ...mail, state: 'understood', conversation_id: talk, seq: 1 })
      .execute()
    const file = { bytes: Buffer.from(SECRET), type: 'image/webp', width: 1, height: 1 } as const
    for (const owner of [`mail:${raw}`, `conversation:${talk}:1`])
      await attachFile(tx, { owner, file, alternative: '', now })
  })
  hash = (await listFiles(db, `mail:${raw}`))[0]?.hash ?? ''
}

/** Every address that names a conversation or a mail, for this one and its mail. */
function doors(): { method: string; path: string }[] {
  const routes = (answerPart.desk ?? []).flatMap((app) => app.routes)
  return routes
    .filter(({ path, method }) => /^\/(inbox|mail)\/:/.test(path) && method !== 'ALL')
    .map(({ method, path }) => ({
      method,
      path: `/nl/desk${path
        .replace('/mail/:id', `/mail/${raw}`)
        .replace(':id', talk)
        .replace(/:seq(\{.*?\}\})?/, '1')
        .replace(':hash', hash)
        .replace('/:path?', '')
        .replace(':path', '0')}`,
    }))
    .filter(({ path }) => !path.endsWith('/retry'))
}

const texts = {
  seen: '3',
  reply: 'Ja',
  note: 'Nee',
  reason: 'Anders',
  draft: '2',
  to: '',
  subject: '',
  unit: '',
}
const knock = async ({ method, path }: { method: string; path: string }, visitor: Visitor) => {
  const form = { ...texts, from: wieke.accountId, dossier: '', together: talk, apart: '' }
  const response = method === 'GET' ? await site().get(path, visitor) : await site().post(path, form, visitor)
  return { path, status: response.status, body: response.body ? await response.text() : '' }
}

test('whoever files a conversation under what they may not read is told so, and sees it nowhere', async () => {
  const filed = await site().post(`/nl/desk/inbox/${talk}/classify`, { seen: '1', subject, unit: '' }, bob)
  expect([filed.status, filed.headers.get('location')]).toEqual([303, '/nl/desk/inbox?done=out-of-sight'])
  const list = await (await site().get('/nl/desk/inbox?done=out-of-sight', bob)).text()
  expect(list).toContain('Alleen het team van die rubriek kan het lezen.')
  expect(list).not.toContain(SECRET)
  const found = await (await site().get('/nl/desk/inbox?q=slaapt', bob)).text()
  expect(found).not.toContain('Zonderland')
  expect(await (await site().get('/nl/desk/inbox', wieke)).text()).toContain(SECRET)
})

test('no address that names it gives anything away to who may not read it', async () => {
  const tried = doors()
  expect(tried.length).toBeGreaterThan(20)
  for (const door of tried) {
    const { path, status, body } = await knock(door, bob)
    expect([path, status]).toEqual([path, 404])
    expect([path, body.includes(SECRET) || body.includes('Zonderland')]).toEqual([path, false])
  }
  const { last_seq: last } = await site()
    .db.selectFrom('conversation')
    .select('last_seq')
    .where('id', '=', talk)
    .executeTakeFirstOrThrow()
  expect(last).toBe(2)
})

test('who may read it gets it by the same addresses, and gives it to colleagues who may read it alone', async () => {
  const paths = ['', `/files/1/${hash}`].map((path) => `/nl/desk/inbox/${talk}${path}`)
  paths.push(...['original', `picture/${hash}`, 'shown'].map((way) => `/nl/desk/mail/${raw}/${way}`))
  const tried = new Set(doors().map(({ path }) => path))
  for (const path of paths) {
    expect(tried).toContain(path)
    expect(await knock({ method: 'GET', path }, wieke)).toMatchObject({ path, status: 200 })
  }
  const page = await (await site().get(`/nl/desk/inbox/${talk}`, wieke)).text()
  const offered = /<select[^>]*name="to"[\s\S]*?<\/select>/.exec(page)?.[0]
  expect(offered).toContain(wieke.accountId)
  expect(offered).not.toContain(bob.accountId)
  const given = { ...texts, seen: '2', to: bob.accountId }
  const refused = await site().post(`/nl/desk/inbox/${talk}/assign`, given, wieke)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Deze collega mag dit gesprek niet lezen.')
  const elsewhere = await site().addUnit('Sport')
  const moved = { ...texts, seen: '2', subject, unit: elsewhere }
  expect(await (await site().post(`/nl/desk/inbox/${talk}/classify`, moved, wieke)).text()).toContain(
    'Deze rubriek is afgeschermd',
  )
})
