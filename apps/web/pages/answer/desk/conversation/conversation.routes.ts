import { Hono } from 'hono'
import { z } from 'zod'
import {
  addNoteFor,
  approveDraft,
  askApproval,
  assignConversation,
  classifyConversation,
  decideTie,
  mayReadConversation,
  placeConversation,
  readConversationFile,
  reopenConversation,
  returnDraft,
  writingSchema,
} from '#domains/answer'
import { holdsRole } from '#domains/people'
import { errorsOf, pathHere, readFormText, sendLive, sendPrivateFile, textOf, type Web } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { inboxPage } from '../inbox/inbox.page.tsx'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { readList } from '../inbox/read-list.ts'
import { readOwnReply } from '../sending/read-sending.ts'
import { deeds } from './conversation.page.tsx'
import {
  act,
  choiceSchema,
  choose,
  draftOf,
  idSchema,
  keepTyped,
  openConversation,
  readerHere,
  refuseText,
  showConversation,
  type Work,
  writeInto,
} from './deed.ts'
import { continueText, putBehind } from './typed-texts.ts'

/** The inbox, where staff answer. */
export const inboxRoutes = new Hono<Web>()

const answerer = staffMay('answer')

/** The desk opens at the inbox; for who makes policy, at what is due and how people take part. */
inboxRoutes.get('/', async (c) => {
  const makesPolicy = holdsRole(await getStaff(c), 'policy_maker')
  return c.redirect(pathHere(c, makesPolicy ? '/desk/overview' : '/desk/inbox'), 303)
})

inboxRoutes.get('/inbox', answerer, async (c) => {
  const isOutOfSight = c.req.query('done') === 'out-of-sight'
  const [list, staff, own] = await Promise.all([readList(c), getStaff(c), readOwnReply(c)])
  return inboxPage(c, { list, staff, own, isOutOfSight })
})

inboxRoutes.get('/inbox/:id', answerer, async (c) => {
  const done = deeds.find((deed) => deed === c.req.query('done'))
  return showConversation(c, { done })
})

/** The conversation as it goes on, for the page that shows it. */
inboxRoutes.get('/inbox/:id/live', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  const may = id.success && (await mayReadConversation(c.var.services.db, id.data, await readerHere(c)))
  return may ? sendLive(c, c.var.liveConversations.ofStaff, id.data) : notFoundPage(c)
})

/** What somebody sent with what they said. */
inboxRoutes.get('/inbox/:id/files/:seq{\\d{1,9}}/:hash', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const asked = { conversationId: id.data, seq: Number(c.req.param('seq')), hash: c.req.param('hash') }
  const file = await readConversationFile(c.var.services.db, asked, await readerHere(c))
  return file ? sendPrivateFile(c, file) : notFoundPage(c)
})

inboxRoutes.post('/inbox/:id/ask', answerer, (c) =>
  writeInto(c, 'reply', 'asked', (tx, turn, { body }) => askApproval(tx, turn, body)),
)

inboxRoutes.post('/inbox/:id/approve', answerer, (c) =>
  act(c, 'approved', (tx, turn, form) => approveDraft(tx, turn, draftOf(form))),
)

inboxRoutes.post('/inbox/:id/return', answerer, async (c) => {
  const reason = writingSchema.safeParse({ body: textOf(await readFormText(c), 'reason') })
  const isTooLong = !reason.success && errorsOf(reason.error).body !== 'missing'
  if (isTooLong) return refuseText(c, 'reason', 'too-long')
  const why = reason.success ? reason.data.body : null
  const work: Work = (tx, turn, form) => returnDraft(tx, turn, { draftSeq: draftOf(form), reason: why })
  return act(c, 'returned', work, 'reason')
})

/** The writer takes back what they put forward. */
inboxRoutes.post('/inbox/:id/withdraw', answerer, (c) =>
  act(c, 'withdrawn', (tx, turn, form) => returnDraft(tx, turn, { draftSeq: draftOf(form), reason: null })),
)

inboxRoutes.post('/inbox/:id/classify', answerer, async (c) => {
  const form = await readFormText(c)
  const subject = choiceSchema.safeParse(textOf(form, 'subject'))
  const unit = choiceSchema.safeParse(textOf(form, 'unit'))
  if (!subject.success || !unit.success) return notFoundPage(c)
  const chosen = { subjectId: subject.data, unitId: unit.data }
  return act(c, 'classified', (tx, turn) => classifyConversation(tx, turn, chosen))
})

inboxRoutes.post('/inbox/:id/draft', answerer, (c) => act(c, 'saved', async () => ({ kind: 'kept' })))

inboxRoutes.post('/inbox/:id/note', answerer, (c) =>
  writeInto(c, 'note', 'noted', async (tx, turn, { body }) =>
    addNoteFor(tx, turn, { body, chosen: textOf(await readFormText(c), 'mention') || null }),
  ),
)

inboxRoutes.post('/inbox/:id/take', answerer, (c) =>
  act(c, 'taken', (tx, turn) => assignConversation(tx, turn, turn.by)),
)

inboxRoutes.post('/inbox/:id/assign', answerer, (c) =>
  choose(
    c,
    'to',
    (to) => (to === null ? 'released' : 'assigned'),
    (tx, turn, to) => assignConversation(tx, turn, to),
  ),
)

inboxRoutes.post('/inbox/:id/place', answerer, (c) =>
  choose(
    c,
    'dossier',
    () => 'placed',
    (tx, turn, dossierId) => placeConversation(tx, turn, dossierId),
  ),
)

const otherSchema = z.uuid()

inboxRoutes.post('/inbox/:id/tie', answerer, async (c) => {
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

inboxRoutes.post('/inbox/:id/reopen', answerer, (c) =>
  act(c, 'reopened', (tx, turn) => reopenConversation(tx, turn)),
)

/** Goes on with what a colleague typed: it comes behind one's own text, and theirs stays. */
inboxRoutes.post('/inbox/:id/continue', answerer, async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const { db } = c.var.services
  await db.transaction().execute((tx) => continueText(tx, turn, textOf(form, 'from')))
  return c.redirect(inboxPath(c, readView(c), `/${turn.conversationId}`), 303)
})

/** Goes on with the words of a draft that stands in the conversation. */
inboxRoutes.post('/inbox/:id/continue-draft', answerer, async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  const page = turn && (await openConversation(c))
  if (!turn || !page) return notFoundPage(c)
  const draft = page.entries.find(({ kind, seq }) => kind === 'draft' && seq === draftOf(form))
  const { db } = c.var.services
  if (draft?.body) await db.transaction().execute((tx) => putBehind(tx, turn, draft.body ?? ''))
  return c.redirect(inboxPath(c, readView(c), `/${turn.conversationId}`), 303)
})
