import { sql } from 'kysely'
import type { Db } from '#db'

/** Whether what is answered in a conversation is put where a post stands, and goes by no other way. */
export async function isAnsweredElsewhere(db: Db, conversationId: string): Promise<boolean> {
  const { rows } = await sql<{ channel: string }>`
    select answer_channel(${conversationId}::uuid) as channel`.execute(db)
  return rows[0]?.channel === 'feed'
}

/**
 * What stands below everything that a member of staff puts somewhere else: their name, and for whom they speak. By the function that the
 * database holds each draft to.
 * @throws where there is no such conversation, account or organisation
 */
export async function readDisclosure(db: Db, conversationId: string, accountId: string): Promise<string> {
  const { rows } = await sql<{ disclosure: string | null }>`
    select elsewhere_disclosure(${conversationId}::uuid, ${accountId}::uuid) as disclosure`.execute(db)
  const disclosure = rows[0]?.disclosure
  if (!disclosure) throw new Error('Nobody can be named who speaks in this conversation.')
  return disclosure
}

/** A text with who speaks at its end, once. */
export function disclose(body: string, disclosure: string): string {
  return `${withoutDisclosure(body, disclosure)}\n\n${disclosure}`
}

/** A text without who speaks at its end. */
export function withoutDisclosure(body: string, disclosure: string): string {
  const text = body.trimEnd()
  return text.endsWith(`\n${disclosure}`) ? text.slice(0, -disclosure.length).trimEnd() : text
}

/** What somebody typed of a draft of theirs, to go on with: who speaks is said of whoever puts it forward. */
export async function typedPartOf(
  db: Db,
  { conversationId, by }: { conversationId: string; by: string },
  body: string,
): Promise<string> {
  if (!(await isAnsweredElsewhere(db, conversationId))) return body
  return withoutDisclosure(body, await readDisclosure(db, conversationId, by))
}

/** What becomes of a text that is put forward: where it goes somewhere else, it says who speaks. */
export async function discloseIn(
  db: Db,
  { conversationId, by }: { conversationId: string; by: string },
  body: string,
): Promise<string> {
  if (!(await isAnsweredElsewhere(db, conversationId))) return body
  return disclose(body, await readDisclosure(db, conversationId, by))
}
