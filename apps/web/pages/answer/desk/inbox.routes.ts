import { Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '#db'
import {
  addNote,
  assignConversation,
  type ConversationPage,
  countInbox,
  type Entry,
  listInbox,
  placeConversation,
  readConversation,
  reopenConversation,
  sendReply,
  type Turn,
  writingSchema,
} from '#domains/answer'
import { listOpenDossiers } from '#domains/dossier'
import { letterheadOf } from '#domains/letters'
import { listStaff } from '#domains/people'
import { dateIn } from '#platform/clock'
import {
  errorsOf,
  type FormText,
  pathHere,
  readFormText,
  sharedRead,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { conversationPage, type Deed, deeds } from './conversation.page.tsx'
import type { Desk } from './conversation-forms.tsx'
import { inboxPage } from './inbox.page.tsx'
import type { InboxList } from './inbox-queue.tsx'
import { inboxPath, readView } from './inbox-view.ts'
import { continueText, forgetTyped, keepTypedTexts, readTypedTexts } from './typed-texts.ts'

const readCounts = sharedRead(countInbox, { alsoSignedIn: true })

/** The inbox, where staff answer. */
export const inboxRoutes = new Hono<Web>()

/** About as long as the conversation beside it. */
const PAGE_SIZE = 15
const answerer = staffMay('answer')

/** The desk opens at the inbox; for who makes policy, at what is due and how people take part. */
inboxRoutes.get('/', async (c) => {
  const { role } = await getStaff(c)
  return c.redirect(pathHere(c, role === 'policy_maker' ? '/desk/overview' : '/desk/inbox'), 303)
})

inboxRoutes.get('/inbox', answerer, async (c) =>
  inboxPage(c, { list: await readList(c), staff: await getStaff(c) }),
)

inboxRoutes.get('/inbox/:id', answerer, async (c) => {
  const done = deeds.find((deed) => deed === c.req.query('done'))
  return showConversation(c, { done })
})

/** What a deed came to: shown on the page of the conversation, whatever it was. */
type Outcome =
  | { kind: 'appended' | 'sent' | 'kept' }
  | { kind: 'changed'; newer: Entry[] }
  | { kind: 'not-found' }
  | { kind: 'not-staff' | 'dossier-closed' | 'dossier-not-found' }

inboxRoutes.post('/inbox/:id/reply', answerer, (c) =>
  writeInto(c, 'reply', 'sent', (tx, turn, { body, answersInput }) =>
    sendReply(tx, turn, { body, answersInput }, letterheadOf(c.var.organisation, c.var.services.config)),
  ),
)

inboxRoutes.post('/inbox/:id/draft', answerer, (c) => act(c, 'saved', async () => ({ kind: 'kept' })))

inboxRoutes.post('/inbox/:id/note', answerer, (c) =>
  writeInto(c, 'note', 'noted', (tx, turn, { body }) => addNote(tx, turn, body)),
)

inboxRoutes.post('/inbox/:id/take', answerer, (c) =>
  act(c, 'taken', (tx, turn) => assignConversation(tx, turn, turn.by)),
)

const choiceSchema = z.union([z.literal('').transform(() => null), z.uuid()])

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

type Work = (tx: Tx, turn: Turn, form: FormText) => Promise<Outcome>

/**
 * Does something in a conversation. All forms of its page are one, so whatever is sent, what was typed in the others comes
 * along and is kept first; it stays where the deed comes to nothing.
 */
async function act(c: WebContext, deed: Deed, work: Work, sends?: 'reply' | 'note'): Promise<Response> {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const outcome = await c.var.services.db.transaction().execute(async (tx) => {
    const done = await work(tx, turn, form)
    if (sends && (done.kind === 'appended' || done.kind === 'sent')) await forgetTyped(tx, turn, sends)
    return done
  })
  return showOutcome(c, outcome, deed)
}

/** A deed with words: they are still in the editor when they could not be appended. */
async function writeInto(
  c: WebContext,
  field: 'reply' | 'note',
  deed: Deed,
  work: (tx: Tx, turn: Turn, form: { body: string; answersInput: boolean }) => Promise<Outcome>,
): Promise<Response> {
  const form = await readFormText(c)
  const writing = writingSchema.safeParse({ body: textOf(form, field) })
  if (!writing.success) {
    await keepTyped(c, form)
    const problem = errorsOf(writing.error).body === 'missing' ? 'missing' : 'too-long'
    return showConversation(c, { wrong: { field, problem }, status: 422 })
  }
  const answersInput = textOf(form, 'answersInput') === 'yes'
  const { body } = writing.data
  return act(c, deed, (tx, turn) => work(tx, turn, { body, answersInput }), field)
}

/** A deed that chooses one thing, or none, from a list. */
async function choose(
  c: WebContext,
  field: string,
  deedOf: (choice: string | null) => Deed,
  work: (tx: Tx, turn: Turn, choice: string | null) => Promise<Outcome>,
): Promise<Response> {
  const choice = choiceSchema.safeParse(textOf(await readFormText(c), field))
  if (!choice.success) return notFoundPage(c)
  return act(c, deedOf(choice.data), (tx, turn) => work(tx, turn, choice.data))
}

async function showOutcome(c: WebContext, outcome: Outcome, deed: Deed): Promise<Response> {
  switch (outcome.kind) {
    case 'appended':
    case 'sent':
    case 'kept':
      return c.redirect(inboxPath(c, readView(c), `/${c.req.param('id')}`, { done: deed }), 303)
    case 'changed':
      return showConversation(c, { newer: outcome.newer, status: 409 })
    case 'not-found':
      return notFoundPage(c)
    default:
      return showConversation(c, { refused: outcome.kind, status: 422 })
  }
}

const idSchema = z.uuid()

/** Keeps what was typed and not sent, before anything is done with the conversation; there may be none of that id. */
async function keepTyped(c: WebContext, form: FormText): Promise<Turn | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { accountId: by } = await getStaff(c)
  const seen = textOf(form, 'seen')
  const lastSeen = /^\d{1,9}$/.test(seen) ? Number(seen) : 0
  const { db, clock } = c.var.services
  const turn = { conversationId: id.data, seen: lastSeen, by, now: clock.now() }
  await db.transaction().execute((tx) => keepTypedTexts(tx, turn, form))
  return turn
}

type Shown = Pick<Desk, 'wrong' | 'refused'> & {
  done?: Deed | undefined
  newer?: Entry[]
  status?: 200 | 409 | 422
}

async function showConversation(
  c: WebContext,
  { wrong, refused, done, newer, status }: Shown,
): Promise<Response> {
  const { db } = c.var.services
  const [page, staff] = await Promise.all([openConversation(c), getStaff(c)])
  if (!page) return notFoundPage(c)
  const [list, colleagues, dossiers, typed, shown] = await Promise.all([
    readList(c),
    listStaff(db),
    listOpenDossiers(db),
    readTypedTexts(db, { conversationId: page.conversation.id, by: staff.accountId }),
    Promise.all(c.var.conversationSlots.map((show) => show(c, page.conversation.input_id))),
  ])
  const desk = {
    ...{ page, view: list.view, staff, colleagues, dossiers, typed, shown },
    ...(wrong ? { wrong } : {}),
    ...(refused ? { refused } : {}),
  }
  return conversationPage(c, {
    desk,
    list,
    done,
    ...(newer ? { newer } : {}),
    ...(status ? { status } : {}),
  })
}

async function openConversation(c: WebContext): Promise<ConversationPage | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  return db.transaction().execute((tx) => readConversation(tx, { id: id.data, by, now: clock.now() }))
}

async function readList(c: WebContext): Promise<InboxList> {
  const { db, clock, config } = c.var.services
  const { accountId } = await getStaff(c)
  const viewer = { accountId, today: dateIn(config.timeZone, clock.now()) }
  const view = readView(c)
  const [lines, counts] = await Promise.all([
    listInbox(db, { ...view, viewer }, { after: view.after, size: PAGE_SIZE }),
    readCounts(c, viewer),
  ])
  return { view, lines, counts, me: accountId }
}
