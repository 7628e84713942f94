import { Hono } from 'hono'
import {
  type Copy,
  doings,
  mayReadConversation,
  orderReply,
  takeBackReply,
  tellPresence,
} from '#domains/answer'
import { type FormText, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { act, draftOf, keepTyped, readerHere, writeInto } from '../conversation/deed.ts'
import { followsHere } from '../conversation/deed-address.ts'
import { idSchema } from '../conversation/read-desk.ts'
import { showConversation } from '../conversation/show-conversation.ts'
import { putBehind } from '../conversation/typed-texts.ts'
import { inboxPath } from '../inbox/inbox-view.ts'
import { findNext } from '../inbox/read-list.ts'
import { readCopies } from './recipients-field.tsx'
import { readWhen } from './when-fields.tsx'

/** Replies on their way out of the desk: sent, and taken back. */
export const sendingRoutes = new Hono<Web>()

const answerer = staffMay('answer')

sendingRoutes.post('/inbox/:id/reply', answerer, (c) =>
  sendAt(c, (out) =>
    writeInto(c, 'reply', 'sent', (tx, turn, reply) => orderReply(tx, turn, { ...reply, ...out })),
  ),
)

sendingRoutes.post('/inbox/:id/send-draft', answerer, (c) =>
  sendAt(
    c,
    (out) =>
      act(c, 'sent', (tx, turn, form) => {
        const answersInput = textOf(form, 'draftAnswersInput') === 'yes'
        const asks = textOf(form, 'draftAsks') === 'yes'
        return orderReply(tx, turn, { draftSeq: draftOf(form), answersInput, asks, ...out })
      }),
    draftOf,
  ),
)

/** Sends at the moment and to whom the form says, and shows the next conversation of the list where that was asked. */
async function sendAt(
  c: WebContext,
  send: (out: { leavesAt: Date; copies: readonly Copy[] }) => Promise<Response>,
  draftIn?: (form: FormText) => number,
): Promise<Response> {
  const form = await readFormText(c)
  const when = readWhen(c, form)
  if ('wrong' in when) {
    if (!(await keepTyped(c, form))) return notFoundPage(c)
    return showConversation(c, { wrongMoment: when.wrong, status: 422 })
  }
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success || !(await keepTyped(c, form))) return notFoundPage(c)
  const to = await readCopies(c, id.data, form, draftIn?.(form))
  if ('wrong' in to) return showConversation(c, { wrongCopies: to.wrong, status: 422 })
  const sent = await send({ leavesAt: when.at, copies: to.copies })
  return sent.status === 303 && textOf(form, 'next') === 'yes' ? showNext(c) : sent
}

async function showNext(c: WebContext): Promise<Response> {
  const left = c.req.param('id') ?? ''
  const next = await findNext(c, left, await followsHere(c))
  return c.redirect(inboxPath(c, next.view, next.id ? `/${next.id}` : '', { left }), 303)
}

sendingRoutes.post('/inbox/:id/take-back', answerer, async (c) => {
  const id = idSchema.safeParse(textOf(await readFormText(c), 'leaving'))
  if (!id.success) return notFoundPage(c)
  return act(c, 'taken-back', async (tx, turn) => {
    const outcome = await takeBackReply(tx, turn, id.data)
    if (outcome.kind === 'left') return outcome
    if (outcome.kind === 'stopped' || outcome.body === null) return { kind: 'done', as: 'stopped' }
    await putBehind(tx, turn, outcome.body)
    return { kind: 'done', as: outcome.kind === 'copied' ? undefined : 'taken-back' }
  })
})

/** A page says that somebody looks, writes or left; whoever else has the conversation open is told. */
sendingRoutes.post('/inbox/:id/here', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  const doingSaid = textOf(await readFormText(c), 'doing')
  const doing = doings.find((one) => one === doingSaid)
  if (!id.success || !doing) return notFoundPage(c)
  const [{ accountId, name }, reader] = await Promise.all([getStaff(c), readerHere(c)])
  if (!(await mayReadConversation(c.var.services.db, id.data, reader))) return notFoundPage(c)
  await tellPresence(c.var.services.db, id.data, { accountId, name, doing })
  return c.body(null, 204)
})
