import type { Db, Tx } from '#db'
import { placeOfConversation, type Turn } from '#domains/answer'
import {
  forgetApart,
  forgetSentText,
  keepUnsentTexts,
  listUnsentTexts,
  type UnsentText,
} from '#domains/people'
import { type FormText, readTypedIn, textOf } from '#web/http'

/** What somebody writes in a conversation: the texts of the one form that its page is. */
const written = ['reply', 'note', 'reason'] as const
export type WrittenField = (typeof written)[number]

/** What is typed and not sent in a conversation: one's own by field, and that of colleagues. */
export type TypedTexts = {
  own: Partial<Record<WrittenField, UnsentText>>
  /** What one typed in other windows, where both wrote in one field. */
  apart: (UnsentText & { field: WrittenField })[]
  others: (UnsentText & { field: WrittenField })[]
}

type Typist = Pick<Turn, 'conversationId' | 'by'>

function writerOf({ conversationId, by }: Typist) {
  return { accountId: by, place: placeOfConversation(conversationId) }
}

/** Keeps the texts that came with a form, whatever the form was for. */
export async function keepTypedTexts(tx: Tx, turn: Turn, form: FormText): Promise<void> {
  const came = written.filter((field) => form[field] !== undefined)
  const texts = Object.fromEntries(came.map((field) => [field, textOf(form, field)]))
  await keepUnsentTexts(tx, { ...writerOf(turn), now: turn.now, typedIn: readTypedIn(form) }, texts)
}

/** A text was sent or noted, as it came with its form. */
export async function forgetTyped(tx: Tx, turn: Turn, field: WrittenField, body: string): Promise<void> {
  await forgetSentText(tx, writerOf(turn), { field, body })
}

export async function readTypedTexts(db: Db, { conversationId, by }: Typist): Promise<TypedTexts> {
  const texts = await listUnsentTexts(db, [placeOfConversation(conversationId)])
  const known = texts.flatMap((text) => {
    const field = written.find((one) => one === text.field)
    return field ? [{ ...text, field }] : []
  })
  const own = known.filter(({ accountId }) => accountId === by)
  const shown = known.filter(({ apartIn }) => apartIn === '')
  return {
    own: Object.fromEntries(own.filter((text) => shown.includes(text)).map((text) => [text.field, text])),
    apart: own.filter((text) => !shown.includes(text)),
    others: shown.filter(({ accountId }) => accountId !== by),
  }
}

/** Of each text that the page shows, its version: what is saved over it must know it. */
export function versionsOf({ own }: TypedTexts): Record<string, string> {
  return Object.fromEntries(written.map((field) => [field, own[field]?.version ?? '']))
}

/** Puts a colleague's reply behind what one typed oneself. */
export async function continueText(tx: Tx, turn: Turn, from: string): Promise<void> {
  const { others } = await readTypedTexts(tx, turn)
  const theirs = others.find(({ field, accountId }) => field === 'reply' && accountId === from)
  if (theirs) await putBehind(tx, turn, theirs.body)
}

/** Puts what one typed in another window behind what one typed in this field: it is in one place then, and none of it is gone. */
export async function joinApart(tx: Tx, turn: Turn, apartIn: string): Promise<void> {
  const { own, apart } = await readTypedTexts(tx, turn)
  for (const { field, body } of apart.filter((text) => text.apartIn === apartIn)) {
    const both = own[field] ? `${own[field].body}\n\n${body}` : body
    await keepUnsentTexts(tx, { ...writerOf(turn), now: turn.now }, { [field]: both })
    await forgetApart(tx, writerOf(turn), { field, apartIn })
  }
}

/** Puts a text behind what one typed oneself. */
export async function putBehind(tx: Tx, turn: Turn, text: string): Promise<void> {
  const { own } = await readTypedTexts(tx, turn)
  const reply = own.reply ? `${own.reply.body}\n\n${text}` : text
  await keepUnsentTexts(tx, { ...writerOf(turn), now: turn.now }, { reply })
}
