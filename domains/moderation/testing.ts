import { expect, test } from 'vitest'
import type { Tx } from '#db'
import { findInput } from '#domains/register'
import { hire as hireIn, now, today } from '#stories'
import { type TestDatabase, transactionsOn } from '#testing'
import { listOpenAppeals, listRefusals } from './appeal.queries.ts'
import { decideAppeal, lodgeAppeal } from './appeal.ts'
import { listDecisions } from './log.ts'
import { recordDecision } from './record-decision.ts'
import { requestTextRemoval, settleTextRemoval } from './remove-text.ts'
import type { ModerationDecision, TextKey, TextOwner, TextOwners } from './text.ts'

const later = new Date('2026-03-05T09:00:00Z')

/** An owner of texts, and what a test must be able to ask of it. */
export type TextStage = {
  owner: TextOwner
  /** Of the space in which they stand. */
  dossierId: string | null
  /** Adds a text that waits for its first decision, as an input of somebody. */
  addText(words: string): Promise<{ key: TextKey; inputId: string }>
  /** Whether everybody can read it. */
  isShown(key: TextKey): Promise<boolean>
}

type Asking = { database: () => TestDatabase; stage: () => Promise<TextStage> }

/** What each owner of texts must do: called at the top of a `*.db.test.ts` of the room that keeps them. */
export function testTextOwner(asking: Asking): void {
  testLocks(asking)
  testFirstDecisions(asking)
  testAppeals(asking)
  testSecondLooks(asking)
  testRemovals(asking)
}

/** One text, and everything to decide about it. */
async function setUp({ database, stage }: Asking) {
  const { db } = database()
  const { owner, dossierId, addText, isShown } = await stage()
  const owners: TextOwners = { statement: owner }
  const { key, inputId } = await addText('De wethouder moet naar het plein komen.')
  const inTransaction = transactionsOn(database)
  const hire = async (name: string) => (await hireIn(db, { name, role: 'responder' })).by
  const noor = await hire('Noor')
  const decide = (decision: ModerationDecision, by = noor) =>
    inTransaction(async (tx) => {
      const text = await owner.lock(tx, key)
      if (text) await recordDecision(tx, owner, text, { ...decision, by, now, today })
    })
  const look = async (outcome: 'upheld' | 'overturned', by: string) => {
    const id = (await listRefusals(db, inputId)).at(-1)?.appeal?.id ?? ''
    return inTransaction((tx) =>
      decideAppeal(tx, owners, id, { outcome, explanation: 'Omdat.' }, { by, now: later, today }),
    )
  }
  return {
    ...{ db, owner, owners, dossierId, key, inputId, noor, addText, inTransaction, hire, decide, look },
    isShown: () => isShown(key),
    publish: () => decide({ kind: 'publish' }),
    refuse: () => decide({ kind: 'refuse', reason: 'insulting', explanation: 'Dit gaat over een persoon.' }),
    lodge: (about = inputId) =>
      inTransaction((tx) =>
        lodgeAppeal(tx, owners, { inputId: about, words: 'Het is een gewoon verzoek.', now, today }),
      ),
    findAppeal: async (reader: string) =>
      (await listOpenAppeals(db, owners, { size: 100, reader })).rows.find(
        ({ text }) => text.spaceId === key.spaceId && text.number === key.number,
      ),
    request: (by: string) =>
      inTransaction((tx) =>
        requestTextRemoval(tx, { owner, key }, { reason: 'unclear', explanation: '' }, { by, now, today }),
      ),
    settle: (outcome: 'confirmed' | 'rejected', by: string) =>
      inTransaction((tx) => settleTextRemoval(tx, { owner, key }, outcome, { by, now, today })),
  }
}

function testLocks(asking: Asking): void {
  test('an owner locks a text that it has, and says what became of it', async () => {
    const { owner, key, inputId, dossierId, publish, inTransaction } = await setUp(asking)
    const lock = (which: TextKey) => inTransaction((tx) => owner.lock(tx, which))
    expect(await lock(key)).toEqual({ ...key, inputId, dossierId, state: 'held' })
    await publish()
    expect(await lock(key)).toEqual({ ...key, inputId, dossierId, state: 'public' })
    expect(await lock({ ...key, number: 9999 })).toBeUndefined()
    expect(await lock({ ...key, spaceId: crypto.randomUUID() })).toBeUndefined()
  })

  test('who has locked a text keeps others waiting until the end of the transaction', async () => {
    const { owner, key, inTransaction } = await setUp(asking)
    const order: string[] = []
    const lock = (tx: Tx) => owner.lock(tx, key)
    let second: Promise<unknown> = Promise.resolve()
    await inTransaction(async (tx) => {
      await lock(tx)
      second = inTransaction(lock).then(() => order.push('second'))
      await new Promise((resolve) => setTimeout(resolve, 200))
      order.push('first')
    })
    await second
    expect(order).toEqual(['first', 'second'])
  })

  test('an owner says what several texts are, and leaves out what it does not have', async () => {
    const { db, owner, key, addText } = await setUp(asking)
    const other = await addText('Er komt een fontein.')
    const described = await owner.describe(db, [other.key, { ...key, number: 9999 }, key])
    expect(described.toSorted((a, b) => (a.text < b.text ? -1 : 1))).toMatchObject([
      { ...key, text: 'De wethouder moet naar het plein komen.', language: 'nl' },
      { ...other.key, text: 'Er komt een fontein.', language: 'nl' },
    ])
    expect(described.every(({ space }) => space.slug && space.title)).toBe(true)
    expect(await owner.describe(db, [])).toEqual([])
  })
}

function testFirstDecisions(asking: Asking): void {
  test('what is published everybody can read, and it counts as an input', async () => {
    const { db, inputId, isShown, publish } = await setUp(asking)
    expect(await isShown()).toBe(false)
    await publish()
    expect(await isShown()).toBe(true)
    expect(await findInput(db, inputId)).toMatchObject({ state: 'published', published_at: now })
  })

  test('what is refused nobody can read, and it stays in the register with the reason', async () => {
    const { db, key, inputId, isShown, refuse } = await setUp(asking)
    await refuse()
    expect(await isShown()).toBe(false)
    expect((await findInput(db, inputId))?.state).toBe('refused')
    expect(await listRefusals(db, inputId)).toMatchObject([{ reason: 'insulting', appeal: null }])
    const log = await listDecisions(db, { spaceId: key.spaceId, of: 'notable', size: 10 })
    expect(log.rows).toMatchObject([
      { number: key.number, decision: 'refused', reason: 'insulting', by: 'Noor', requestedBy: null },
    ])
  })
}

function testAppeals(asking: Asking): void {
  test('an author asks once for a second look, also when many requests come at once', async () => {
    const { db, inputId, refuse, lodge } = await setUp(asking)
    await refuse()
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => lodge()))
    expect(outcomes.filter((outcome) => outcome.kind === 'lodged')).toEqual([
      { kind: 'lodged', dueOn: '2026-03-16' },
    ])
    expect(outcomes.filter((outcome) => outcome.kind === 'already-lodged')).toHaveLength(5)
    expect(await listRefusals(db, inputId)).toMatchObject([
      {
        reason: 'insulting',
        appeal: { words: 'Het is een gewoon verzoek.', dueOn: '2026-03-16', decided: null },
      },
    ])
  })

  test('what is not refused, or unknown, cannot be appealed against', async () => {
    const { publish, lodge } = await setUp(asking)
    expect(await lodge()).toEqual({ kind: 'not-refused' })
    await publish()
    expect(await lodge()).toEqual({ kind: 'not-refused' })
    expect(await lodge(crypto.randomUUID())).toEqual({ kind: 'not-refused' })
  })

  test('who refused cannot take the second look: not by the desk, and not past it', async () => {
    const { db, noor, hire, refuse, lodge, findAppeal, look } = await setUp(asking)
    await refuse()
    await lodge()
    expect(await findAppeal(noor)).toMatchObject({ isOwn: true, dueOn: '2026-03-16', refusedBy: 'Noor' })
    expect(await look('overturned', noor)).toEqual({ kind: 'own-decision' })
    const { id } = (await findAppeal(noor)) ?? { id: '' }
    const past = db
      .updateTable('moderation_appeal')
      .set({ outcome: 'upheld', explanation: 'Ik.', decided_by: noor, decided_at: now })
      .where('id', '=', id)
      .execute()
    await expect(past).rejects.toThrow(/check constraint/)
    const asSomebodyElse = db
      .updateTable('moderation_appeal')
      .set({ refused_by: await hire('Samir') })
      .where('id', '=', id)
      .execute()
    await expect(asSomebodyElse).rejects.toThrow(/foreign key/)
  })
}

function testSecondLooks(asking: Asking): void {
  test('a second look that overturns publishes the text and its input again', async () => {
    const { db, inputId, isShown, hire, refuse, lodge, findAppeal, look } = await setUp(asking)
    await refuse()
    await lodge()
    const samir = await hire('Samir')
    const outcomes = await Promise.all([look('overturned', samir), look('overturned', samir)])
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['already-decided', 'overturned'])
    expect(await isShown()).toBe(true)
    expect(await findInput(db, inputId)).toMatchObject({ state: 'published', published_at: later })
    expect(await findAppeal(samir)).toBeUndefined()
    expect(await lodge()).toEqual({ kind: 'not-refused' })
  })

  test('a second look that upholds leaves all as it was, and there is no third', async () => {
    const { db, inputId, isShown, hire, refuse, lodge, look } = await setUp(asking)
    await refuse()
    await lodge()
    expect(await look('upheld', await hire('Samir'))).toEqual({ kind: 'upheld' })
    expect(await isShown()).toBe(false)
    expect((await findInput(db, inputId))?.state).toBe('refused')
    expect(await listRefusals(db, inputId)).toMatchObject([
      { appeal: { decided: { outcome: 'upheld', explanation: 'Omdat.', at: later } } },
    ])
    expect(await lodge()).toEqual({ kind: 'already-lodged' })
  })
}

function testRemovals(asking: Asking): void {
  test('what is published is removed by two people, once, and neither takes the second look', async () => {
    const { db, key, inputId, isShown, hire, publish, lodge, look, request, settle } = await setUp(asking)
    const [asker, second] = [await hire('Samir'), await hire('Ayla')]
    expect((await request(asker)).kind).toBe('not-public')
    await publish()
    const asked = await Promise.all([request(asker), request(asker)])
    expect(asked.map((outcome) => outcome.kind).sort()).toEqual(['already-requested', 'requested'])
    expect(await settle('confirmed', asker)).toEqual({ kind: 'own-request' })
    expect(await isShown()).toBe(true)
    const alone = db
      .updateTable('moderation_removal')
      .set({ outcome: 'confirmed', settled_by: asker, settled_at: now })
      .where('space_id', '=', key.spaceId)
      .execute()
    await expect(alone).rejects.toThrow(/check constraint/)
    const settled = await Promise.all([settle('confirmed', second), settle('confirmed', second)])
    expect(settled.map((outcome) => outcome.kind).sort()).toEqual(['not-found', 'removed'])
    expect(await isShown()).toBe(false)
    expect((await findInput(db, inputId))?.state).toBe('refused')
    expect((await lodge()).kind).toBe('lodged')
    for (const by of [asker, second]) expect(await look('overturned', by)).toEqual({ kind: 'own-decision' })
    expect((await request(asker)).kind).toBe('not-public')
  })

  test('a request to remove that is rejected leaves the text, and can be made again', async () => {
    const { noor, isShown, publish, request, settle } = await setUp(asking)
    await publish()
    await request(noor)
    expect(await settle('rejected', noor)).toEqual({ kind: 'kept' })
    expect(await isShown()).toBe(true)
    expect(await request(noor)).toEqual({ kind: 'requested' })
  })
}
