import { z } from 'zod'
import type { Tx } from '#db'
import {
  type Entry,
  mayReadConversation,
  type NotMandated,
  readRefusal,
  type Turn,
  writingSchema,
} from '#domains/answer'
import { errorsOf, type FormText, readFormText, textOf, todayHere, type WebContext } from '#web/http'
import { getStaff, notFoundPage } from '#web/shell'
import { isMoveProblem, type MoveProblem } from '../deadline/move-problem.ts'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { backToReply, toConversation } from './deed-address.ts'
import type { Deed } from './deeds.tsx'
import type { Desk } from './desk.ts'
import { idSchema } from './read-desk.ts'
import { showConversation } from './show-conversation.ts'
import { forgetTyped, keepTypedTexts, type WrittenField } from './typed-texts.ts'

/** Who reads here, and on which day. */
export async function readerHere(c: WebContext): Promise<{ accountId: string; today: string }> {
  return { accountId: (await getStaff(c)).accountId, today: todayHere(c) }
}

/** Something that is chosen from a list, or nothing. */
export const choiceSchema = z.union([z.literal('').transform(() => null), z.uuid()])

/** What a deed came to: shown on the page of the conversation, whatever it was. */
type Outcome =
  | { kind: 'appended' | 'leaving' | 'kept' }
  /** What it came to says which deed it was, or that there is nothing to say. */
  | { kind: 'done'; as: Deed | undefined }
  | { kind: NonNullable<Desk['sending']['missed']> }
  /** It goes on in another conversation, which is shown. */
  | { kind: 'begun'; id: string; as: Deed }
  | { kind: 'changed'; newer: Entry[] }
  | { kind: 'not-found' | 'out-of-sight' }
  | NotMandated
  | { kind: 'no-reason' }
  | { kind: NonNullable<Desk['refused']> | MoveProblem }

export type Work = (tx: Tx, turn: Turn, form: FormText) => Promise<Outcome>

/**
 * Does something in a conversation. All forms of its page are one, so whatever is sent, what was typed in the others comes
 * along and is kept first; it stays where the deed comes to nothing.
 */
export async function act(c: WebContext, deed: Deed, work: Work, sends?: WrittenField): Promise<Response> {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const outcome = await attempt(c, { turn, form, work, sends })
  // Sent meanwhile in another window, the text of this one is kept all the same.
  if (!comesToSomething(outcome)) await keepTyped(c, form)
  return showOutcome(c, outcome, deed)
}

function comesToSomething({ kind }: Outcome): boolean {
  return kind === 'appended' || kind === 'leaving' || kind === 'kept' || kind === 'done' || kind === 'begun'
}

type Attempt = { turn: Turn; form: FormText; work: Work; sends: WrittenField | undefined }

/** Whatever was asked before, the database has the last word: a mandate may have ended just then. */
async function attempt(c: WebContext, { turn, form, work, sends }: Attempt): Promise<Outcome> {
  try {
    return await c.var.services.db.transaction().execute(async (tx) => {
      const done = await work(tx, turn, form)
      if (sends && (done.kind === 'appended' || done.kind === 'leaving'))
        await forgetTyped(tx, turn, sends, textOf(form, sends))
      return done
    })
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal) return refusal
    throw error
  }
}

/** A deed with words: they are still in the editor when they could not be appended. */
export async function writeInto(
  c: WebContext,
  field: 'reply' | 'note',
  deed: Deed,
  work: (
    tx: Tx,
    turn: Turn,
    form: { body: string; answersInput: boolean; asks: boolean },
  ) => Promise<Outcome>,
): Promise<Response> {
  const form = await readFormText(c)
  const writing = writingSchema.safeParse({ body: textOf(form, field) })
  if (!writing.success)
    return refuseText(c, field, errorsOf(writing.error).body === 'missing' ? 'missing' : 'too-long')
  const answersInput = textOf(form, 'answersInput') === 'yes'
  const asks = textOf(form, 'asks') === 'yes'
  const { body } = writing.data
  return act(c, deed, (tx, turn) => work(tx, turn, { body, answersInput, asks }), field)
}

/** Says what is wrong with a text beside it; all that was typed is kept. */
export async function refuseText(
  c: WebContext,
  field: WrittenField,
  problem: 'missing' | 'too-long',
): Promise<Response> {
  await keepTyped(c, await readFormText(c))
  return showConversation(c, { wrong: { field, problem }, status: 422 })
}

/** The draft that a button is about, as its number; one that nobody wrote is none. */
export function draftOf(form: FormText): number {
  const draft = textOf(form, 'draft')
  return /^\d{1,9}$/.test(draft) ? Number(draft) : 0
}

/** A deed that chooses one thing, or none, from a list. */
export async function choose(
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
    case 'leaving':
      return toConversation(c, { left: c.req.param('id') ?? '' })
    case 'appended':
    case 'kept':
      return toConversation(c, { done: deed })
    case 'done':
      // What was taken back is in the reply again.
      return outcome.as === 'stopped'
        ? toConversation(c, { done: outcome.as })
        : backToReply(c, outcome.as ? { done: outcome.as } : {})
    case 'begun':
      return c.redirect(inboxPath(c, readView(c), `/${outcome.id}`, { done: outcome.as }), 303)
    case 'out-of-sight':
      return c.redirect(inboxPath(c, readView(c), '', { done: outcome.kind }), 303)
    case 'changed':
      return showConversation(c, { newer: outcome.newer, status: 409 })
    case 'leaves-already':
    case 'left':
      return showConversation(c, { missed: outcome.kind, status: 409 })
    case 'not-found':
      return notFoundPage(c)
    case 'no-reason':
      return showConversation(c, { wrong: { field: 'reason', problem: 'missing' }, status: 422 })
    case 'not-mandated':
      return showConversation(c, { obstacle: outcome.obstacle, status: 422 })
    default: {
      const { kind } = outcome
      return showConversation(c, {
        ...(isMoveProblem(kind) ? { moving: kind } : { refused: kind }),
        status: 422,
      })
    }
  }
}

/**
 * Keeps what was typed and not sent, before anything is done with the conversation; there may be none of that id for whoever types.
 */
export async function keepTyped(c: WebContext, form: FormText): Promise<Turn | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { accountId: by, today } = await readerHere(c)
  const { db, clock, config } = c.var.services
  if (!(await mayReadConversation(db, id.data, { accountId: by, today }))) return undefined
  const seen = textOf(form, 'seen')
  const lastSeen = /^\d{1,9}$/.test(seen) ? Number(seen) : 0
  const turn = {
    conversationId: id.data,
    seen: lastSeen,
    by,
    now: clock.now(),
    today,
    timeZone: config.timeZone,
  }
  await db.transaction().execute((tx) => keepTypedTexts(tx, turn, form))
  return turn
}
