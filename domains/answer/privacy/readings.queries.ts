import type { Db, Tx } from '#db'
import { type AccessLine, type AccessSubject, listAccessTo, logAccess } from '#domains/people'
import type { Page, PageRequest } from '#platform/db'
import { mayRead, mayReadConversation, type Reader } from './may-read.ts'

/** As the log names that somebody read it. */
const READING_LOG = 'reading-log'

/** Mails of one conversation that are looked up; one with more names the newest. */
const MOST_MAILS = 500

/**
 * Who opened or changed a conversation, its mail as it came, or its input, the newest first. That this was looked at is logged too.
 * Undefined where there is no such conversation for whoever looks.
 */
export async function listReadingsOf(
  tx: Tx,
  { conversationId, by, today, now }: { conversationId: string; by: string; today: string; now: Date },
  page: PageRequest,
): Promise<{ subject: string; language: string; readings: Page<AccessLine> } | undefined> {
  if (!(await mayReadConversation(tx, conversationId, { accountId: by, today }))) return undefined
  const found = await tx
    .selectFrom('conversation')
    .select(['subject', 'language', 'input_id'])
    .where('id', '=', conversationId)
    .executeTakeFirst()
  if (!found) return undefined
  const mails = await tx
    .selectFrom('received_raw')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(MOST_MAILS)
    .execute()
  const subjects: AccessSubject[] = [
    { kind: 'conversation', id: conversationId },
    { kind: READING_LOG, id: conversationId },
    { kind: 'input', id: found.input_id },
    ...mails.map(({ id }) => ({ kind: 'mail', id })),
  ]
  const readings = await listAccessTo(tx, subjects, page)
  await logReading(tx, conversationId, by, now)
  return { subject: found.subject, language: found.language, readings }
}

/** Notes that somebody looked at who read a conversation, or at what a colleague read. */
export async function logReading(tx: Tx, subjectId: string, by: string, now: Date): Promise<void> {
  await logAccess(tx, { accountId: by, action: 'read', subjectKind: READING_LOG, subjectId, now })
}

/** What a line of the log is about, as far as whoever looks may read it. */
type NamedConversation = { id: string; subject: string; language: string }

/** The conversations that lines of the log are about, by the id that the line names; those that a reader may not read are left out. */
export async function nameConversations(
  db: Db,
  lines: readonly AccessLine[],
  reader: Reader,
): Promise<Map<string, NamedConversation>> {
  const idsOf = (...kinds: string[]) =>
    lines.filter((line) => kinds.includes(line.subjectKind)).map((line) => line.subjectId)
  const [own, mails, inputs] = [idsOf('conversation', READING_LOG), idsOf('mail'), idsOf('input')]
  if (own.length + mails.length + inputs.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversation')
    .leftJoin('received_raw', (join) =>
      join
        .onRef('received_raw.conversation_id', '=', 'conversation.id')
        .on('received_raw.id', '=', (eb) => eb.fn.any(eb.val(mails))),
    )
    .select(['conversation.id', 'subject', 'language', 'input_id', 'received_raw.id as mailId'])
    .where((eb) =>
      eb.or([
        eb('conversation.id', '=', eb.fn.any(eb.val(own))),
        eb('input_id', '=', eb.fn.any(eb.val(inputs))),
        eb(
          'conversation.id',
          'in',
          eb
            .selectFrom('received_raw')
            .select('conversation_id')
            .where('id', '=', eb.fn.any(eb.val(mails))),
        ),
      ]),
    )
    .where(mayRead(reader, 'conversation.subject_id'))
    .execute()
  return new Map(
    rows.flatMap(({ id, subject, language, input_id, mailId }) =>
      [id, input_id, ...(mailId === null ? [] : [mailId])].map(
        (key) => [key, { id, subject, language }] as const,
      ),
    ),
  )
}
