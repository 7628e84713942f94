import { beforeAll, expect, test } from 'vitest'
import { openChannel, receiveMail, sendDueReplies, understandMail } from '#domains/answer'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

let written = 0

/** Kees mails with Ina in copy; gives the address of the conversation. */
async function mailWithTwo(): Promise<string> {
  const { db, now, services } = site()
  const raw = [
    `Message-ID: <r${++written}@elders.example>`,
    ...['From: Kees <kees@elders.example>', 'To: info@voorbeeld.example', 'Cc: Ina <ina@elders.example>'],
    ...[`Subject: Boom ${written}`, 'Date: Mon, 2 Mar 2026 08:00:00 +0000', '', `Boom ${written} is ziek.`],
  ].join('\n')
  const [rawId = ''] = await db.transaction().execute(async (tx) => {
    const { id: channelId } = await openChannel(tx, { name: 'info@voorbeeld.example', now })
    return (await receiveMail(tx, { channelId, mails: [{ raw: Buffer.from(raw) }], now })).ids
  })
  const { mailReader: reader, config, clock } = services
  await understandMail({
    db,
    reader,
    site: config,
    clock,
    mayMail: async () => false,
    onFault: () => undefined,
  })
  const row = await db
    .selectFrom('received_raw')
    .select('conversation_id')
    .where('id', '=', rawId)
    .executeTakeFirstOrThrow()
  return `/nl/desk/inbox/${row.conversation_id}`
}

const textOf = async (path: string) => (await site().get(path, ann)).text()
const reply = { seen: '1', reply: 'Wij komen kijken.' }

async function leave(): Promise<void> {
  const { db, services, now } = site()
  await sendDueReplies({ db, site: services.config, clock: { now: () => new Date(now.getTime() + 60_000) } })
}

test('before a reply is sent the page says who gets it, and nobody else is ticked', async () => {
  const page = await textOf(await mailWithTwo())
  expect(page).toContain('Aan: Kees (kees@elders.example)')
  expect(page).toMatch(/<input type="checkbox" id="copy" name="copy\[\]" value="ina@elders.example"\/>/)
  expect(page).toContain('Let op: dit adres stond niet in de mail.')
})

test('who is chosen is told while it waits, and at the reply once it left', async () => {
  const path = await mailWithTwo()
  const more = { addCopy: 'wijk@elders.example', addCopyReason: 'Kent de boom.' }
  const sent = await site().post(`${path}/reply`, { ...reply, 'copy[]': 'ina@elders.example', ...more }, ann)
  expect(sent.status).toBe(303)
  expect(await textOf(path)).toContain('Gaat ook naar ina@elders.example, wijk@elders.example.')
  await leave()
  const page = await textOf(path)
  expect(page).toContain('Ook naar ina@elders.example: wacht op verzending.')
  expect(page).toContain('Ook naar wijk@elders.example (Kent de boom.): wacht op verzending.')
  expect(page).toContain('value="wijk@elders.example"')
})

test('a reply to somebody who may not get it is not sent, and the form comes back filled', async () => {
  const path = await mailWithTwo()
  const more = { 'copy[]': 'ina@elders.example', addCopy: 'wijk@elders.example', addCopyReason: '' }
  const refused = await site().post(`${path}/reply`, { ...reply, ...more }, ann)
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Zeg waarom wijk@elders.example dit mag lezen.')
  expect(page).toContain('value="ina@elders.example" checked')
  expect(page).toContain('value="wijk@elders.example"')
  expect(page).toContain('Wij komen kijken.</textarea>')
  const waiting = site()
    .db.selectFrom('leaving_reply')
    .select('id')
    .where('conversation_id', '=', path.slice(-36))
  expect(await waiting.execute()).toEqual([])
  const own = await site().post(
    `${path}/reply`,
    { ...reply, addCopy: 'info@voorbeeld.example', addCopyReason: 'x' },
    ann,
  )
  expect(await own.text()).toContain('info@voorbeeld.example is een adres van ons.')
})

test('where nobody is chosen whoever asked alone gets it', async () => {
  const path = await mailWithTwo()
  await site().post(`${path}/reply`, reply, ann)
  await leave()
  expect(await textOf(path)).not.toContain('Ook naar ina')
})
