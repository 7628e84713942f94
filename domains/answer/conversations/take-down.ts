import type { Tx } from '#db'
import type { Letterhead } from '#domains/letters'
import { logAccess } from '#domains/people'
import { readAddress } from '#platform/address'
import { dateIn } from '#platform/clock'
import { askAtOnce, type Beginner, classifyAtOnce, turnNow, willRead } from './file-at-once.ts'
import type { Filing } from './filing.ts'
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
 * takes a mandate that whoever writes does not have, it is a note for colleagues. What it is about, until when an answer was promised and
 * whom it is asked of can be said along with it.
 * @throws FilingRefused where such a choice stands no more, and then nothing is written down
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
    filing,
  }: TakenDown & Pick<Question, 'files' | 'place'> & { filing?: Filing },
  { mayMail, ...reception }: TakingDown,
): Promise<StartedConversation & { answered: Answered }> {
  const address = reach ? readAddress(reach) : undefined
  const question: Question = { body, name, onBehalfOf, files, place, ...(address ? { address } : { reach }) }
  const started = await startConversation(tx, question, {
    ...reception,
    channel,
    promisedOn: filing?.promisedOn,
    mayMail: address !== undefined && answer === undefined && (await mayMail(address)),
  })
  const { by, now, letterhead } = reception
  const { conversationId } = started
  await logAccess(tx, {
    ...({ accountId: by, action: 'changed', now } as const),
    ...{ subjectKind: 'conversation', subjectId: conversationId },
  })
  const { timeZone } = letterhead
  const beginner = { conversationId, by, now, today: dateIn(timeZone, now), timeZone }
  const answered = await answerAtOnce(tx, beginner, { answer, filing, letterhead })
  return { ...started, answered }
}

/** Whoever may read it no more once it is filed does all else first, and what they said is a note. */
async function answerAtOnce(
  tx: Tx,
  beginner: Beginner,
  {
    answer,
    filing,
    letterhead,
  }: { answer: string | undefined; filing: Filing | undefined; letterhead: Letterhead },
): Promise<Answered> {
  await askAtOnce(tx, beginner, filing?.task)
  const isSeen = await willRead(tx, beginner, filing?.subjectId)
  if (filing && isSeen) await classifyAtOnce(tx, beginner, filing)
  const answered = answer === undefined ? 'later' : await tell(tx, beginner, { answer, isSeen, letterhead })
  if (filing && !isSeen) await classifyAtOnce(tx, beginner, filing)
  return answered
}

async function tell(
  tx: Tx,
  beginner: Beginner,
  { answer, isSeen, letterhead }: { answer: string; isSeen: boolean; letterhead: Letterhead },
): Promise<Answered> {
  const reply = { body: answer, answersInput: true, isTold: true }
  if (isSeen && (await sendReply(tx, await turnNow(tx, beginner), reply, letterhead)).kind === 'sent')
    return 'at-once'
  await addNote(tx, beginner, answer)
  return 'noted'
}
