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
  saveDraft,
  sendReply,
  type Turn,
  writingSchema,
} from '#domains/answer'
import { listOpenDossiers } from '#domains/dossier'
import { letterheadOf } from '#domains/letters'
import { listStaff } from '#domains/people'
import { dateIn } from '#platform/clock'
import { errorsOf, pathHere, readFormText, sharedRead, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { conversationPage, type Deed, deeds } from './conversation.page.tsx'
import type { Desk } from './conversation-forms.tsx'
import { inboxPage } from './inbox.page.tsx'
import type { InboxList } from './inbox-queue.tsx'
import { inboxPath, readView } from './inbox-view.ts'

const readCounts = sharedRead(countInbox, { alsoSignedIn: true })

/** The inbox, where staff answer. */
export const inboxRoutes = new Hono<Web>()

/** About as long as the conversation beside it. */
const PAGE_SIZE = 15
const answerer = staffMay('answer')

/** The desk opens at the inbox. */
inboxRoutes.get('/', (c) => c.redirect(pathHere(c, '/desk/inbox'), 303))

inboxRoutes.get('/inbox', answerer, async (c) =>
  inboxPage(c, { list: await readList(c), staff: await getStaff(c) }),
)

inboxRoutes.get('/inbox/:id', answerer, async (c) => {
  const done = deeds.find((deed) => deed === c.req.query('done'))
  return showConversation(c, { done })
})

/** What a deed came to: shown on the page of the conversation, whatever it was. */
type Outcome =
  | { kind: 'appended' | 'sent' }
  | { kind: 'changed'; newer: Entry[] }
  | { kind: 'not-found' }
  | { kind: 'not-staff' | 'dossier-closed' | 'dossier-not-found' }

inboxRoutes.post('/inbox/:id/reply', answerer, (c) =>
  writeInto(c, 'reply', 'sent', (tx, turn, { body, answersInput }) =>
    sendReply(tx, turn, { body, answersInput }, letterheadOf(c.var.organisation, c.var.services.config)),
  ),
)

inboxRoutes.post('/inbox/:id/draft', answerer, (c) =>
  writeInto(c, 'reply', 'saved', (tx, turn, { body }) => saveDraft(tx, turn, body)),
)

inboxRoutes.post('/inbox/:id/note', answerer, (c) =>
  writeInto(c, 'note', 'noted', (tx, turn, { body }) => addNote(tx, turn, body)),
)

const choiceSchema = z.union([z.literal('').transform(() => null), z.uuid()])

inboxRoutes.post('/inbox/:id/assign', answerer, (c) =>
  choose(c, 'to', 'assigned', (tx, turn, to) => assignConversation(tx, turn, to)),
)

inboxRoutes.post('/inbox/:id/place', answerer, (c) =>
  choose(c, 'dossier', 'placed', (tx, turn, dossierId) => placeConversation(tx, turn, dossierId)),
)

inboxRoutes.post('/inbox/:id/reopen', answerer, (c) =>
  choose(c, '', 'reopened', (tx, turn) => reopenConversation(tx, turn)),
)

/** A deed with words: they come back in the editor when they could not be appended. */
async function writeInto(
  c: WebContext,
  field: 'reply' | 'note',
  deed: Deed,
  work: (tx: Tx, turn: Turn, form: { body: string; answersInput: boolean }) => Promise<Outcome>,
): Promise<Response> {
  const form = await readFormText(c)
  const text = textOf(form, 'body')
  const writing = writingSchema.safeParse({ body: text })
  if (!writing.success) {
    const problem = errorsOf(writing.error).body === 'missing' ? 'missing' : 'too-long'
    return showConversation(c, { written: { field, text, problem }, status: 422 })
  }
  const turn = await turnOf(c, textOf(form, 'seen'))
  if (!turn) return notFoundPage(c)
  const answersInput = textOf(form, 'answersInput') === 'yes'
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx) => work(tx, turn, { body: writing.data.body, answersInput }))
  return showOutcome(c, outcome, deed, { field, text })
}

/** A deed that chooses one thing, or none, from a list. */
async function choose(
  c: WebContext,
  field: string,
  deed: Deed,
  work: (tx: Tx, turn: Turn, choice: string | null) => Promise<Outcome>,
): Promise<Response> {
  const form = await readFormText(c)
  const choice = choiceSchema.safeParse(textOf(form, field))
  const turn = await turnOf(c, textOf(form, 'seen'))
  if (!turn || !choice.success) return notFoundPage(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => work(tx, turn, choice.data))
  return showOutcome(c, outcome, deed)
}

async function showOutcome(
  c: WebContext,
  outcome: Outcome,
  deed: Deed,
  written?: { field: 'reply' | 'note'; text: string },
): Promise<Response> {
  switch (outcome.kind) {
    case 'appended':
    case 'sent':
      return c.redirect(inboxPath(c, readView(c), `/${c.req.param('id')}`, { done: deed }), 303)
    case 'changed':
      return showConversation(c, { newer: outcome.newer, status: 409, ...(written ? { written } : {}) })
    case 'not-found':
      return notFoundPage(c)
    default:
      return showConversation(c, { refused: outcome.kind, status: 422 })
  }
}

const idSchema = z.uuid()

async function turnOf(c: WebContext, seen: string): Promise<Turn | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { accountId: by } = await getStaff(c)
  const lastSeen = /^\d{1,9}$/.test(seen) ? Number(seen) : 0
  return { conversationId: id.data, seen: lastSeen, by, now: c.var.services.clock.now() }
}

type Shown = Pick<Desk, 'written' | 'refused'> & {
  done?: Deed | undefined
  newer?: Entry[]
  status?: 200 | 409 | 422
}

async function showConversation(
  c: WebContext,
  { written, refused, done, newer, status }: Shown,
): Promise<Response> {
  const { db } = c.var.services
  const [page, staff] = await Promise.all([openConversation(c), getStaff(c)])
  if (!page) return notFoundPage(c)
  const [list, colleagues, dossiers] = await Promise.all([readList(c), listStaff(db), listOpenDossiers(db)])
  const desk = {
    page,
    view: list.view,
    staff,
    colleagues,
    dossiers,
    ...(written ? { written } : {}),
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
