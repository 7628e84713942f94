import type { Tx } from '#db'

/** The mails that told somebody of a report: they go with their address. */
export async function takeReportMails(tx: Tx, contactIds: string[]): Promise<string[]> {
  if (contactIds.length === 0) return []
  const mails = await tx
    .deleteFrom('report_notice')
    .where('contact_id', 'in', contactIds)
    .returning('mail_id as id')
    .execute()
  return mails.map(({ id }) => id)
}

/** What became of the reports that an address follows, and that it was not told of yet. */
export function listMissedSteps(tx: Tx, seal: Buffer): Promise<{ reportId: string; seq: number }[]> {
  return tx
    .selectFrom('report_follow as follow')
    .innerJoin('notice_contact', 'notice_contact.id', 'follow.contact_id')
    .innerJoin('near_report as report', 'report.id', 'follow.report_id')
    .select(['report.id as reportId', 'report.last_seq as seq'])
    .where('notice_contact.seal', '=', seal)
    .whereRef('follow.told', '<', 'report.last_seq')
    .distinct()
    .execute()
}
