import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '#db'
import type { Conversation } from '../conversations/conversation.ts'

/** What a list is narrowed to; what is not said matters not. */
export type Narrowing = {
  /** Which have this label. */
  label?: string | undefined
}

type Lines = SelectQueryBuilder<DB, 'conversation', Conversation>

/** Whether a list is narrowed at all. */
export function isNarrowed(narrowing: Narrowing = {}): boolean {
  return Object.values(narrowing).some((value) => value !== undefined)
}

/** Of some conversations, those that it is narrowed to. */
export function narrow(lines: Lines, { label }: Narrowing): Lines {
  return lines.$if(label !== undefined, (query) =>
    query.where(sql<boolean>`label_ids @> array[${label ?? ''}::uuid]`),
  )
}
