import type { Tx } from '#db'
import { logAccess } from '#domains/people'
import { readAddress } from '#platform/address'
import { dateIn } from '#platform/clock'
import type { Question, TakenDown } from './question.schema.ts'
import { sendReply } from './send-reply.ts'
import { type Reception, type StartedConversation, startConversation } from './start-conversation.ts'
import { addNote } from './work-on-conversation.ts'

export type TakingDown = Omit<Reception, 'channel' | 'mayMail' | 'by'> & {
  by: string
  /** Whether a receipt may leave to this address. */
  mayMail: (address: NonNullable<Question['address']>) => Promise<boolean>
}

/** Whether it was answered there and then; `noted` where whoever did so has no mandate for it: it stays open. */
export const answeredWays = ['later', 'at-once', 'noted'] as const
type Answered = (typeof answeredWays)[number]

/**
 * Writes down what somebody said on the telephone, at the desk or in a letter: a conversation as any other, with a code to tell
 * them or to hand over. What they were told there and then is its answer, and closes it: they know it, so no mail leaves. Where it
 * takes a mandate that whoever writes does not have, it is a note for colleagues.
 */
export async function takeDown(
  tx: Tx,
  {
    channel,
    body,
    name,
    onBehalfOf,
    reach,
    answer,
    files,
    place,
  }: TakenDown & Pick<Question, 'files' | 'place'>,
  { mayMail, ...reception }: TakingDown,
): Promise<StartedConversation & { answered: Answered }> {
  const address = reach ? readAddress(reach) : undefined
  const question: Question = { body, name, onBehalfOf, files, place, ...(address ? { address } : { reach }) }
  const started = await startConversation(tx, question, {
    ...reception,
    channel,
    mayMail: address !== undefined && answer === undefined && (await mayMail(address)),
  })
  const { by, now, letterhead } = reception
  const { conversationId } = started
  await logAccess(tx, {
    ...({ accountId: by, action: 'changed', now } as const),
    ...{ subjectKind: 'conversation', subjectId: conversationId },
  })
  if (answer === undefined) return { ...started, answered: 'later' }
  const { last_seq: seen } = await tx
    .selectFrom('conversation')
    .select('last_seq')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  const { timeZone } = letterhead
  const turn = { conversationId, seen, by, now, today: dateIn(timeZone, now), timeZone }
  const reply = { body: answer, answersInput: true, isTold: true }
  if ((await sendReply(tx, turn, reply, letterhead)).kind === 'sent')
    return { ...started, answered: 'at-once' }
  await addNote(tx, turn, answer)
  return { ...started, answered: 'noted' }
}
