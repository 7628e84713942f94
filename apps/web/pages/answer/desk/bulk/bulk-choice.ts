import { z } from 'zod'
import { type BulkDeed, closeReasons, MOST_PICKED, type Picked } from '#domains/answer'

/** What can be done with several conversations; spam is a reason to close that needs no further choice. */
export const bulkKinds = ['assign', 'label', 'subject', 'snooze', 'close', 'spam'] as const
export type BulkKind = (typeof bulkKinds)[number]

const pick = z
  .string()
  .regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.\d{1,9}$/)
  .transform((text): Picked => {
    const [id = '', seen = '0'] = text.split('.')
    return { id, seen: Number(seen) }
  })

/** The name and the value of the box of a conversation: which it is, and how far the list showed it. */
export const PICK = 'pick[]'

export function pickOf({ id, last_seq }: { id: string; last_seq: number }): string {
  return `${id}.${last_seq}`
}

/** What was chosen; what is no conversation is left out, and one that is chosen twice counts once. */
export function readPicks(texts: readonly string[]): Picked[] {
  const picked = texts.flatMap((text) => pick.safeParse(text).data ?? [])
  return [...new Map(picked.map((one) => [one.id, one])).values()].slice(0, MOST_PICKED)
}

/** What is to be done, of what a form says; `value` where something is still to be chosen, or cannot be chosen. */
export function readDeed(kind: BulkKind, value: string): BulkDeed | undefined {
  const id = z.uuid().safeParse(value).data
  switch (kind) {
    case 'spam':
      return { kind: 'close', reason: 'spam' }
    case 'assign':
      return id || value === 'nobody' ? { kind, to: id ?? null } : undefined
    case 'label':
      return id ? { kind, labelId: id } : undefined
    case 'subject':
      return id ? { kind, subjectId: id } : undefined
    case 'snooze': {
      const until = z.iso.date().safeParse(value).data
      return until ? { kind, until } : undefined
    }
    case 'close': {
      const reason = closeReasons.find((one) => one === value)
      return reason ? { kind, reason } : undefined
    }
  }
}
