import { beforeAll, expect, test } from 'vitest'
import { hire, now, today } from '#stories'
import { only, useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import {
  assignConversation,
  classifyConversation,
  readConversation,
  setHours,
  sortConversations,
  switchDistribution,
} from '../index.ts'
import { expectRowsToAddUp, secret, turnOf } from '../testing.ts'

const { ask, database, inTransaction, reply, addMandate, take } = useMailDesk()

let chief: { by: string; now: Date; today: string }
beforeAll(async () => {
  chief = { by: (await hire(database().db, { name: 'Carla' })).by, now, today }
  await addMandate({ approval: 'none', held_anywhere: true })
})

/** A unit that gives out what comes in, with its people. */
async function unitOf(name: string, ...people: string[]) {
  const hired = []
  for (const person of people)
    hired.push(await hire(database().db, { name: person, role: 'responder', unit: name }))
  const unitId = hired[0]?.unitId ?? ''
  await inTransaction((tx) => switchDistribution(tx, { unitId, isOn: true }, chief))
  return { unitId, staff: hired.map(({ by }) => by) }
}

async function askOf(unitId: string, address?: string): Promise<string> {
  const { conversationId } = await ask({ body: 'Wie pakt dit op?', ...(address ? { address } : {}) })
  const seen = address ? 2 : 1
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(conversationId, chief.by, seen), { subjectId: null, unitId }),
  )
  return conversationId
}

const sort = () =>
  sortConversations({
    ...{ db: database().db, timeZone: 'Europe/Amsterdam', now: () => now },
    ...{ secret, ourAddresses: ['antwoord@voorbeeld.example'] },
    onFault: (error) => {
      throw error
    },
  })

async function holderOf(id: string) {
  const page = await inTransaction((tx) => readConversation(tx, { id, by: chief.by, now, today }))
  const last = page?.entries.findLast(({ kind }) => kind === 'assigned')
  return { to: page?.conversation.assigned_to ?? null, because: last?.dealtBecause ?? null }
}

test('what comes in is given out by work and hours, and says why; several at once give nobody all', async () => {
  const { unitId, staff } = await unitOf('Parken', 'Ann', 'Bob', 'Cas')
  await inTransaction((tx) =>
    setHours(tx, { accountId: staff[0] ?? '', hours: [4, 4, 4, 4, 4, 0, 0] }, chief),
  )
  const ids = []
  for (let n = 0; n < 10; n++) ids.push(await askOf(unitId))
  await Promise.all([sort(), sort(), sort()])
  const holders = await Promise.all(ids.map(holderOf))
  const counts = staff.map((one) => holders.filter(({ to }) => to === one).length)
  expect(counts).toEqual([2, 4, 4])
  expect(new Set(holders.map(({ because }) => because))).toEqual(new Set(['load']))
  await expectRowsToAddUp(database().db)
})

test('who is away, or does not work on that day, gets nothing; where nobody is, it waits until somebody is', async () => {
  const { unitId, staff } = await unitOf('Wegen', 'Dia', 'Eef')
  const [dia = '', eef = ''] = staff
  const away = { id: crypto.randomUUID(), account_id: dia, from_on: today, to_on: today }
  await database().db.insertInto('absence').values(away).execute()
  await inTransaction((tx) => setHours(tx, { accountId: eef, hours: [0, 8, 8, 8, 8, 0, 0] }, chief))
  const id = await askOf(unitId)
  await sort()
  expect(await holderOf(id)).toEqual({ to: null, because: null })
  await database().db.deleteFrom('absence').where('id', '=', away.id).execute()
  await sort()
  expect(await holderOf(id)).toEqual({ to: dia, because: 'load' })
})

test('who answered the same address before goes first, whatever their work', async () => {
  const { unitId, staff } = await unitOf('Zorg', 'Fem', 'Gus')
  const first = await askOf(unitId, 'Om@elders.example')
  await sort()
  const { to } = await holderOf(first)
  const { conversation } = (await inTransaction((tx) =>
    readConversation(tx, { id: first, by: chief.by, now, today }),
  )) ?? { conversation: { last_seq: 0 } }
  expect(staff).toContain(to)
  expect(await reply(turnOf(first, to ?? '', conversation.last_seq), 'Ik kijk ernaar.')).toMatchObject({
    kind: 'sent',
  })
  for (let n = 0; n < 3; n++) await askOf(unitId)
  const again = await askOf(unitId, 'om@elders.example')
  await sort()
  expect(await holderOf(again)).toEqual({ to, because: 'known' })
})

test('a unit that is switched off gives out nothing', async () => {
  const { unitId } = await unitOf('Archief', 'Hans')
  await inTransaction((tx) => switchDistribution(tx, { unitId, isOn: false }, chief))
  const id = await askOf(unitId)
  await sort()
  expect((await holderOf(id)).to).toBeNull()
})

test('who answered anybody that takes part by mail goes first, and our own address makes nobody known', async () => {
  const { unitId, staff } = await unitOf('Water', 'Ida', 'Jan')
  const by = staff[1] ?? ''
  const file = async (id: string) => {
    await inTransaction((tx) =>
      classifyConversation(tx, turnOf(id, chief.by, 2), { subjectId: null, unitId }),
    )
  }
  const { conversation: first } = only(
    await take(
      writeMail({ id: 'w1@elders.example', from: 'piet@elders.example', more: ['Cc: mien@elders.example'] }),
    ),
  )
  await inTransaction((tx) => assignConversation(tx, turnOf(first ?? '', chief.by, 2), by))
  await inTransaction((tx) =>
    classifyConversation(tx, turnOf(first ?? '', chief.by, 3), { subjectId: null, unitId }),
  )
  expect(await reply(turnOf(first ?? '', by, 4), 'Dat kijk ik na.')).toMatchObject({ kind: 'sent' })
  const mien = only(await take(writeMail({ from: 'mien@elders.example', subject: 'Van mij' })))
  const strange = only(await take(writeMail({ from: 'wie@vreemd.example', subject: 'Iets anders' })))
  await file(mien.conversation ?? '')
  await file(strange.conversation ?? '')
  await sort()
  expect(await holderOf(mien.conversation ?? '')).toEqual({ to: by, because: 'known' })
  expect((await holderOf(strange.conversation ?? '')).because).toBe('load')
})
