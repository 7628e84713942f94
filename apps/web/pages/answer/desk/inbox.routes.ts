import { Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '#db'
import {
  addNote,
  approveDraft,
  askApproval,
  assignConversation,
  type ConversationPage,
  classifyConversation,
  decideTie,
  type Entry,
  listTies,
  type NotMandated,
  placeConversation,
  readAnswerRights,
  readConversation,
  readConversationFile,
  readRefusal,
  reopenConversation,
  returnDraft,
  sendDraft,
  sendReply,
  type Turn,
  writingSchema,
} from '#domains/answer'
import { listOpenDossiers } from '#domains/dossier'
import { letterheadOf } from '#domains/letters'
import { holdsRole, listStaff } from '#domains/people'
import {
  errorsOf,
  type FormText,
  pathHere,
  readFormText,
  sendLive,
  sendPrivateFile,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readChoices } from './classify-box.tsx'
import { conversationPage, type Deed, deeds } from './conversation.page.tsx'
import type { Desk } from './conversation-forms.tsx'
import { inboxPage } from './inbox.page.tsx'
import { inboxPath, readView } from './inbox-view.ts'
import { readList } from './read-list.ts'
import {
  continueText,
  forgetTyped,
  keepTypedTexts,
  putBehind,
  readTypedTexts,
  type WrittenField,
} from './typed-texts.ts'

/** The inbox, where staff answer. */
export const inboxRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const idSchema = z.uuid()

/** The desk opens at the inbox; for who makes policy, at what is due and how people take part. */
inboxRoutes.get('/', async (c) => {
  const makesPolicy = holdsRole(await getStaff(c), 'policy_maker')
  return c.redirect(pathHere(c, makesPolicy ? '/desk/overview' : '/desk/inbox'), 303)
})

inboxRoutes.get('/inbox', answerer, async (c) =>
  inboxPage(c, { list: await readList(c), staff: await getStaff(c) }),
)

inboxRoutes.get('/inbox/:id', answerer, async (c) => {
  const done = deeds.find((deed) => deed === c.req.query('done'))
  return showConversation(c, { done })
})

/** The conversation as it goes on, for the page that shows it. */
inboxRoutes.get('/inbox/:id/live', answerer, (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  return id.success ? sendLive(c, c.var.liveConversations.ofStaff, id.data) : notFoundPage(c)
})

/** What somebody sent with what they said. */
inboxRoutes.get('/inbox/:id/files/:seq{\\d{1,9}}/:hash', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const entry = { conversationId: id.data, seq: Number(c.req.param('seq')) }
  const file = await readConversationFile(c.var.services.db, entry, c.req.param('hash'))
  return file ? sendPrivateFile(c, file) : notFoundPage(c)
})

/** What a deed came to: shown on the page of the conversation, whatever it was. */
type Outcome =
  | { kind: 'appended' | 'sent' | 'kept' }
  | { kind: 'changed'; newer: Entry[] }
  | { kind: 'not-found' }
  | NotMandated
  | { kind: 'no-reason' }
  | { kind: NonNullable<Desk['refused']> }

inboxRoutes.post('/inbox/:id/reply', answerer, (c) =>
  writeInto(c, 'reply', 'sent', (tx, turn, { body, answersInput }) =>
    sendReply(tx, turn, { body, answersInput }, letterheadOf(c.var.organisation, c.var.services.config)),
  ),
)

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

inboxRoutes.post('/inbox/:id/send-draft', answerer, (c) =>
  act(c, 'sent', (tx, turn, form) => {
    const reply = { draftSeq: draftOf(form), answersInput: textOf(form, 'draftAnswersInput') === 'yes' }
    return sendDraft(tx, turn, reply, letterheadOf(c.var.organisation, c.var.services.config))
  }),
)

inboxRoutes.post('/inbox/:id/classify', answerer, async (c) => {
  const form = await readFormText(c)
  const subject = choiceSchema.safeParse(textOf(form, 'subject'))
  const unit = choiceSchema.safeParse(textOf(form, 'unit'))
  if (!subject.success || !unit.success) return notFoundPage(c)
  const chosen = { subjectId: subject.data, unitId: unit.data }
  return act(c, 'classified', (tx, turn) => classifyConversation(tx, turn, chosen))
})

/** The draft that a button is about, as its number; one that nobody wrote is none. */
function draftOf(form: FormText): number {
  const draft = textOf(form, 'draft')
  return /^\d{1,9}$/.test(draft) ? Number(draft) : 0
}

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

const otherSchema = z.uuid()

inboxRoutes.post('/inbox/:id/tie', answerer, async (c) => {
  const form = await readFormText(c)
  const state = textOf(form, 'together') ? 'together' : 'apart'
  const other = otherSchema.safeParse(textOf(form, state))
  if (!other.success) return notFoundPage(c)
  return act(c, state === 'together' ? 'tied' : 'untied', async (tx, { conversationId, by, now }) => {
    const { kind } = await decideTie(tx, { conversationId, otherId: other.data, state, by, now })
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

type Work = (tx: Tx, turn: Turn, form: FormText) => Promise<Outcome>

/**
 * Does something in a conversation. All forms of its page are one, so whatever is sent, what was typed in the others comes
 * along and is kept first; it stays where the deed comes to nothing.
 */
async function act(c: WebContext, deed: Deed, work: Work, sends?: WrittenField): Promise<Response> {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  return showOutcome(c, await attempt(c, { turn, form, work, sends }), deed)
}

type Attempt = { turn: Turn; form: FormText; work: Work; sends: WrittenField | undefined }

/** Whatever was asked before, the database has the last word: a mandate may have ended just then. */
async function attempt(c: WebContext, { turn, form, work, sends }: Attempt): Promise<Outcome> {
  try {
    return await c.var.services.db.transaction().execute(async (tx) => {
      const done = await work(tx, turn, form)
      if (sends && (done.kind === 'appended' || done.kind === 'sent')) await forgetTyped(tx, turn, sends)
      return done
    })
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal) return refusal
    throw error
  }
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
  if (!writing.success)
    return refuseText(c, field, errorsOf(writing.error).body === 'missing' ? 'missing' : 'too-long')
  const answersInput = textOf(form, 'answersInput') === 'yes'
  const { body } = writing.data
  return act(c, deed, (tx, turn) => work(tx, turn, { body, answersInput }), field)
}

/** Says what is wrong with a text beside it; all that was typed is kept. */
async function refuseText(
  c: WebContext,
  field: WrittenField,
  problem: 'missing' | 'too-long',
): Promise<Response> {
  await keepTyped(c, await readFormText(c))
  return showConversation(c, { wrong: { field, problem }, status: 422 })
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
    case 'no-reason':
      return showConversation(c, { wrong: { field: 'reason', problem: 'missing' }, status: 422 })
    case 'not-mandated':
      return showConversation(c, { obstacle: outcome.obstacle, status: 422 })
    default:
      return showConversation(c, { refused: outcome.kind, status: 422 })
  }
}

/** Keeps what was typed and not sent, before anything is done with the conversation; there may be none of that id. */
async function keepTyped(c: WebContext, form: FormText): Promise<Turn | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { accountId: by } = await getStaff(c)
  const seen = textOf(form, 'seen')
  const lastSeen = /^\d{1,9}$/.test(seen) ? Number(seen) : 0
  const { db, clock } = c.var.services
  const turn = { conversationId: id.data, seen: lastSeen, by, now: clock.now(), today: todayHere(c) }
  await db.transaction().execute((tx) => keepTypedTexts(tx, turn, form))
  return turn
}

type Shown = Pick<Desk, 'wrong' | 'refused' | 'obstacle'> & {
  done?: Deed | undefined
  newer?: Entry[]
  status?: 200 | 409 | 422
}

async function showConversation(
  c: WebContext,
  { wrong, refused, obstacle, done, newer, status }: Shown,
): Promise<Response> {
  const { db } = c.var.services
  const [page, staff] = await Promise.all([openConversation(c), getStaff(c)])
  if (!page) return notFoundPage(c)
  const actor = { conversationId: page.conversation.id, by: staff.accountId, today: todayHere(c) }
  const [list, colleagues, dossiers, typed, choices, rights, ties, shown] = await Promise.all([
    readList(c),
    listStaff(db, todayHere(c)),
    listOpenDossiers(db),
    readTypedTexts(db, { conversationId: page.conversation.id, by: staff.accountId }),
    readChoices(c, page),
    readAnswerRights(db, actor, page),
    listTies(db, page.conversation.id),
    Promise.all(c.var.conversationSlots.map((show) => show(c, page.conversation.input_id))),
  ])
  const desk = {
    ...{ page, view: list.view, staff, colleagues, dossiers, typed, choices, rights, ties, shown },
    ...(wrong ? { wrong } : {}),
    ...(refused ? { refused } : {}),
    ...(obstacle ? { obstacle } : {}),
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
