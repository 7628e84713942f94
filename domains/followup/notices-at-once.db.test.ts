import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { now } from '#stories'
import { begin } from '#testing'
import { stopNotices } from './index.ts'
import { askFor, timeZone, useNoticeDesk } from './notice-testing.ts'

const { database, inTransaction, open, say, respond, send, outboxFor, countNotices } = useNoticeDesk()

test('whoever stops while their notice is written waits for it, and then it is gone with the address', async () => {
  const address = 'stopt@voorbeeld.example'
  const dossier = await open('Komt het fietspad er?')
  const inputId = await say(dossier.id, { address })
  const responseId = await respond(dossier.id, { kind: 'inputs', inputIds: [inputId] })
  const [sending, stopping] = await inTransaction(async (tx) => {
    // No mail can be written: the notice stands still when it has found whom to tell.
    await sql`lock table outgoing_mail in share row exclusive mode`.execute(tx)
    return [
      await begin(database().db, () => send(responseId)),
      await begin(
        database().db,
        () => inTransaction((other) => stopNotices(other, inputId, { timeZone, now })),
        2,
      ),
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
    await stopNotices(tx, first, { timeZone, now })
    return begin(database().db, () => inTransaction((other) => stopNotices(other, second, { timeZone, now })))
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
    return begin(database().db, () => inTransaction(ask))
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
    return [
      await begin(database().db, () => send(responseId)),
      await begin(database().db, () => send(responseId), 2),
    ]
  })
  await Promise.all(runs.map(({ end }) => end))
  expect(await outboxFor(address)).toHaveLength(1)
  expect(await countNotices(responseId)).toBe(1)
})
