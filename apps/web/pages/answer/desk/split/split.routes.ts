import { Hono } from 'hono'
import { z } from 'zod'
import type { Tx } from '#db'
import {
  FilingRefused,
  filingSchema,
  LONGEST_TITLE,
  listSplittable,
  mayReadConversation,
  readDueDate,
  type Splitting,
  splitConversation,
  type Turn,
} from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { errorsOf, type FormText, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { mayMailReceipt } from '../../may-mail-receipt.ts'
import { act, keepTyped, readerHere } from '../conversation/deed.ts'
import { openConversation } from '../conversation/read-desk.ts'
import { readFilingChoices } from '../filing/filing-fields.tsx'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { SEQS, type SplitView, splitPage } from './split.page.tsx'

/** What somebody wrote about something else becomes a conversation of its own. */
export const splitRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const noFiling = filingSchema.parse({})
const formSchema = z.object({
  title: z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(LONGEST_TITLE, 'too-long')),
})

/** One message, at once, under the name that it has. */
splitRoutes.post('/inbox/:id/split', answerer, (c) =>
  act(c, 'split', async (tx, turn, form) => {
    const seqs = readSeqs([textOf(form, 'split')])
    const outcome = await split(c, tx, turn, { seqs, title: '', filing: noFiling })
    return 'conversationId' in outcome ? { kind: 'begun', id: outcome.conversationId, as: 'split' } : outcome
  }),
)

splitRoutes.get('/inbox/:id/split-off', answerer, (c) =>
  showForm(c, { chosen: [c.req.query('seq') ?? ''], text: {}, errors: {} }),
)

splitRoutes.post('/inbox/:id/split-off', answerer, async (c) => {
  const form = await readFormText(c)
  const chosen = chosenIn(form)
  const [filing, named] = [filingSchema.safeParse(form), formSchema.safeParse(form)]
  if (!filing.success || !named.success) {
    const errors = { ...errorsIn(filing), ...errorsIn(named) }
    return showForm(c, { chosen, text: form, errors })
  }
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const splitting = { seqs: readSeqs(chosen), title: named.data.title, filing: filing.data }
  try {
    const outcome = await c.var.services.db.transaction().execute((tx) => split(c, tx, turn, splitting))
    if ('conversationId' in outcome) return toSplit(c, outcome.conversationId)
    if (outcome.kind === 'not-found') return notFoundPage(c)
    return showForm(c, { chosen, text: form, errors: {}, problem: outcome.kind })
  } catch (error) {
    if (!(error instanceof FilingRefused)) throw error
    return showForm(c, { chosen, text: form, errors: { [error.field]: error.problem } })
  }
})

function split(c: WebContext, tx: Tx, turn: Turn, splitting: Splitting) {
  const { config } = c.var.services
  return splitConversation(tx, turn, splitting, {
    secret: config.secret,
    letterhead: letterheadOf(c.var.organisation, config),
    mayMail: (address) => mayMailReceipt(c, address),
  })
}

function errorsIn(parsed: { error?: z.ZodError | undefined }) {
  return parsed.error ? errorsOf(parsed.error) : {}
}

function chosenIn(form: FormText): string[] {
  const chosen = form[SEQS]
  return Array.isArray(chosen) ? chosen : []
}

/** Entries by their numbers; what is no number is none of them. */
function readSeqs(chosen: readonly string[]): number[] {
  return chosen.map((one) => (/^\d{1,9}$/.test(one) ? Number(one) : 0))
}

/** Whoever filed it where they read nothing stays where they were. */
async function toSplit(c: WebContext, id: string): Promise<Response> {
  const isRead = await mayReadConversation(c.var.services.db, id, await readerHere(c))
  const to = isRead ? `/${id}` : `/${c.req.param('id')}`
  return c.redirect(inboxPath(c, readView(c), to, { done: isRead ? 'split' : 'split-hidden' }), 303)
}

async function showForm(
  c: WebContext,
  shown: Pick<SplitView, 'chosen' | 'text' | 'errors' | 'problem'>,
): Promise<Response> {
  const page = await openConversation(c)
  if (!page) return notFoundPage(c)
  const { conversation } = page
  const { db, config } = c.var.services
  const splittable = conversation.merged_into ? [] : await listSplittable(db, conversation.id)
  const first = splittable.find(({ seq }) => shown.chosen.includes(String(seq)))
  const choices = await readFilingChoices(c)
  const dueOn = first ? await readDueDate(db, config.timeZone, first.at.toISOString()) : choices.dueOn
  return splitPage(c, { conversation, splittable, ...shown, choices: { ...choices, dueOn } })
}
