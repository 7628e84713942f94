import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { foundTown } from '#stories'
import { useTestDatabase } from '#testing'
import { buildProgram, runProgram } from './program-under-test.ts'

const database = useTestDatabase()
beforeAll(buildProgram)
beforeAll(() => foundTown(database().db))

const settings = () => ({
  DATABASE_URL: database().url,
  WEERKLANK_SECRET: 'a secret of the tests, long enough',
})
const run = (...args: string[]) => runProgram(['mail', ...args], settings())

async function writeMbox(many: number, name: string): Promise<string> {
  const mails = Array.from({ length: many }, (_, at) => {
    const parent = at % 3 === 0 ? '' : `In-Reply-To: <${name}-${at - 1}@elders.example>\n`
    return `From x@y Mon Mar  2 09:00:00 2026\nMessage-ID: <${name}-${at}@elders.example>\n${parent}From: jan@elders.example\nDate: Mon, 2 Mar 2020 09:00:00 +0000\nSubject: ${name} ${at}\n\nDag ${at}\n\n`
  })
  const file = join(await mkdtemp(join(tmpdir(), 'ingest-')), `${name}.mbox`)
  await writeFile(file, mails.join(''))
  return file
}

test('mail is taken in once, placed in its conversations, and told by its ids; nobody is written to', async () => {
  const file = await writeMbox(9, 'een')
  const first = await run('ingest', file, '--channel', 'Info@Voorbeeld.example')
  expect(first.code).toBe(0)
  expect(JSON.parse(first.stdout)).toEqual({
    ...{ read: 9, stored: 9, duplicates: 0, placed: 9, held: 0, newConversations: 3 },
    seconds: expect.any(Number),
  })
  const second = await run('ingest', file, '--channel', 'info@voorbeeld.example')
  expect(JSON.parse(second.stdout)).toMatchObject({
    read: 9,
    stored: 0,
    duplicates: 9,
    placed: 0,
    newConversations: 0,
  })
  const threads: { messageIds: string[] }[] = JSON.parse((await run('threads', '--json')).stdout)
  expect(threads.map(({ messageIds }) => messageIds.length)).toEqual([3, 3, 3])
  expect(await database().db.selectFrom('outgoing_mail').select('id').execute()).toEqual([])
})

test('a channel without a name is refused, and so is a command without one', async () => {
  const file = await writeMbox(1, 'naamloos')
  const { code, stderr } = await run('ingest', file, '--channel', ' ')
  expect([code, stderr]).toEqual([1, expect.stringContaining('is no name of a channel: give the address')])
  expect((await run('ingest', file)).stderr).toContain("required option '--channel <name>' not specified")
})

/** Waits until so many mails of a channel are stored, or understood. */
async function untilTakenIn(
  channel: string,
  moment: { stored?: number; understood?: number },
): Promise<void> {
  await expect
    .poll(
      async () => {
        const taken = database()
          .db.selectFrom('received_raw')
          .innerJoin('channel', 'channel.id', 'received_raw.channel_id')
          .select(({ fn }) => fn.countAll<number>().as('many'))
          .where('name', '=', channel)
        const counted = moment.understood === undefined ? taken : taken.where('state', '=', 'understood')
        return (await counted.executeTakeFirstOrThrow()).many
      },
      { interval: 5, timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(moment.stored ?? moment.understood ?? 0)
}

test('killed again and again while it takes in, nothing is lost and nothing is there twice', async () => {
  const many = 600
  const file = await writeMbox(many, 'dood')
  for (const moment of [
    { stored: 20 },
    { stored: 200 },
    { understood: 60 },
    { understood: 250 },
    { understood: 450 },
  ]) {
    const child = spawn(
      process.execPath,
      ['bin/weerklank.js', 'mail', 'ingest', file, '--channel', 'dood@voorbeeld.example'],
      {
        env: { ...process.env, ...settings() },
        stdio: 'ignore',
      },
    )
    await untilTakenIn('dood@voorbeeld.example', moment)
    expect(child.exitCode).toBeNull()
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const last = JSON.parse((await run('ingest', file, '--channel', 'dood@voorbeeld.example')).stdout)
  expect(last.stored + last.duplicates).toBe(many)
  const { db } = database()
  const raws = await db
    .selectFrom('received_raw')
    .innerJoin('channel', 'channel.id', 'received_raw.channel_id')
    .select(['state', 'received_raw.id'])
    .where('name', '=', 'dood@voorbeeld.example')
    .execute()
  expect(raws.map(({ state }) => state)).toEqual(Array(many).fill('understood'))
  const mails = await db
    .selectFrom('mail_message')
    .select(['conversation_id', 'message_id'])
    .where('message_id', 'like', 'dood-%')
    .execute()
  expect(new Set(mails.map((mail) => mail.message_id)).size).toBe(many)
  expect(mails).toHaveLength(many)
  expect(new Set(mails.map((mail) => mail.conversation_id)).size).toBe(many / 3)
}, 120_000)
