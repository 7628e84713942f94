import { createTransport } from 'nodemailer'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { sealThread } from '#domains/letters'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { followMailbox, openMailboxLocks, startLmtp } from '#platform/mailbox'
import { now } from '#stories'
import { findFreePort, hasImapServer, type ImapServer, startImapServer } from '#testing'
import { listEntries } from '../conversations/entry.queries.ts'
import { expectRowsToAddUp, secret, turnOf } from '../testing.ts'
import { only, useMailDesk, writeMail } from './mail-desk.fixture.ts'
import { channelOfRecipient, takeDelivered, takeFetched } from './take-in.ts'
import { understandMail } from './understand-mail.ts'

const desk = useMailDesk()
const { ask, database, hire, reply } = desk
const entriesOf = (id: string | null | undefined) => listEntries(database().db, id ?? '')
const day = 86_400_000
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

/** What became of the mails of a channel, in the order in which they came. */
async function fatesIn(channel: string) {
  return database()
    .db.selectFrom('received_raw as raw')
    .innerJoin('channel', 'channel.id', 'raw.channel_id')
    .leftJoin('mail_message as mail', 'mail.raw_id', 'raw.id')
    .select([
      'raw.id',
      'state',
      'reason',
      'raw.conversation_id as conversation',
      'raw.seq',
      'mail.message_id',
    ])
    .select(['raw.arrived_at', 'raw.envelope_to', 'raw.raw'])
    .where('channel.name', '=', channel)
    .orderBy('raw.id')
    .execute()
}

async function untilStored(channel: string, many: number): Promise<void> {
  await expect.poll(async () => (await fatesIn(channel)).length, { timeout: 10_000 }).toBe(many)
}

describe('mail that a mail server delivers', () => {
  const addresses = ['info', 'groen', 'college', 'antwoord'].map((name) => `${name}@voorbeeld.example`)

  async function listen(take = takeDelivered) {
    const lmtp = startLmtp({
      ...{ host: '127.0.0.1', port: await findFreePort(), log: silentLog },
      accepts: (recipient) => channelOfRecipient(recipient, addresses) !== undefined,
      take: (mail) => desk.inTransaction((tx) => take(tx, mail, { addresses, now })),
    })
    onTestFinished(() => lmtp.stop())
    await expect.poll(() => lmtp.port()).toBeDefined()
    const transport = createTransport({ host: '127.0.0.1', port: lmtp.port(), lmtp: true, ignoreTLS: true })
    return async (raw: Buffer, to: string[], from = 'zoe@elders.example') => {
      const { accepted, rejectedErrors = [] } = await transport.sendMail({ envelope: { from, to }, raw })
      return [
        accepted.length,
        ...rejectedErrors.map((error) => 'responseCode' in error && error.responseCode),
      ]
    }
  }

  test('to three of our addresses it is one conversation with three arrivals, one receipt, and nobody answers twice', async () => {
    const deliver = await listen()
    const to = addresses.slice(0, 3)
    expect(await deliver(writeMail({ from: 'drie@elders.example', to: to.join(', ') }), to)).toEqual([3])
    await understandMail(desk.mailDesk())
    const fates = await Promise.all(to.map(async (channel) => (await fatesIn(channel)).at(-1)))
    const id = fates[0]?.conversation ?? ''
    expect(fates.map((fate) => [fate?.conversation, fate?.seq])).toEqual([
      [id, 1],
      [id, 1],
      [id, 1],
    ])
    expect((await entriesOf(id)).map(({ kind }) => kind)).toEqual(['received', 'receipt'])
    expect((await entriesOf(id))[0]?.mail?.channels).toEqual(to.toSorted())
    const [ann, bob] = [await hire('ann'), await hire('bob')]
    const answers = await Promise.all([
      reply(turnOf(id, ann, 2), 'Van team info.'),
      reply(turnOf(id, bob, 2), 'Van team groen.'),
    ])
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'sent'])
  })

  test('to the address of a conversation it is in it, whatever its header says; to an address that we lack it is refused', async () => {
    const { conversationId } = await ask({ body: 'Mag dat?', address: 'eva@elders.example' })
    const deliver = await listen()
    const to = `Antwoord+${sealThread(conversationId, secret)}@voorbeeld.example`
    expect(
      await deliver(writeMail({ from: 'eva@werk.example', to: 'undisclosed-recipients:;' }), [to]),
    ).toEqual([1])
    await understandMail(desk.mailDesk())
    expect((await entriesOf(conversationId)).at(-1)).toMatchObject({ kind: 'received', channel: 'mail' })
    await expect(deliver(writeMail(), ['balie@voorbeeld.example'])).rejects.toMatchObject({
      responseCode: 550,
    })
  })

  test('that its server kept for three days while we were away has the time at which that took it', async () => {
    const deliver = await listen()
    const received = (hours: number) => `Received: from elders by mx; ${hoursAgo(hours).toUTCString()}\r\n`
    for (const hours of [72, 48, 1])
      await deliver(
        Buffer.concat([
          Buffer.from(received(hours)),
          writeMail({ id: `mx-${hours}@elders.example`, date: hoursAgo(hours + 1) }),
        ]),
        ['info@voorbeeld.example'],
      )
    await understandMail(desk.mailDesk())
    const fates = (await fatesIn('info@voorbeeld.example')).filter((fate) =>
      fate.message_id?.startsWith('mx-'),
    )
    for (const [at, hours] of [72, 48, 1].entries()) {
      const [entry] = await entriesOf(fates[at]?.conversation)
      expect(entry?.at).toEqual(hoursAgo(hours))
    }
  })

  test('that cannot be stored is kept by its server, and is there once it comes again', async () => {
    let isAway = true
    const deliver = await listen(async (tx, mail, how) => {
      await takeDelivered(tx, mail, how)
      if (isAway) throw new Error('The database went away.')
    })
    const mail = writeMail({ id: 'later@elders.example' })
    expect(await deliver(mail, ['info@voorbeeld.example', 'groen@voorbeeld.example'])).toEqual([0, 451, 451])
    expect((await fatesIn('info@voorbeeld.example')).some(({ raw }) => raw?.equals(mail))).toBe(false)
    isAway = false
    for (let again = 0; again < 2; again++)
      expect(await deliver(mail, ['info@voorbeeld.example', 'groen@voorbeeld.example'])).toEqual([2])
    const stored = [
      ...(await fatesIn('info@voorbeeld.example')),
      ...(await fatesIn('groen@voorbeeld.example')),
    ]
    expect(stored.filter(({ raw }) => raw?.includes('later@elders.example'))).toHaveLength(2)
  })
})

describe.skipIf(!hasImapServer)('mail in a mailbox, on a real IMAP server', () => {
  let server: ImapServer
  const running: { stop: () => Promise<void> }[] = []
  beforeAll(async () => {
    server = await startImapServer()
  })
  afterAll(() => server.stop())
  afterEach(async () => {
    for (const { stop } of running.splice(0)) await stop()
  })

  function follow(user: string) {
    const channel = `${user}@voorbeeld.example`
    const { db, url } = database()
    const locks = openMailboxLocks(url)
    const [source] = readConfig({ IMAP_URLS: `${channel}=${server.url(user)}` }).mailboxes
    if (!source) throw new Error('no mailbox')
    const follower = followMailbox({
      ...{ db, locks, source, log: silentLog, clock: { now: () => now }, pollMs: 200, pause: () => 50 },
      store: (tx, mails) => takeFetched(tx, { channel, mails, now }),
    })
    const stop = async () => {
      await follower.stop()
      await locks.close()
    }
    running.push({ stop })
    return { stop, channel }
  }

  /** Reads what is in a mailbox, understands it, and says what became of it. */
  async function takeAll(user: string, many: number) {
    const { stop, channel } = follow(user)
    await untilStored(channel, many)
    await stop()
    await understandMail(desk.mailDesk())
    return fatesIn(channel)
  }

  test('a server that was down for three days: all mail is there, in order, with its own times', async () => {
    const from = 'drie.dagen@elders.example'
    const { channel } = follow('storing')
    await server.append('storing', writeMail({ id: 'dag-0@elders.example', from }), hoursAgo(80))
    await untilStored(channel, 1)
    await server.kill()
    await server.start()
    for (const n of [1, 2, 3])
      await server.append(
        'storing',
        writeMail({ id: `dag-${n}@elders.example`, from, refers: `dag-${n - 1}@elders.example` }),
        new Date(now.getTime() - (4 - n) * day),
      )
    await untilStored(channel, 4)
    await understandMail(desk.mailDesk())
    const fates = await fatesIn(channel)
    expect(new Set(fates.map(({ conversation }) => conversation)).size).toBe(1)
    const said = (await entriesOf(fates[0]?.conversation)).filter(({ kind }) => kind === 'received')
    expect(said.map(({ mail, at }) => [mail?.messageId, at])).toEqual([
      ['<dag-0@elders.example>', hoursAgo(80)],
      ...[1, 2, 3].map((n) => [`<dag-${n}@elders.example>`, new Date(now.getTime() - (4 - n) * day)]),
    ])
  })

  test('two mails with one Message-ID are two; the same mail twice, and by two ways, is one', async () => {
    const mail = writeMail({ id: 'gelijk@elders.example', body: 'Een' })
    const other = writeMail({ id: 'gelijk@elders.example', body: 'Twee' })
    for (const raw of [mail, other, mail]) await server.append('gelijk', raw)
    await server.deliver(mail, { from: 'zoe@elders.example', to: ['gelijk@voorbeeld.example'] })
    await server.append('gelijk', writeMail({ id: 'laatste@elders.example' }))
    const fates = await takeAll('gelijk', 3)
    expect(fates.map(({ message_id }) => message_id)).toEqual([
      'gelijk@elders.example',
      'gelijk@elders.example',
      'laatste@elders.example',
    ])
  })

  test('the envelope that a server wrote down is heeded: a key in the address, and a sender that wants no report', async () => {
    const { conversationId } = await ask({ body: 'Wanneer?', address: 'kim@elders.example' })
    const key = sealThread(conversationId, secret)
    await server.deliver(writeMail({ from: 'kim@werk.example', to: 'x@elders.example' }), {
      from: 'kim@werk.example',
      to: [`sleutel+${key}@voorbeeld.example`],
    })
    await server.deliver(writeMail({ from: 'robot@elders.example', to: 'x@elders.example' }), {
      from: '',
      to: ['sleutel@voorbeeld.example'],
    })
    const [answer, robot] = await takeAll('sleutel', 2)
    expect(answer).toMatchObject({ conversation: conversationId, seq: 3 })
    expect((await entriesOf(robot?.conversation)).map(({ kind }) => kind)).toEqual(['received'])
  })

  test('mail as it really comes is all understood, and none of it stops the next', async () => {
    const html = `<table>${'<tr><td><img src="cid:x"><p>Aanbieding &amp; meer</p></td></tr>'.repeat(43)}</table>`
    const newsletter = [
      'From: krant@elders.example',
      'Content-Type: text/html; charset=x-bestaat-niet',
      '',
      `${html}${'<p>Nog wat tekst in een nieuwsbrief.</p>'.repeat(6500)}`,
    ].join('\r\n')
    expect(newsletter.length).toBeGreaterThan(251_000)
    const odd = [
      newsletter,
      'Subject: niets\r\n\r\n',
      'Geen kop en geen afzender',
      writeMail({ more: ['In-Reply-To: <a@elders.example> <b@elders.example>'] }),
      ...['WG: Lamp', 'Fwd: Lamp', 'Doorst: Lamp'].map((subject) => writeMail({ subject })),
      writeMail({ date: new Date(now.getTime() + 400 * day) }),
      writeMail({ body: 'Zie foto\r\n\r\nbegin 644 foto.jpg\r\n#86)C\r\n`\r\nend\r\n' }),
      writeMail({
        body: 'Dag\r\n\r\nJan Jansen/NL\r\n01-03-2026 10:00\r\n\r\n        To: info\r\n        cc:\r\n',
      }),
      Buffer.concat([writeMail({ body: '' }), Buffer.from([0xff, 0xfe, 0x00, 0x80])]),
    ]
    for (const raw of odd) await server.append('vreemd', raw)
    const fates = await takeAll('vreemd', odd.length)
    expect(fates.map(({ state, reason }) => [state, reason])).toEqual(odd.map(() => ['understood', null]))
    const titles = await database()
      .db.selectFrom('conversation')
      .select('subject')
      .where(
        'id',
        'in',
        fates.slice(4, 7).map(({ conversation }) => conversation ?? ''),
      )
      .execute()
    expect(titles.map(({ subject }) => subject)).toEqual(['Lamp', 'Lamp', 'Lamp'])
  })

  test('an out-of-office to our acknowledgement is in its conversation, and nobody of ours answers it', async () => {
    const from = 'met.verlof@elders.example'
    await server.append('verlof', writeMail({ id: 'verlof@elders.example', from }))
    const question = only(await takeAll('verlof', 1))
    const receipt = (await entriesOf(question.conversation)).at(-1)
    const away = writeMail({
      from,
      refers: receipt?.delivery?.messageId.replace(/[<>]/g, '') ?? '',
      subject: 'Afwezig: uw bericht',
      more: ['Auto-Submitted: auto-replied'],
    })
    await server.append('verlof', away)
    const [, fate] = await takeAll('verlof', 2)
    expect(fate).toMatchObject({ conversation: question.conversation, seq: 3 })
    expect((await entriesOf(question.conversation)).map(({ kind }) => kind)).toEqual([
      'received',
      'receipt',
      'received',
    ])
  })

  test('a mail that stays with its server is held once with its header, also when its mailbox is numbered anew', async () => {
    const header = Buffer.from('From: groot@elders.example\r\nSubject: Film\r\n\r\n')
    const left = { kind: 'left', reason: 'too-large', header, bytes: 90_000_000, arrivedAt: now } as const
    for (const uid of [7, 1])
      await desk.inTransaction((tx) =>
        takeFetched(tx, { channel: 'film@voorbeeld.example', mails: [{ ...left, uid }], now }),
      )
    await understandMail(desk.mailDesk())
    expect(await fatesIn('film@voorbeeld.example')).toMatchObject([
      { state: 'held', reason: 'left-too-large', raw: header },
    ])
  })
})

test('what stands beside the entries is what they add up to', () => expectRowsToAddUp(database().db))
