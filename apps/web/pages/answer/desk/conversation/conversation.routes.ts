import { Hono } from 'hono'
import { z } from 'zod'
import {
  addNoteFor,
  assignConversation,
  classifyConversation,
  decideTie,
  mayReadConversation,
  placeConversation,
  readConversationFile,
  reopenConversation,
  typedPartOf,
} from '#domains/answer'
import { readFormText, sendLive, sendPrivateFile, textOf, type Web } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { act, choiceSchema, choose, draftOf, keepTyped, readerHere, writeInto } from './deed.ts'
import { backToReply } from './deed-address.ts'
import { deeds } from './deeds.tsx'
import { idSchema, openConversation } from './read-desk.ts'
import { showConversation } from './show-conversation.ts'
import { continueText, joinApart, putBehind } from './typed-texts.ts'

/** A conversation that is open at the desk, and what is done in it. */
export const conversationRoutes = new Hono<Web>()

const answerer = staffMay('answer')

conversationRoutes.get('/inbox/:id', answerer, async (c) => {
  const done = deeds.find((deed) => deed === c.req.query('done'))
  return showConversation(c, { done })
})

/** The conversation as it goes on, for the page that shows it. */
conversationRoutes.get('/inbox/:id/live', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  const may = id.success && (await mayReadConversation(c.var.services.db, id.data, await readerHere(c)))
  return may ? sendLive(c, c.var.liveConversations.ofStaff, id.data) : notFoundPage(c)
})

/** What somebody sent with what they said. */
conversationRoutes.get('/inbox/:id/files/:seq{\\d{1,9}}/:hash', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const asked = { conversationId: id.data, seq: Number(c.req.param('seq')), hash: c.req.param('hash') }
  const file = await readConversationFile(c.var.services.db, asked, await readerHere(c))
  return file ? sendPrivateFile(c, file) : notFoundPage(c)
})

conversationRoutes.post('/inbox/:id/classify', answerer, async (c) => {
  const form = await readFormText(c)
  const subject = choiceSchema.safeParse(textOf(form, 'subject'))
  const unit = choiceSchema.safeParse(textOf(form, 'unit'))
  if (!subject.success || !unit.success) return notFoundPage(c)
  const chosen = { subjectId: subject.data, unitId: unit.data }
  return act(c, 'classified', (tx, turn) => classifyConversation(tx, turn, chosen))
})

conversationRoutes.post('/inbox/:id/draft', answerer, (c) => act(c, 'saved', async () => ({ kind: 'kept' })))

conversationRoutes.post('/inbox/:id/note', answerer, (c) =>
  writeInto(c, 'note', 'noted', async (tx, turn, { body }) =>
    addNoteFor(tx, turn, { body, chosen: textOf(await readFormText(c), 'mention') || null }),
  ),
)

conversationRoutes.post('/inbox/:id/take', answerer, (c) =>
  act(c, 'taken', (tx, turn) => assignConversation(tx, turn, turn.by)),
)

conversationRoutes.post('/inbox/:id/assign', answerer, (c) =>
  choose(
    c,
    'to',
    (to) => (to === null ? 'released' : 'assigned'),
    (tx, turn, to) => assignConversation(tx, turn, to),
  ),
)

conversationRoutes.post('/inbox/:id/place', answerer, (c) =>
  choose(
    c,
    'dossier',
    () => 'placed',
    (tx, turn, dossierId) => placeConversation(tx, turn, dossierId),
  ),
)

const otherSchema = z.uuid()

conversationRoutes.post('/inbox/:id/tie', answerer, async (c) => {
  const form = await readFormText(c)
  const state = textOf(form, 'together') ? 'together' : 'apart'
  const other = otherSchema.safeParse(textOf(form, state))
  if (!other.success) return notFoundPage(c)
  return act(c, state === 'together' ? 'tied' : 'untied', async (tx, { conversationId, by, now, today }) => {
    const tie = { conversationId, otherId: other.data, state, by, now, today } as const
    const { kind } = await decideTie(tx, tie)
    return { kind: kind === 'decided' ? 'kept' : kind }
  })
})

conversationRoutes.post('/inbox/:id/reopen', answerer, (c) =>
  act(c, 'reopened', (tx, turn) => reopenConversation(tx, turn)),
)

/** Puts what one typed in another window behind one's text. */
conversationRoutes.post('/inbox/:id/join', answerer, async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const { db } = c.var.services
  await db.transaction().execute((tx) => joinApart(tx, turn, textOf(form, 'apart')))
  return backToReply(c)
})

/** Goes on with what a colleague typed: it comes behind one's own text, and theirs stays. */
conversationRoutes.post('/inbox/:id/continue', answerer, async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const { db } = c.var.services
  await db.transaction().execute((tx) => continueText(tx, turn, textOf(form, 'from')))
  return backToReply(c)
})

/** Goes on with the words of a draft that stands in the conversation. */
conversationRoutes.post('/inbox/:id/continue-draft', answerer, async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  const page = turn && (await openConversation(c))
  if (!turn || !page) return notFoundPage(c)
  const draft = page.entries.find(({ kind, seq }) => kind === 'draft' && seq === draftOf(form))
  const { db } = c.var.services
  const { body, byId } = draft ?? {}
  if (body && byId)
    await db
      .transaction()
      .execute(async (tx) =>
        putBehind(tx, turn, await typedPartOf(tx, { conversationId: turn.conversationId, by: byId }, body)),
      )
  return backToReply(c)
})
