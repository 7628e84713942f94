import { expect, test } from 'vitest'
import { now, today } from '#stories'
import {
  type BulkDeed,
  classifyConversation,
  closeConversation,
  continueConversation,
  doInBulk,
  makeLabel,
  type Picked,
  previewBulk,
} from '../index.ts'
import { makeYouth } from '../privacy/privacy.fixture.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const { addSubject, ask, database, hire, inTransaction } = useAnswerDesk()

/** A conversation as the list showed it before somebody wrote more, and so on. */
async function makeSome(by: string): Promise<Record<'plain' | 'changed' | 'closed' | 'forbidden', Picked>> {
  const [plain, changed, closed, forbidden] = [
    await ask({ body: 'Gewoon.' }),
    await ask({ body: 'Er komt iets bij.' }),
    await ask({ body: 'Al gesloten.' }),
    await ask({ body: 'Niet van ons.' }),
  ]
  const at = { channel: 'web', timeZone: 'Europe/Amsterdam', now } as const
  await inTransaction((tx) => continueConversation(tx, { inputId: changed.inputId, body: 'Nog iets.' }, at))
  await inTransaction((tx) => closeConversation(tx, turnOf(closed.conversationId, by, 1), 'double'))
  const subjectId = await addSubject({ approval: 'forbidden' })
  const about = { subjectId, unitId: null }
  await inTransaction((tx) => classifyConversation(tx, turnOf(forbidden.conversationId, by, 1), about))
  return {
    plain: { id: plain.conversationId, seen: 1 },
    changed: { id: changed.conversationId, seen: 1 },
    closed: { id: closed.conversationId, seen: 2 },
    forbidden: { id: forbidden.conversationId, seen: 2 },
  }
}

const fatesOf = (lines: { fate: string }[]) => lines.map(({ fate }) => fate)

test.each<[string, BulkDeed | 'label', string[]]>([
  ['assign', { kind: 'assign', to: null }, ['done', 'changed', 'done', 'done']],
  ['label', 'label', ['done', 'changed', 'done', 'done']],
  ['snooze', { kind: 'snooze', until: '2026-03-09' }, ['done', 'changed', 'not-open', 'done']],
  ['solve', { kind: 'close', reason: 'solved' }, ['done', 'changed', 'done', 'not-mandated']],
  ['double', { kind: 'close', reason: 'double' }, ['done', 'changed', 'nothing-to-do', 'done']],
  ['spam', { kind: 'close', reason: 'spam' }, ['done', 'changed', 'done', 'done']],
])(
  'to %s several: what can be is done, the others say why not, and the preview said so',
  async (name, asked, fates) => {
    const by = await hire('ann')
    const picked = Object.values(await makeSome(by))
    const made = await inTransaction((tx) => makeLabel(tx, `bulk ${name}`, { by, now }))
    const deed: BulkDeed =
      asked === 'label' ? { kind: 'label', labelId: made.kind === 'made' ? made.id : '' } : asked
    const bulk = { picked, deed, by, now, today, timeZone: letterhead.timeZone }
    const { db } = database()
    const before = await countEntries()
    const mails = await countMails()
    const preview = await previewBulk(db, bulk)
    expect(await countEntries()).toBe(before)
    expect(fatesOf(preview)).toEqual(fates)
    expect(await doInBulk(db, bulk)).toEqual(preview)
    expect(await countEntries()).toBe(before + fates.filter((fate) => fate === 'done').length)
    expect(await countMails()).toBe(mails)
    // A second time, as by somebody who goes back and presses again, nothing more is done.
    expect(fatesOf(await doInBulk(db, bulk))).not.toContain('done')
    await expectRowsToAddUp(db)
  },
)

test('the same chosen by two at once is done once', async () => {
  const [ann, bob] = [await hire('ann'), await hire('bob')]
  const { conversationId: id } = await ask({ body: 'Van wie?' })
  const take = (by: string) =>
    doInBulk(database().db, {
      picked: [{ id, seen: 1 }],
      deed: { kind: 'assign', to: by },
      by,
      now,
      today,
      timeZone: letterhead.timeZone,
    })
  const both = await Promise.all([take(ann), take(bob)])
  expect(both.flatMap(fatesOf).toSorted()).toEqual(['changed', 'done'])
})

test('what somebody may not read is not named, and nothing is done with it', async () => {
  const { subject, unit, wieke, bob } = await makeYouth(database().db)
  const { conversationId: id } = await ask({ body: 'Over mijn kind.' })
  const youth = { subjectId: subject, unitId: unit }
  await inTransaction((tx) => classifyConversation(tx, turnOf(id, wieke, 1), youth))
  const spam = { kind: 'close', reason: 'spam' } as const
  const bulk = {
    picked: [
      { id, seen: 2 },
      { id: crypto.randomUUID(), seen: 1 },
    ],
    deed: spam,
    now,
    today,
    timeZone: letterhead.timeZone,
  }
  expect(await previewBulk(database().db, { ...bulk, by: bob })).toEqual([])
  expect(await doInBulk(database().db, { ...bulk, by: bob })).toEqual([])
  expect(await doInBulk(database().db, { ...bulk, by: wieke })).toMatchObject([{ id, fate: 'done' }])
})

async function countEntries(): Promise<number> {
  return (await database().db.selectFrom('conversation_entry').select('seq').execute()).length
}

async function countMails(): Promise<number> {
  return (await database().db.selectFrom('outgoing_mail').select('id').execute()).length
}
