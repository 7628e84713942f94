import type { Tx } from '#db'
import { nearReportChanged } from '#domains/answer'
import { appealDecided, textRefused, textRemoved } from '#domains/moderation'
import type { Consumer } from '#platform/events'
import { addJob } from '#platform/jobs'
import { responseChanged, responsePublished } from './response.events.ts'
import { sendNoticesJob } from './send-notices.ts'
import { tellAuthorJob } from './tell-author.ts'
import { tellFollowersJob } from './tell-followers.ts'

/** Tells of responses to whoever asked for notices. */
const notices: Consumer = {
  name: 'notices',
  types: [responsePublished, responseChanged],
  begin: 'newest',
  take: (tx, { subject }) =>
    addJob(tx, sendNoticesJob, { responseId: subject.id, version: subject.number ?? 1 }),
}

/** Tells authors what was decided about their texts. */
const mailToAuthors: Consumer = {
  name: 'mail-to-authors',
  types: [textRefused, textRemoved, appealDecided],
  begin: 'newest',
  take: async (tx, { type, subject }) => {
    if (type !== appealDecided.name) return addJob(tx, tellAuthorJob, { decisionId: subject.id })
    const appealId = await findAppeal(tx, subject.id)
    if (appealId) await addJob(tx, tellAuthorJob, { appealId })
  },
}

/** Tells what became of a report to whoever follows it. */
const mailToFollowers: Consumer = {
  name: 'mail-to-followers',
  types: [nearReportChanged],
  begin: 'newest',
  take: (tx, { subject }) => addJob(tx, tellFollowersJob, { reportId: subject.id, seq: subject.number ?? 1 }),
}

/** What this room does when something became public elsewhere, or here. */
export const followupConsumers: readonly Consumer[] = [notices, mailToAuthors, mailToFollowers]

async function findAppeal(tx: Tx, decisionId: string): Promise<string | undefined> {
  const appeal = await tx
    .selectFrom('moderation_appeal')
    .select('id')
    .where('decision_id', '=', decisionId)
    .executeTakeFirst()
  return appeal?.id
}
