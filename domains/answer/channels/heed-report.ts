import type { Tx } from '#db'
import { headerText } from './mail-text.ts'
import type { ReadMail } from './read-mail.ts'

/**
 * Lets reports about mail of ours say on that mail what became of it: what did not arrive shows where it was sent, and nothing
 * is added to the conversation.
 * @returns the mails that are no such reports
 */
export async function heedReports(tx: Tx, read: readonly ReadMail[]): Promise<ReadMail[]> {
  const reports = read.filter(({ mail }) => mail.report?.kind === 'delivery' && mail.report.about)
  if (reports.length === 0) return [...read]
  const about = reports.map(({ mail }) => `<${mail.report?.about}>`)
  const ours = await tx
    .selectFrom('outgoing_mail')
    .innerJoin('conversation_entry as entry', 'entry.mail_id', 'outgoing_mail.id')
    .select(['outgoing_mail.id', 'outgoing_mail.message_id', 'entry.conversation_id', 'entry.seq'])
    .where('outgoing_mail.message_id', 'in', about)
    .unionAll(
      tx
        .selectFrom('outgoing_mail')
        .innerJoin('reply_copy as copy', 'copy.mail_id', 'outgoing_mail.id')
        .select(['outgoing_mail.id', 'outgoing_mail.message_id', 'copy.conversation_id', 'copy.seq'])
        .where('outgoing_mail.message_id', 'in', about),
    )
    .execute()
  const byId = new Map(ours.map((row) => [row.message_id, row]))
  const heeded = new Set<string>()
  for (const { rawId, mail } of reports) {
    const about = byId.get(`<${mail.report?.about}>`)
    if (!about) continue
    await noteOutcome(tx, about.id, mail)
    await tx
      .updateTable('received_raw')
      .set({ state: 'understood', conversation_id: about.conversation_id, seq: about.seq })
      .where('id', '=', rawId)
      .execute()
    heeded.add(rawId)
  }
  return read.filter(({ rawId }) => !heeded.has(rawId))
}

/** What never arrives is refused; what is late shows why, and is not. */
async function noteOutcome(tx: Tx, mailId: string, { report }: ReadMail['mail']): Promise<void> {
  const failed = report?.recipients.find(({ state }) => state === 'hard')
  const late = report?.recipients.find(({ state }) => state === 'soft')
  const told = failed ?? late
  if (!told) return
  const words = headerText(told.diagnosis) || told.status || 'no reason given'
  await tx
    .updateTable('outgoing_mail')
    .set({ last_error: words, ...(failed ? { state: 'refused' as const } : {}) })
    .where('id', '=', mailId)
    .where('state', '=', 'sent')
    .execute()
}
