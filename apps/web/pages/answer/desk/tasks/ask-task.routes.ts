import { Hono } from 'hono'
import { type AskTaskOutcome, askTask, listAskable, newTaskSchema } from '#domains/answer'
import { readForm, readFormText, textOf, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { keepTyped } from '../conversation/deed.ts'
import { openConversation } from '../conversation/read-desk.ts'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { type AskTaskView, askTaskPage } from './ask-task.page.tsx'

/** From a conversation, a team or a colleague is asked. */
export const askTaskRoutes = new Hono<Web>()

const answerer = staffMay('answer')

/** What was typed in the conversation is kept before its page is left. */
askTaskRoutes.post('/inbox/:id/to-task', answerer, async (c) => {
  const turn = await keepTyped(c, await readFormText(c))
  if (!turn) return notFoundPage(c)
  return c.redirect(inboxPath(c, readView(c), `/${turn.conversationId}/task`), 303)
})

askTaskRoutes.get('/inbox/:id/task', answerer, (c) => showForm(c))

askTaskRoutes.post('/inbox/:id/task', answerer, async (c) => {
  const form = await readForm(c, newTaskSchema)
  if (form.kind === 'invalid') return showForm(c, form)
  const { 'shown[]': shown, ...task } = form.value
  const { db, clock, config } = c.var.services
  const { accountId: by } = await getStaff(c)
  const page = await openConversation(c)
  if (!page) return notFoundPage(c)
  const seen = textOf(form.text, 'seen')
  const turn = {
    ...{ conversationId: page.conversation.id, by, now: clock.now(), today: todayHere(c) },
    timeZone: config.timeZone,
    seen: /^\d{1,9}$/.test(seen) ? Number(seen) : 0,
  }
  const outcome = await db.transaction().execute((tx) => askTask(tx, turn, { ...task, shown }))
  return showOutcome(c, outcome, form)
})

function showOutcome(
  c: WebContext,
  outcome: AskTaskOutcome,
  { text }: Pick<AskTaskView, 'text'>,
): Promise<Response> | Response {
  switch (outcome.kind) {
    case 'appended':
      return c.redirect(inboxPath(c, readView(c), `/${c.req.param('id')}`, { done: 'task-asked' }), 303)
    case 'not-found':
      return notFoundPage(c)
    case 'changed':
      return showForm(c, { text, newer: outcome.newer })
    case 'past':
      return showForm(c, { text, errors: { dueOn: 'past' } })
    default:
      return showForm(c, { text, errors: { to: outcome.kind } })
  }
}

async function showForm(c: WebContext, shown: Pick<AskTaskView, 'text' | 'errors' | 'newer'> = {}) {
  const [page, askable] = await Promise.all([
    openConversation(c),
    listAskable(c.var.services.db, todayHere(c)),
  ])
  return page ? askTaskPage(c, { page, askable, ...shown }) : notFoundPage(c)
}
