import { Hono } from 'hono'
import { z } from 'zod'
import {
  answerHolding,
  type ConversationPage,
  findRemovable,
  listConversationsOfPerson,
  type PersonsConversation,
  redactEntries,
  removalReasons,
} from '#domains/answer'
import { noticeHolding } from '#domains/followup'
import { countHeld, erasePerson, type Holding } from '#domains/people'
import { pathHere, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { readerHere } from '../conversation/deed.ts'
import { openConversation } from '../conversation/read-desk.ts'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { personPage } from './person.page.tsx'
import { type RemoveTextView, removeTextPage } from './remove-text.page.tsx'

/** Removing what should not be kept: a text, or all of a person. */
export const privacyRoutes = new Hono<Web>()

const eraser = staffMay('erase')

privacyRoutes.get('/inbox/:id/remove/:seq{\\d{1,9}}', eraser, (c) => showRemoval(c))

const removalSchema = z.object({
  reason: z.enum(removalReasons),
  also: z.array(z.coerce.number().int().positive()).max(1000),
})

privacyRoutes.post('/inbox/:id/remove/:seq{\\d{1,9}}', eraser, async (c) => {
  const form = await readFormText(c)
  const also = [form['also[]'] ?? []].flat()
  const read = removalSchema.safeParse({ reason: textOf(form, 'reason'), also })
  const chosen = { also: also.map(Number).filter(Number.isSafeInteger) }
  if (!read.success) return showRemoval(c, { chosen, isReasonMissing: true })
  const id = c.req.param('id')
  if (!z.uuid().safeParse(id).success) return notFoundPage(c)
  const { accountId: by, today } = await readerHere(c)
  const { db, clock, config } = c.var.services
  const seen = Number(textOf(form, 'seen')) || 0
  const turn = { conversationId: id, seen, by, now: clock.now(), today, timeZone: config.timeZone }
  const seqs = [Number(c.req.param('seq')), ...read.data.also]
  const { reason } = read.data
  const { kind } = await db.transaction().execute((tx) => redactEntries(tx, turn, { seqs, reason }))
  if (kind === 'appended') return c.redirect(inboxPath(c, readView(c), `/${id}`, { done: 'removed' }), 303)
  if (kind === 'not-found' || kind === 'nothing-to-remove') return notFoundPage(c)
  return showRemoval(c, { chosen: { ...chosen, reason }, problem: kind })
})

type Told = Partial<Pick<RemoveTextView, 'chosen' | 'isReasonMissing' | 'problem'>>

async function showRemoval(c: WebContext, told: Told = {}): Promise<Response> {
  const page = await openConversation(c)
  const seq = Number(c.req.param('seq'))
  const found = page && (await findRemovable(c.var.services.db, page.conversation.id, seq))
  if (!page || !found) return notFoundPage(c)
  const also = found.repeatedIn.map((one) => one.seq)
  return removeTextPage(c, { page, ...found, chosen: { also }, ...told })
}

privacyRoutes.get('/inbox/:id/person', eraser, async (c) => {
  const found = await findPerson(c)
  if (!found) return notFoundPage(c)
  const asked = c.req.queries('input')
  const chosen = chooseFrom(found.conversations, asked)
  const held = await countHeld(c.var.services.db, holdingsHere(c), { inputIds: chosen, mailbox: undefined })
  return personPage(c, { ...found, chosen, held, isErased: c.req.query('done') === 'erased' })
})

privacyRoutes.post('/inbox/:id/person', eraser, async (c) => {
  const found = await findPerson(c)
  if (!found) return notFoundPage(c)
  const form = await readFormText(c)
  const inputIds = chooseFrom(found.conversations, [form['input[]'] ?? []].flat())
  const { accountId: by, today } = await readerHere(c)
  const { db, clock } = c.var.services
  const deed = { by, now: clock.now(), today }
  const person = { inputIds, mailbox: undefined }
  await db.transaction().execute((tx) => erasePerson(tx, holdingsHere(c), person, deed))
  return c.redirect(pathHere(c, `/desk/inbox/${found.page.conversation.id}/person?done=erased`), 303)
})

/** All rooms that keep something of people who ask. */
function holdingsHere(c: WebContext): Holding[] {
  const { timeZone, secret } = c.var.services.config
  return [answerHolding, noticeHolding({ timeZone, secret })]
}

async function findPerson(
  c: WebContext,
): Promise<{ page: ConversationPage; conversations: PersonsConversation[] } | undefined> {
  const page = await openConversation(c)
  if (!page) return undefined
  const person = { inputIds: [page.conversation.input_id], mailbox: page.contact.address ?? undefined }
  const conversations = await listConversationsOfPerson(c.var.services.db, person, await readerHere(c))
  return { page, conversations }
}

/** Of these alone, whatever was asked; where nothing was asked, all. */
function chooseFrom(conversations: PersonsConversation[], asked: string[] | undefined): string[] {
  const all = conversations.map(({ inputId }) => inputId)
  return asked ? all.filter((id) => asked.includes(id)) : all
}
