import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { stopNotices } from './index.ts'
import { askFor, timeZone, useNoticeDesk } from './notice-testing.ts'

const { database, inTransaction, open, say, respond, send, outboxFor, countNotices } = useNoticeDesk()

/** How many transactions of this database wait for another one. */
async function countWaiting(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database().db)
  return rows[0]?.waiting ?? 0
}

/** Something that was begun: it is over, or it is one of so many that wait for another transaction. */
async function begin(work: () => Promise<unknown>, waiting: number): Promise<{ end: Promise<unknown> }> {
  let isOver = false
  const end = work().finally(() => {
    isOver = true
  })
  await expect.poll(async () => isOver || (await countWaiting()) === waiting).toBe(true)
  return { end }
}

test('whoever stops while their notice is written waits for it, and then it is gone with the address', async () => {
  const address = 'stopt@voorbeeld.example'
  const dossier = await open('Komt het fietspad er?')
  const inputId = await say(dossier.id, { address })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  const [sending, stopping] = await inTransaction(async (tx) => {
    // No mail can be written: the notice stands still when it has found whom to tell.
    await sql`lock table outgoing_mail in share row exclusive mode`.execute(tx)
    return [
      await begin(() => send(responseId), 1),
      await begin(() => inTransaction((other) => stopNotices(other, inputId, timeZone)), 2),
    ]
  })
  await Promise.all([sending?.end, stopping?.end])
  expect(await outboxFor(address)).toEqual([])
  expect(await countNotices(responseId)).toBe(0)
})

test('of two who let go of one mail at once, the second takes it away', async () => {
  const address = 'beide@voorbeeld.example'
  const dossier = await open('Mag het hek open?')
  const inputIds = [await say(dossier.id, { address }), await say(dossier.id, { address })]
  const [first = '', second = ''] = inputIds
  await send(await respond(dossier.id, { kind: 'inputs', inputIds }))
  expect(await outboxFor(address)).toHaveLength(1)
  const stopping = await inTransaction(async (tx) => {
    await stopNotices(tx, first, timeZone)
    return begin(() => inTransaction((other) => stopNotices(other, second, timeZone)), 1)
  })
  await stopping.end
  expect(await outboxFor(address)).toEqual([])
})

test('whoever asks twice at once is asked to confirm once: the second waits for the first', async () => {
  const address = 'tweemaal@voorbeeld.example'
  const dossier = await open('Wie vraagt dat?')
  const inputId = await say(dossier.id)
  const outcomes: string[] = []
  const ask = (mine: Parameters<typeof askFor>[0]) =>
    askFor(mine, inputId, address).then(({ kind }) => outcomes.push(kind))
  const asking = await inTransaction(async (tx) => {
    await ask(tx)
    return begin(() => inTransaction(ask), 1)
  })
  await asking.end
  expect(outcomes).toEqual(['asked', 'already-asked'])
  expect(await outboxFor(address)).toHaveLength(1)
})

test('two runs of one job take turns: the second finds everybody told', async () => {
  const address = 'eenmaal@voorbeeld.example'
  const dossier = await open('Wordt het groen?')
  const inputId = await say(dossier.id, { address })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  const runs = await inTransaction(async (tx) => {
    await sql`lock table outgoing_mail in share row exclusive mode`.execute(tx)
    return [await begin(() => send(responseId), 1), await begin(() => send(responseId), 2)]
  })
  await Promise.all(runs.map(({ end }) => end))
  expect(await outboxFor(address)).toHaveLength(1)
  expect(await countNotices(responseId)).toBe(1)
})
