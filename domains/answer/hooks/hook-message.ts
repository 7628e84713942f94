import { z } from 'zod'
import { cleanText } from '#platform/text'
import { LONGEST_NAME, LONGEST_TEXT } from '../conversations/question.schema.ts'

/** As many as one hook may bring: more are sent in the next. */
export const MOST_MESSAGES = 100

const LONGEST_KEY = 300

const letters = (text: string) => [...text].length
const text = (most: number) =>
  z
    .string({ error: 'must be text' })
    .transform((written) => cleanText(written).trim())
    .refine((written) => written !== '', { error: 'must not be empty', abort: true })
    .refine((written) => letters(written) <= most, `must have no more than ${most} characters`)

/** A name that the other side gives to something: it is compared, never read. */
const key = z
  .string({ error: 'must be text' })
  .min(1, 'must not be empty')
  .max(LONGEST_KEY, `must have no more than ${LONGEST_KEY} characters`)
  .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'must have no control characters')

const moment = z.iso
  .datetime({ offset: true, error: 'must be a moment with its offset, as 2026-03-02T09:30:00+01:00' })
  .transform((written) => new Date(written))

const message = z.object(
  {
    /** Of this message over there: it becomes one entry, however often it is sent. */
    id: key,
    /** What it is part of over there: what the same author says in it later goes on in the same conversation. */
    thread: key,
    author: z.object(
      { id: key, name: text(LONGEST_NAME).optional() },
      { error: 'must be an object with at least "id"' },
    ),
    text: text(LONGEST_TEXT),
    sentAt: moment,
    language: z.enum(['nl', 'en'], { error: 'must be "nl" or "en", or left out' }).default('nl'),
  },
  { error: 'must be an object' },
)

/** Something that somebody said to us by a channel of others: this is all that such a channel has to say. */
export type HookMessage = z.infer<typeof message>

/** What a hook may hold. What is not named here is left alone, so that more can be sent later. */
export const receivedHookSchema = z.object(
  {
    type: z.literal('message.received', { error: 'must be "message.received"' }),
    data: z.object(
      {
        messages: z
          .array(message, { error: 'must be a list' })
          .min(1, 'must have at least one message')
          .max(MOST_MESSAGES, `must have no more than ${MOST_MESSAGES} messages`),
      },
      { error: 'must be an object with "messages"' },
    ),
  },
  { error: 'must be a JSON object with "type" and "data"' },
)

/** What is wrong in a hook, and where. */
export type HookFault = { path: string; problem: string }

export type ReadHook = { kind: 'read'; messages: HookMessage[] } | { kind: 'wrong'; faults: HookFault[] }

const MOST_FAULTS = 20

/** Understands the bytes of a hook. */
export function readHook(raw: Uint8Array): ReadHook {
  const json = parseJson(raw)
  if (json === undefined)
    return { kind: 'wrong', faults: [{ path: '', problem: 'must be JSON, written in UTF-8' }] }
  const result = receivedHookSchema.safeParse(json.value)
  if (result.success) return { kind: 'read', messages: result.data.data.messages }
  const faults = result.error.issues.map(({ path, message: problem }) => ({
    path: path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
      .join('')
      .replace(/^\./, ''),
    problem,
  }))
  return { kind: 'wrong', faults: faults.slice(0, MOST_FAULTS) }
}

function parseJson(raw: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) }
  } catch {
    return undefined
  }
}

/** What an answer says that goes back by the channel. */
export type HookAnswer = {
  type: 'message.answered'
  timestamp: string
  data: { id: string; thread: string; author: { id: string }; text: string; language: string; sentAt: string }
}
