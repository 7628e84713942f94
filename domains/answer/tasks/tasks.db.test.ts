import { beforeAll, expect, test } from 'vitest'
import { closeUnit } from '#domains/people'
import { newId } from '#platform/db'
import { hire, now, today } from '#stories'
import {
  acceptTask,
  addNoteFor,
  askTask,
  assignConversation,
  checkAnswers,
  classifyConversation,
  countTasks,
  finishTask,
  handOverTasks,
  handTask,
  hasOpenTasks,
  listAskedTasks,
  listHeldTasks,
  listInbox,
  listNotices,
  listOpenTasks,
  listTasksOf,
  mergeConversation,
  readConversation,
  readTask,
  readTaskViewer,
  returnTask,
  type TaskTurn,
  withdrawTask,
} from '../index.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const desk = useAnswerDesk()
const db = () => desk.database().db
type Colleague = { by: string; unitId: string }
let ann: Colleague
let bob: Colleague
let eva: Colleague
beforeAll(async () => {
  const person = (name: string, unit: string) =>
    hire(db(), { name, email: `${name}@voorbeeld.example`, role: 'responder', unit })
  ann = await person('ann', 'Klantcontact')
  bob = await person('bob', 'Wegen')
  eva = await person('eva', 'Wegen')
})

const dueOn = '2026-12-31'
const viewerOf = async ({ by, unitId }: Colleague) =>
  readTaskViewer(db(), { accountId: by, roles: [{ role: 'responder', unitId, unit: '' }] }, today)

async function ask(to: { unitId: string | null; accountId: string | null }, question = 'Kan dit?') {
  const { conversationId } = await desk.ask({ body: 'Mag er een drempel in de straat?' })
  const task = { to, question, dueOn, shown: [1, 7] }
  const asked = await desk.inTransaction((tx) => askTask(tx, turnOf(conversationId, ann.by, 1), task))
  if (asked.kind !== 'appended') throw new Error(asked.kind)
  return { conversationId, taskId: asked.taskId }
}
const team = () => ({ unitId: bob.unitId, accountId: null })
const turn = (taskId: string, by: string, seen: number): TaskTurn => ({ taskId, by, seen, now, today })
const open = async (taskId: string, who: Colleague) =>
  desk.inTransaction(async (tx) => readTask(tx, taskId, { ...(await viewerOf(who)), now }))

test('a team is asked, somebody takes it and answers; each step is an entry, and the front office sees it', async () => {
  const { conversationId, taskId } = await ask(team())
  expect((await listOpenTasks(db(), await viewerOf(eva), { size: 5 })).rows).toMatchObject([
    { id: taskId, state: 'asked', unit: 'Wegen', person: null, question: 'Kan dit?' },
  ])
  expect(await countTasks(db(), await viewerOf(bob))).toEqual({ open: 1, untaken: 1, notices: 0 })
  expect(await desk.inTransaction((tx) => acceptTask(tx, turn(taskId, bob.by, 2)))).toMatchObject({
    kind: 'stepped',
  })
  const viewer = { accountId: ann.by, today }
  const [line] = (await listInbox(db(), { filter: 'open', order: 'due', viewer }, { size: 1 })).rows
  expect(line?.task).toEqual({ state: 'accepted', with: 'bob' })
  await desk.inTransaction((tx) => readConversation(tx, { id: conversationId, by: ann.by, now, today }))
  const answer = { body: 'Ja, vanaf mei.' }
  expect((await desk.inTransaction((tx) => finishTask(tx, turn(taskId, eva.by, 3), answer))).kind).toBe(
    'stepped',
  )
  const again = await listInbox(db(), { filter: 'open', order: 'due', viewer }, { size: 1 })
  expect(again.rows[0]).toMatchObject({ unread: true, task: { state: 'done' } })
  const page = await desk.inTransaction((tx) =>
    readConversation(tx, { id: conversationId, by: ann.by, now, today }),
  )
  expect(page?.entries.map((entry) => [entry.task?.step, entry.by, entry.body]).slice(1)).toEqual([
    ['asked', 'ann', 'Kan dit?'],
    ['accepted', 'bob', null],
    ['done', 'eva', 'Ja, vanaf mei.'],
  ])
  await expectRowsToAddUp(db())
})

test('whoever asked is told that it came back, until they open it', async () => {
  const { conversationId, taskId } = await ask(team())
  await desk.inTransaction((tx) => returnTask(tx, turn(taskId, bob.by, 2), 'De provincie gaat hierover.'))
  const [told] = (await listNotices(db(), { accountId: ann.by, today }, { size: 1 })).rows
  expect(told).toMatchObject({ by: 'bob', isRead: false, task: { id: taskId, step: 'returned' } })
  await desk.inTransaction((tx) => readConversation(tx, { id: conversationId, by: ann.by, now, today }))
  expect((await listNotices(db(), { accountId: ann.by, today }, { size: 1 })).rows[0]?.isRead).toBe(true)
  expect((await listAskedTasks(db(), ann.by, { size: 1 })).rows[0]).toMatchObject({
    id: taskId,
    state: 'returned',
  })
})

test('of two who take it at once the second is told, and nothing is taken twice', async () => {
  const { taskId } = await ask(team())
  const both = await Promise.all(
    [bob, eva].map(({ by }) => desk.inTransaction((tx) => acceptTask(tx, turn(taskId, by, 2)))),
  )
  expect(both.map(({ kind }) => kind).sort()).toEqual(['changed', 'stepped'])
})

test('whose task it is not does nothing with it, and what is over stays so', async () => {
  const { taskId } = await ask(team())
  const finish = (by: string, seen: number) =>
    desk.inTransaction((tx) => finishTask(tx, turn(taskId, by, seen), { body: 'Ja' }))
  expect((await finish(ann.by, 2)).kind).toBe('not-yours')
  expect((await finish(crypto.randomUUID(), 2)).kind).toBe('not-found')
  expect((await desk.inTransaction((tx) => withdrawTask(tx, turn(taskId, ann.by, 2)))).kind).toBe('stepped')
  expect((await finish(bob.by, 2)).kind).toBe('changed')
  expect((await finish(bob.by, 3)).kind).toBe('over')
  expect((await desk.inTransaction((tx) => acceptTask(tx, turn(crypto.randomUUID(), bob.by, 1)))).kind).toBe(
    'not-found',
  )
})

test('a task shows what was chosen of the conversation, without names, and nothing besides', async () => {
  const { conversationId, taskId } = await ask(team())
  await desk.inTransaction((tx) =>
    addNoteFor(tx, turnOf(conversationId, ann.by, 0), { body: 'Geheim.', chosen: null }),
  )
  const page = await open(taskId, bob)
  expect(page?.shown).toMatchObject([{ seq: 1, body: 'Mag er een drempel in de straat?' }])
  expect(page?.isHolder).toBe(true)
  expect((await open(taskId, ann))?.isHolder).toBe(false)
  expect(JSON.stringify(page)).not.toContain('Geheim')
  expect(await open(crypto.randomUUID(), bob)).toBeUndefined()
})

test('nobody who is gone is asked, nor a team where nobody would see it, nor for a day that was', async () => {
  const { conversationId } = await desk.ask({ body: 'Mag het?' })
  const empty = crypto.randomUUID()
  await db().insertInto('unit').values({ id: empty, name: 'Leeg', created_at: now }).execute()
  const outcome = (to: { unitId: string | null; accountId: string | null }, by = dueOn) =>
    desk.inTransaction(
      async (tx) =>
        (
          await askTask(tx, turnOf(conversationId, ann.by, 1), {
            to,
            question: 'Mag het?',
            dueOn: by,
            shown: [],
          })
        ).kind,
    )
  expect(await outcome({ unitId: null, accountId: crypto.randomUUID() })).toBe('not-staff')
  expect(await outcome({ unitId: crypto.randomUUID(), accountId: null })).toBe('not-a-unit')
  expect(await outcome({ unitId: empty, accountId: null })).toBe('nobody-there')
  expect(await outcome(team(), '2020-01-01')).toBe('past')
  await desk.inTransaction((tx) => assignConversation(tx, turnOf(conversationId, ann.by, 1), ann.by))
  expect(await outcome(team())).toBe('changed')
})

test('when somebody leaves, their tasks go to a colleague, or back to the team', async () => {
  const leaver = await hire(db(), {
    name: 'lea',
    email: 'lea@voorbeeld.example',
    role: 'responder',
    unit: 'Wegen',
  })
  const { taskId: taken } = await ask(team())
  await desk.inTransaction((tx) => acceptTask(tx, turn(taken, leaver.by, 2)))
  const { taskId: own } = await ask({ unitId: null, accountId: leaver.by })
  expect((await listHeldTasks(db(), { accountId: leaver.by }, { accountId: ann.by, today })).total).toBe(2)
  const leaving = { from: leaver.by, unitId: leaver.unitId, by: ann.by, now, today }
  await desk.inTransaction((tx) => handOverTasks(tx, { ...leaving, to: null }))
  expect((await listHeldTasks(db(), { accountId: leaver.by }, { accountId: ann.by, today })).total).toBe(0)
  for (const id of [taken, own])
    expect(await open(id, eva)).toMatchObject({ unit: 'Wegen', person: null, state: 'asked' })
  await desk.inTransaction((tx) => handTask(tx, turn(own, ann.by, 3), { unitId: null, accountId: bob.by }))
  await desk.inTransaction((tx) => handOverTasks(tx, { ...leaving, from: bob.by, to: eva.by }))
  expect(await open(own, eva)).toMatchObject({ person: 'eva', state: 'asked' })
  await expectRowsToAddUp(db())
})

test('a team with a task to do is told apart, and one that is asked while it closes waits', async () => {
  const closing = crypto.randomUUID()
  await db()
    .insertInto('unit')
    .values({ id: closing, name: 'Sluit', parent_id: bob.unitId, created_at: now })
    .execute()
  expect(await desk.inTransaction((tx) => hasOpenTasks(tx, closing))).toBe(false)
  const { taskId } = await ask({ unitId: closing, accountId: null })
  expect(await desk.inTransaction((tx) => hasOpenTasks(tx, closing))).toBe(true)
  await desk.inTransaction((tx) => handTask(tx, turn(taskId, bob.by, 2), team()))
  expect(await desk.inTransaction((tx) => closeUnit(tx, closing, { by: ann.by, now, today }))).toEqual({
    kind: 'closed',
  })
})

test('whoever is mentioned in a note is told, also who is chosen; whoever writes is not', async () => {
  const { conversationId } = await desk.ask({ body: 'Wie weet dit?' })
  const note = { body: '@Bob, @ann en @niemand: weten jullie dit?', chosen: eva.by }
  await desk.inTransaction((tx) => addNoteFor(tx, turnOf(conversationId, ann.by, 0), note))
  const toldIn = async ({ by }: Colleague) =>
    (await listNotices(db(), { accountId: by, today }, { size: 50 })).rows.filter(
      (line) => line.conversationId === conversationId,
    )
  expect(await toldIn(bob)).toMatchObject([{ body: note.body, task: undefined }])
  expect(await toldIn(eva)).toHaveLength(1)
  expect(await toldIn(ann)).toHaveLength(0)
})

test('lists go on from page to page, each task once', async () => {
  for (const n of [1, 2, 3]) await ask(n === 2 ? { unitId: null, accountId: eva.by } : team(), `Vraag ${n}`)
  const viewer = await viewerOf(eva)
  const whole = (await listOpenTasks(db(), viewer, { size: 100 })).rows.map(({ id }) => id)
  const inParts: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listOpenTasks(db(), viewer, { size: 2, after })
    inParts.push(...page.rows.map(({ id }) => id))
    if (!page.next) break
    after = page.next
  }
  expect(inParts).toEqual(whole)
  expect(new Set(whole).size).toBe(whole.length)
  const [first, second] = (await listAskedTasks(db(), ann.by, { size: 2 })).rows
  const { next } = await listAskedTasks(db(), ann.by, { size: 1 })
  expect((await listAskedTasks(db(), ann.by, { size: 1, after: next })).rows[0]?.id).toBe(second?.id)
  expect(first?.id).not.toBe(second?.id)
})

test('a task that says something else than its steps is found', async () => {
  const { conversationId, taskId } = await ask(team())
  await db().updateTable('task').set({ state: 'done' }).where('id', '=', taskId).execute()
  expect((await checkAnswers(db(), letterhead.timeZone)).tasks).toEqual([
    { conversation: conversationId, task: taskId, differs: ['state'] },
  ])
  await db().updateTable('task').set({ state: 'asked' }).where('id', '=', taskId).execute()
  await expectRowsToAddUp(db())
})

test('with its conversation a task goes whole', async () => {
  const { conversationId, taskId } = await ask({ unitId: null, accountId: eva.by })
  await db().deleteFrom('conversation').where('id', '=', conversationId).execute()
  expect(await db().selectFrom('task').select('id').where('id', '=', taskId).execute()).toEqual([])
})

test('what was asked about a conversation is seen where it is handled after it was merged', async () => {
  const { conversationId, taskId } = await ask(team())
  const home = await desk.ask({ body: 'Nog eens over de drempel.' })
  await desk.inTransaction((tx) =>
    mergeConversation(tx, turnOf(conversationId, ann.by, 2), home.conversationId),
  )
  await desk.inTransaction((tx) => finishTask(tx, turn(taskId, bob.by, 2), { body: 'Ja.' }))
  expect(await listTasksOf(db(), home.conversationId)).toMatchObject([{ id: taskId, state: 'done' }])
  const viewer = { accountId: ann.by, today }
  const { rows } = await listInbox(db(), { filter: 'open', order: 'newest', viewer }, { size: 50 })
  expect(rows.find(({ id }) => id === home.conversationId)?.task).toEqual({ state: 'done', with: 'Wegen' })
  await expectRowsToAddUp(db())
})

test('about a restricted subject, whoever has the task reads what is shown with it, and nobody else is told', async () => {
  const { conversationId, taskId } = await ask({ unitId: null, accountId: bob.by }, 'Mag dit vertrouwelijk?')
  const subjectId = await restrictTo(ann.unitId)
  const classified = { subjectId, unitId: ann.unitId }
  await desk.inTransaction((tx) => classifyConversation(tx, turnOf(conversationId, ann.by, 2), classified))
  expect(await open(taskId, bob)).toMatchObject({ isHolder: true, mayReadConversation: false })
  expect(await open(taskId, eva)).toBeUndefined()
  expect((await desk.inTransaction((tx) => withdrawTask(tx, turn(taskId, eva.by, 2)))).kind).toBe('not-found')
  await desk.inTransaction((tx) =>
    addNoteFor(tx, turnOf(conversationId, ann.by, 0), { body: '@bob @eva', chosen: eva.by }),
  )
  for (const who of [bob, eva]) {
    const told = await listNotices(db(), { accountId: who.by, today }, { size: 50 })
    expect(told.rows.some((line) => line.conversationId === conversationId && !line.task)).toBe(false)
  }
  expect(
    (await listHeldTasks(db(), { accountId: bob.by }, { accountId: eva.by, today })).named,
  ).not.toContainEqual(expect.objectContaining({ id: taskId }))
})

/** A subject that the unit which answers it reads alone. */
async function restrictTo(unitId: string): Promise<string> {
  const id = newId()
  await db().insertInto('subject').values({ id, created_at: now }).execute()
  const version = { subject_id: id, version: 1, name: 'Jeugdhulp', made_at: now }
  await db()
    .insertInto('subject_version')
    .values({ ...version, unit_id: unitId, restricted: true })
    .execute()
  return id
}
