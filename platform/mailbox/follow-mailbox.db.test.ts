import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Config, readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { hasImapServer, type ImapServer, startGate, startImapServer, useTestDatabase } from '#testing'
import { examineMailboxes } from './examine-mailboxes.ts'
import { type FollowOptions, followMailbox } from './follow-mailbox.ts'
import { openMailboxLocks } from './mailbox-locks.ts'
import type { StoreMail } from './read-mailbox.ts'

const database = useTestDatabase()
const clock = { now: () => new Date() }

/** Keeps each mail once, by what it says. */
const store: StoreMail = async (tx, mails) => {
  for (const mail of mails)
    await sql`insert into kept (said) values (${mail.kind === 'fetched' ? mail.raw.toString() : mail.reason})
      on conflict do nothing`.execute(tx)
}

async function kept(): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`select said from kept order by id`.execute(database().db)
  return rows.map(({ said }) => said)
}

function sourceOf(url: string): Config['mailboxes'][number] {
  const [source] = readConfig({ IMAP_URLS: `info@voorbeeld.example=${url}` }).mailboxes
  if (!source) throw new Error('no mailbox')
  return source
}

const mailOf = (n: number) => `Subject: ${n}\r\n\r\nNummer ${n}\r\n`

describe.skipIf(!hasImapServer)('a mailbox, on a real IMAP server', () => {
  let server: ImapServer
  let user = ''
  let users = 0
  const running: { stop: () => Promise<void> }[] = []
  beforeAll(async () => {
    server = await startImapServer()
    await sql`create table kept (id serial primary key, said text not null unique)`.execute(database().db)
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    user = `post${++users}`
    await sql`truncate kept`.execute(database().db)
  })
  afterEach(async () => {
    for (const { stop } of running.splice(0)) await stop()
  })

  function follow(more: Partial<FollowOptions> = {}) {
    const { db, url } = database()
    const locks = openMailboxLocks(url)
    const follower = followMailbox({
      ...{ db, locks, source: sourceOf(server.url(user)), store, clock, log: silentLog },
      ...{ pollMs: 200, pause: () => 50, ...more },
    })
    const stop = async () => {
      await follower.stop()
      await locks.close()
    }
    running.push({ stop })
    return { stop }
  }
  const condition = async () =>
    (await examineMailboxes(database().db, [sourceOf(server.url(user))], new Date()))[0]

  test('all that is there is read, and what comes as soon as it comes; nothing becomes read by it', async () => {
    for (let n = 1; n <= 3; n++) await server.append(user, mailOf(n))
    follow({ pollMs: 60_000 })
    await expect.poll(kept).toEqual([1, 2, 3].map(mailOf))
    await server.append(user, mailOf(4))
    await expect.poll(kept, { timeout: 5000 }).toEqual([1, 2, 3, 4].map(mailOf))
    const unseen = await server.asClient(user, (client) => client.search({ seen: false }, { uid: true }))
    expect(unseen).toEqual([1, 2, 3, 4])
    expect(await condition()).toMatchObject({ isLate: false, failure: null, waiting: 0, missed: 0 })
  })

  test('what comes while other mail is being stored is read straight after it', async () => {
    await server.append(user, mailOf(1))
    let isFirst = true
    const storeSlowly: StoreMail = async (tx, mails) => {
      if (isFirst) {
        isFirst = false
        await server.append(user, mailOf(2))
        // Long enough for its server to tell of it.
        await sleep(1000)
      }
      await store(tx, mails)
    }
    follow({ pollMs: 60_000, store: storeSlowly })
    await expect.poll(kept, { timeout: 10_000 }).toEqual([1, 2].map(mailOf))
  })

  test('what somebody reads, moves away or deletes before we do changes nothing for the rest', async () => {
    for (let n = 1; n <= 4; n++) await server.append(user, mailOf(n))
    await server.asClient(user, async (client) => {
      await client.messageFlagsAdd('1', ['\\Seen'], { uid: true })
      await client.messageDelete('2', { uid: true })
    })
    follow()
    await expect.poll(kept).toEqual([1, 3, 4].map(mailOf))
  })

  test('a server that went away and came back is read on from where it was left', async () => {
    await server.append(user, mailOf(1))
    follow()
    await expect.poll(kept).toEqual([mailOf(1)])
    await server.kill()
    await expect
      .poll(async () => (await condition())?.failure, { timeout: 5000 })
      .toMatch(/unreachable|broken/)
    await sleep(200)
    await server.start()
    await server.append(user, mailOf(2))
    await expect.poll(kept, { timeout: 5000 }).toEqual([mailOf(1), mailOf(2)])
    await expect.poll(async () => (await condition())?.failure).toBeNull()
  })

  test('a mailbox that is numbered anew is read again, and nothing of it is there twice', async () => {
    for (let n = 1; n <= 3; n++) await server.append(user, mailOf(n))
    const first = follow()
    await expect.poll(kept).toHaveLength(3)
    await first.stop()
    await server.lose(user)
    // The numbering is the second at which the mailbox was made.
    await sleep(1100)
    for (const n of [4, 2, 3]) await server.append(user, mailOf(n))
    follow()
    await expect.poll(kept).toEqual([1, 2, 3, 4].map(mailOf))
  })

  test('mail that we missed is found by comparing, read after all, and its number is told', async () => {
    for (let n = 1; n <= 5; n++) await server.append(user, mailOf(n))
    const first = follow()
    await expect.poll(async () => (await condition())?.comparedAt).toBeTruthy()
    await first.stop()
    const { db } = database()
    await sql`delete from kept where said = ${mailOf(2)}`.execute(db)
    await sql`delete from mailbox_uid where uid = 2 and mailbox_id = (select id from mailbox order by id desc limit 1)`.execute(
      db,
    )
    const told: object[] = []
    const log = { ...silentLog, error: (fields: object) => void told.push(fields) }
    follow({ log, clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } })
    await expect.poll(kept).toContain(mailOf(2))
    expect(await condition()).toMatchObject({ missed: 1 })
    expect(told).toMatchObject([{ missed: 1 }])
  })

  test('of two processes one reads, and the other as soon as that is gone', async () => {
    const first = follow({ pollMs: 100 })
    follow({ pollMs: 100 })
    for (let n = 1; n <= 20; n++) await server.append(user, mailOf(n))
    await expect.poll(kept).toHaveLength(20)
    await first.stop()
    await server.append(user, mailOf(21))
    await expect.poll(kept, { timeout: 5000 }).toHaveLength(21)
  })

  test('a fault of ours while storing moves no cursor: the same mail comes again', async () => {
    let faults = 2
    for (let n = 1; n <= 3; n++) await server.append(user, mailOf(n))
    follow({
      store: async (tx, mails) => {
        await store(tx, mails)
        if (faults-- > 0) throw new Error('a fault of ours')
      },
    })
    await expect.poll(kept).toEqual([1, 2, 3].map(mailOf))
    expect(await condition()).toMatchObject({ failure: null })
  })

  test.each([
    ['login', (url: string) => url.replace('p%40ss', 'wrong')],
    ['folder', (url: string) => url.replace('INBOX', 'Nergens')],
    ['encryption', (url: string) => url.replace('?tls=off', '')],
    ['unreachable', (url: string) => url.replace(/:\d+\//, ':1/')],
  ])('what is wrong is told: %s', async (failure, spoil) => {
    await server.append(user, mailOf(1))
    const source = sourceOf(spoil(server.url(user)))
    follow({ source })
    const look = async () => (await examineMailboxes(database().db, [source], new Date()))[0]
    await expect.poll(async () => (await look())?.failure, { timeout: 5000 }).toBe(failure)
    expect(await look()).toMatchObject({ isLate: true, readAt: null })
  })

  test('a database that is away is waited for, and no mail is lost by it', async () => {
    const gate = await startGate(database().url)
    const { connect } = await import('#platform/db')
    const far = connect<import('#db').DB>(gate.url, { max: 3, answerWithinMs: 1000 })
    const locks = openMailboxLocks(gate.url)
    for (let n = 1; n <= 3; n++) await server.append(user, mailOf(n))
    const follower = follow({ db: far.db, locks })
    await expect.poll(kept).toHaveLength(3)
    await gate.shut()
    await server.append(user, mailOf(4))
    await sleep(500)
    await gate.open()
    await expect.poll(kept, { timeout: 10_000 }).toHaveLength(4)
    await follower.stop()
    await Promise.all([far.close(), locks.close()])
    await gate.shut()
  })
})
