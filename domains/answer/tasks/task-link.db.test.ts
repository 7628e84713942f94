import { beforeAll, expect, test } from 'vitest'
import { attachFile, ownerOfForm, readDocument } from '#platform/blobs'
import { drawOnceKey } from '#platform/once'
import { hire, now, today } from '#stories'
import {
  addNoteFor,
  answerOutside,
  askTask,
  findConversationOfInput,
  findOutsideTask,
  finishTask,
  listNotices,
  type NewTaskLink,
  readConversation,
  readConversationFile,
  revokeTaskLink,
  sendTaskLink,
  type TaskTurn,
  taskLinks,
} from '../index.ts'
import { eraseConversation } from '../privacy/erase-conversation.ts'
import { expectRowsToAddUp, letterhead, turnOf, useAnswerDesk } from '../testing.ts'

const desk = useAnswerDesk()
const db = () => desk.database().db
let ann: string
let team: { unitId: string; accountId: null }
beforeAll(async () => {
  ann = (await hire(db(), { name: 'ann', role: 'responder', unit: 'Klantcontact' })).by
  team = {
    unitId: (await hire(db(), { name: 'bob', role: 'responder', unit: 'Wegen' })).unitId,
    accountId: null,
  }
})

const DAY_MS = 86_400_000
const turn = (taskId: string, seen: number): TaskTurn => ({ taskId, by: ann, seen, now, today })
const party = 'Politie Voorbeeld'
const link: NewTaskLink = {
  ...{ party, address: 'wijkagent@politie.example', language: 'nl', shown: [1, 2, 99] },
  question: 'Hoe vaak is hier een ongeluk?',
}

async function ask(): Promise<{ conversationId: string; taskId: string }> {
  const { conversationId } = await desk.ask({
    body: 'Er wordt hard gereden.',
    name: 'Fam. Bos',
    address: 'bos@voorbeeld.example',
  })
  const task = { to: team, question: 'Wat weten wij?', dueOn: '2026-12-31', shown: [1] }
  const asked = await desk.inTransaction((tx) => askTask(tx, turnOf(conversationId, ann, 2), task))
  if (asked.kind !== 'appended') throw new Error(asked.kind)
  return { conversationId, taskId: asked.taskId }
}

/** The key that was mailed last. */
async function newestKey(): Promise<string> {
  const mail = await db()
    .selectFrom('outgoing_mail')
    .select(['body_text', 'recipient'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(mail.recipient).toBe(link.address)
  return /\/asked\/([\w-]{22})\s/.exec(mail.body_text ?? '')?.[1] ?? ''
}

async function send(taskId: string, seen: number): Promise<string> {
  expect(
    await desk.inTransaction((tx) => sendTaskLink(tx, turn(taskId, seen), link, letterhead)),
  ).toMatchObject({ kind: 'stepped' })
  return newestKey()
}

test('somebody outside reads what was chosen for them and answers: the task ends, and they need no account', async () => {
  const { conversationId, taskId } = await ask()
  await desk.inTransaction((tx) =>
    addNoteFor(tx, turnOf(conversationId, ann, 0), { body: 'Mevrouw is boos.', chosen: null }),
  )
  const key = await send(taskId, 3)
  const seen = await findOutsideTask(db(), key, now)
  expect(seen).toMatchObject({
    kind: 'open',
    party,
    question: link.question,
    shown: [{ seq: 1, body: 'Er wordt hard gereden.' }],
  })
  for (const hidden of ['boos', 'Bos', 'bos@', 'Wat weten wij', conversationId])
    expect(JSON.stringify(seen)).not.toContain(hidden)
  const stored = await db()
    .selectFrom('task_link')
    .selectAll()
    .where('task_id', '=', taskId)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify({ ...stored, seal: stored.seal.toString('base64url') })).not.toContain(key)
  const files = drawOnceKey()
  const file = readDocument(Buffer.from('%PDF-1.7'))
  if (!file) throw new Error('That is a document.')
  await desk.inTransaction((tx) =>
    attachFile(tx, { owner: ownerOfForm(files), file, alternative: '', name: 'cijfers.pdf', now }),
  )
  const answers = await Promise.all(
    ['Twee keer dit jaar.', 'Of drie keer.'].map((body) =>
      desk.inTransaction((tx) => answerOutside(tx, key, { body, files }, now)),
    ),
  )
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['answered', 'taken'])
  const page = await desk.inTransaction((tx) =>
    readConversation(tx, { id: conversationId, by: ann, now, today }),
  )
  const answer = page?.entries.at(-1)
  expect(answer).toMatchObject({
    kind: 'task',
    by: null,
    task: { step: 'done', party },
    files: [{ name: 'cijfers.pdf' }],
  })
  const [kept] = answer?.files ?? []
  expect(
    await readConversationFile(
      db(),
      { conversationId, seq: answer?.seq ?? 0, hash: kept?.hash ?? '' },
      { accountId: ann, today },
    ),
  ).toBeDefined()
  expect(await findOutsideTask(db(), key, now)).toEqual({ kind: 'answered', language: 'nl' })
  expect((await listNotices(db(), { accountId: ann, today }, { size: 1 })).rows[0]).toMatchObject({
    party,
    by: null,
  })
  await expectRowsToAddUp(db())
})

test('a link that was ended, replaced, or is of a task that is over opens nothing, and neither does one after its time', async () => {
  const { taskId } = await ask()
  const first = await send(taskId, 3)
  const second = await send(taskId, 4)
  const kindOf = async (key: string, at = now) => (await findOutsideTask(db(), key, at))?.kind
  expect(await kindOf(first)).toBe('ended')
  expect(await kindOf(second, new Date(+now + 14 * DAY_MS - 1))).toBe('open')
  expect(await kindOf(second, new Date(+now + 14 * DAY_MS))).toBe('expired')
  const late = { body: 'Te laat' }
  expect(
    await desk.inTransaction((tx) => answerOutside(tx, second, late, new Date(+now + 14 * DAY_MS))),
  ).toEqual({ kind: 'expired' })
  expect(await desk.inTransaction((tx) => revokeTaskLink(tx, turn(taskId, 5)))).toMatchObject({
    kind: 'stepped',
  })
  expect(await kindOf(second)).toBe('ended')
  expect(await desk.inTransaction((tx) => revokeTaskLink(tx, turn(taskId, 6)))).toEqual({ kind: 'changed' })
  const third = await send(taskId, 6)
  const bob = await db()
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'bob')
    .executeTakeFirstOrThrow()
  await desk.inTransaction((tx) => finishTask(tx, { ...turn(taskId, 7), by: bob.id }, { body: 'Al bekend.' }))
  expect(await kindOf(third)).toBe('ended')
  expect(await desk.inTransaction((tx) => answerOutside(tx, third, late, now))).toEqual({ kind: 'ended' })
  await expectRowsToAddUp(db())
})

test.each(['', 'x', 'a'.repeat(22), '../../desk', `${'é'.repeat(22)}`])(
  'nobody gets in by “%s”',
  async (key) => {
    expect(await findOutsideTask(db(), key, now)).toBeUndefined()
    expect(await desk.inTransaction((tx) => answerOutside(tx, key, { body: 'x' }, now))).toEqual({
      kind: 'not-found',
    })
  },
)

test('who was asked outside, and where, goes thirty days after their link was over', async () => {
  const { conversationId, taskId } = await ask()
  const key = await send(taskId, 3)
  const over = (days: number) => new Date(+now + (14 + days) * DAY_MS)
  expect(await taskLinks.count(db(), over(29))).toBe(0)
  await taskLinks.remove(db(), over(31))
  expect(await findOutsideTask(db(), key, now)).toBeUndefined()
  const page = await desk.inTransaction((tx) =>
    readConversation(tx, { id: conversationId, by: ann, now, today }),
  )
  expect(page?.entries.at(-1)?.task).toMatchObject({ step: 'outside', party })
})

test('what is erased of whoever asked leaves no way in for somebody outside', async () => {
  const { conversationId, taskId } = await ask()
  const key = await send(taskId, 3)
  await desk.inTransaction((tx) => eraseConversation(tx, conversationId, { by: ann, now, today }))
  expect(await findOutsideTask(db(), key, now)).toBeUndefined()
  expect(await db().selectFrom('task_link').selectAll().where('task_id', '=', taskId).execute()).toEqual([])
  await expectRowsToAddUp(db())
})

test('what whoever asked sees of their conversation does not change by any of it', async () => {
  const { conversationId, taskId } = await ask()
  const key = await send(taskId, 3)
  await desk.inTransaction((tx) => answerOutside(tx, key, { body: 'Vertrouwelijk.' }, now))
  const { input_id } = await db()
    .selectFrom('conversation')
    .select('input_id')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  const track = await findConversationOfInput(db(), input_id)
  expect(track?.shown).toBe(1)
  expect(JSON.stringify(track)).not.toContain('Vertrouwelijk')
})
