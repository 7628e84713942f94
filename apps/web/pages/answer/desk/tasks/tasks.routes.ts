import { Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '#db'
import {
  acceptTask,
  countTasks,
  finishTask,
  handTask,
  handTaskSchema,
  listAskable,
  listAskedTasks,
  listNotices,
  listOpenTasks,
  readTask,
  readTaskFile,
  readTaskViewer,
  returnTask,
  revokeTaskLink,
  type StepOutcome,
  sendTaskLink,
  type TaskTurn,
  taskAnswerSchema,
  taskLinkSchema,
  taskReasonSchema,
  type WrongHolder,
  withdrawTask,
} from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import {
  type FormText,
  pathHere,
  readForm,
  readFormText,
  sendCaptions,
  sendPrivateFile,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { receiveFiles } from '../../files/sent-files.ts'
import { taskPage } from './task.page.tsx'
import { TaskForm, type TaskFormName } from './task-form.tsx'
import { type TaskDeed, taskDeeds } from './task-view.ts'
import { taskLists, tasksPage } from './tasks.page.tsx'

/** What colleagues ask each other. */
export const tasksRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const PAGE_SIZE = 25
const idSchema = z.uuid()
const listSchema = z.object({
  list: z.enum(taskLists).catch('open'),
  after: z.string().max(200).optional().catch(undefined),
})

tasksRoutes.get('/tasks', answerer, async (c) => {
  const { db } = c.var.services
  const { list, after } = listSchema.parse(c.req.query())
  const viewer = await readTaskViewer(db, await getStaff(c), todayHere(c))
  const page = { after, size: PAGE_SIZE }
  const counts = await countTasks(db, viewer)
  if (list === 'notices')
    return tasksPage(c, { list, counts, after, lines: await listNotices(db, viewer, page) })
  const lines =
    list === 'open' ? await listOpenTasks(db, viewer, page) : await listAskedTasks(db, viewer.accountId, page)
  return tasksPage(c, { list, counts, after, lines })
})

tasksRoutes.get('/tasks/:id', answerer, (c) =>
  showTask(c, { done: taskDeeds.find((deed) => deed === c.req.query('done')) }),
)

const FILE = '/tasks/:id/files/:seq{\\d{1,9}}/:hash'

/** What came with the words that are shown with the task, or with its answer. */
tasksRoutes.get(FILE, answerer, async (c) => {
  const file = await openTaskFile(c)
  return file ? sendPrivateFile(c, file) : notFoundPage(c)
})

tasksRoutes.get(`${FILE}/captions`, answerer, async (c) => {
  const file = await openTaskFile(c)
  return file?.captions ? sendCaptions(c, file) : notFoundPage(c)
})

async function openTaskFile(c: WebContext) {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { db } = c.var.services
  const asked = { taskId: id.data, seq: Number(c.req.param('seq')), hash: c.req.param('hash') ?? '' }
  return readTaskFile(db, asked, await readTaskViewer(db, await getStaff(c), todayHere(c)))
}

tasksRoutes.post('/tasks/:id/accept', answerer, async (c) =>
  takeStep(c, 'accept', 'accepted', await readFormText(c), acceptTask),
)

tasksRoutes.post('/tasks/:id/withdraw', answerer, async (c) =>
  takeStep(c, 'withdraw', 'withdrawn', await readFormText(c), withdrawTask),
)

tasksRoutes.post('/tasks/:id/revoke', answerer, async (c) =>
  takeStep(c, 'revoke', 'outside-ended', await readFormText(c), revokeTaskLink),
)

tasksRoutes.post('/tasks/:id/finish', answerer, async (c) => {
  const form = await readForm(c, taskAnswerSchema)
  const files = await receiveFiles(c, form.text)
  const errors = form.kind === 'invalid' ? form.errors : {}
  if (form.kind === 'invalid' || files.problems.length > 0)
    return showTask(c, { form: new TaskForm('finish', form.text, { errors, files }) })
  const answer = { body: form.value.answer, files: files.key }
  return takeStep(c, 'finish', 'done', form.text, (tx, turn) => finishTask(tx, turn, answer), files)
})

tasksRoutes.post('/tasks/:id/return', answerer, async (c) => {
  const form = await readForm(c, taskReasonSchema)
  if (form.kind === 'invalid') return showTask(c, { form: new TaskForm('return', form.text, form) })
  return takeStep(c, 'return', 'returned', form.text, (tx, turn) => returnTask(tx, turn, form.value.reason))
})

tasksRoutes.post('/tasks/:id/hand', answerer, async (c) => {
  const form = await readForm(c, handTaskSchema)
  if (form.kind === 'invalid') return showTask(c, { form: new TaskForm('hand', form.text, form) })
  return takeStep(c, 'hand', 'handed', form.text, (tx, turn) => handTask(tx, turn, form.value.to))
})

tasksRoutes.post('/tasks/:id/outside', answerer, async (c) => {
  const form = await readForm(c, taskLinkSchema)
  if (form.kind === 'invalid') return showTask(c, { form: new TaskForm('outside', form.text, form) })
  const { outsideQuestion: question, 'outsideShown[]': shown, ...whom } = form.value
  const letterhead = letterheadOf(c.var.organisation, c.var.services.config)
  return takeStep(c, 'outside', 'outside', form.text, (tx, turn) =>
    sendTaskLink(tx, turn, { ...whom, question, shown }, letterhead),
  )
})

type Step = (tx: Tx, turn: TaskTurn) => Promise<StepOutcome | WrongHolder>

/** Takes a step, and shows the task with what it came to; where nothing was done, all that was filled in is still there. */
async function takeStep(
  c: WebContext,
  name: TaskFormName,
  deed: TaskDeed,
  text: FormText,
  step: Step,
  files?: TaskForm['files'],
): Promise<Response> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const seen = textOf(text, 'seen')
  const turn = {
    ...{ taskId: id.data, by, now: clock.now(), today: todayHere(c) },
    seen: /^\d{1,9}$/.test(seen) ? Number(seen) : 0,
  }
  const outcome = await db.transaction().execute((tx) => step(tx, turn))
  switch (outcome.kind) {
    case 'stepped':
      return c.redirect(`${pathHere(c, `/desk/tasks/${id.data}`)}?done=${deed}`, 303)
    case 'not-found':
      return notFoundPage(c)
    case 'changed':
    case 'over':
    case 'not-yours':
      return showTask(c, { missed: outcome.kind, form: new TaskForm(name, text, { files }) })
    default:
      return showTask(c, { form: new TaskForm(name, text, { errors: { to: outcome.kind } }) })
  }
}

type Shown = { done?: TaskDeed | undefined; missed?: 'changed' | 'over' | 'not-yours'; form?: TaskForm }

async function showTask(c: WebContext, shown: Shown): Promise<Response> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { db, clock } = c.var.services
  const viewer = await readTaskViewer(db, await getStaff(c), todayHere(c))
  const [task, askable] = await Promise.all([
    db.transaction().execute((tx) => readTask(tx, id.data, { ...viewer, now: clock.now() })),
    listAskable(db, todayHere(c)),
  ])
  return task ? taskPage(c, { task, askable, ...shown }) : notFoundPage(c)
}
