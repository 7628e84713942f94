import { Hono } from 'hono'
import { z } from 'zod'
import { FilingRefused, filingSchema, findConversationOfPost, makePostAConversation } from '#domains/answer'
import { findPost } from '#domains/listen'
import { type FormErrors, type FormText, pathHere, readForm, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readFilingChoices } from '../filing/filing-fields.tsx'
import { makeConversationPage } from './make-conversation.page.tsx'

/** A post that somebody found becomes a conversation. */
export const postsRoutes = new Hono<Web>()

const [listener, answerer] = [staffMay('listen'), staffMay('answer')]
const path = '/listen/posts/:id/conversation'
const idSchema = z.uuid()

postsRoutes.get(path, listener, answerer, (c) => showForm(c, {}))

postsRoutes.post(path, listener, answerer, async (c) => {
  const form = await readForm(c, filingSchema)
  if (form.kind === 'invalid') return showForm(c, form)
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { db, clock, config } = c.var.services
  const { accountId: by } = await getStaff(c)
  const reception = { by, timeZone: config.timeZone, now: clock.now() }
  try {
    const outcome = await db
      .transaction()
      .execute((tx) => makePostAConversation(tx, id.data, form.value, reception))
    return outcome.kind === 'post-not-found' ? notFoundPage(c) : toConversation(c, outcome.conversationId)
  } catch (error) {
    if (!(error instanceof FilingRefused)) throw error
    return showForm(c, { text: form.text, errors: { [error.field]: error.problem } })
  }
})

/** Whoever meant to reply comes to its editor. */
function toConversation(c: WebContext, id: string): Response {
  return c.redirect(`${pathHere(c, `/desk/inbox/${id}`)}${wantsReply(c) ? '#reply' : ''}`, 303)
}

const wantsReply = (c: WebContext) => c.req.query('reply') === '1'

async function showForm(
  c: WebContext,
  { text = {}, errors = {} }: { text?: FormText; errors?: FormErrors },
): Promise<Response> {
  const id = idSchema.safeParse(c.req.param('id'))
  const { db } = c.var.services
  const post = id.success ? await findPost(db, id.data) : undefined
  if (!post) return notFoundPage(c)
  const made = await findConversationOfPost(db, post.id)
  if (made !== undefined) return toConversation(c, made)
  return makeConversationPage(c, {
    wantsReply: wantsReply(c),
    post,
    choices: await readFilingChoices(c),
    text,
    errors,
  })
}
