import type { z } from 'zod'
import type { Tx } from '#db'
import { findRefusalReason, type RefusalReason, type tellAuthorJob } from '#domains/deliberate'
import { listNoticeRequests, type NoticeRequest, sealId } from '#domains/people'
import { newId } from '#platform/db'
import { queueMail } from '#platform/mail'
import { writeAuthorMail } from './author-mail.ts'
import type { NoticeDesk } from './send-notices.ts'

type Occasion = z.infer<typeof tellAuthorJob.payload>

/** What the author of a statement is told: that it was refused, or what the second look brought. */
export type AuthorNews = {
  organisation: string
  question: string
  statement: string
  event: 'refused' | 'removed' | 'upheld' | 'overturned'
  reason: RefusalReason | null
  explanation: string
}

/** Tells whoever left an address with a statement what was decided about it, once each. */
export async function tellAuthor(desk: NoticeDesk, occasion: Occasion): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const found =
      'decisionId' in occasion ? await findRefusal(tx, occasion) : await findSecondLook(tx, occasion)
    if (!found) return
    const { inputId, ...news } = found
    for (const request of await listNoticeRequests(tx, [inputId]))
      if (!(await isTold(tx, request, occasion))) await tellOne(tx, desk, request, { occasion, news })
  })
}

/** Locked, so that two runs of one job take turns, and the second sees whom the first has told. */
async function findRefusal(tx: Tx, { decisionId }: { decisionId: string }) {
  const row = await selectDecision(tx)
    .select(['decision.explanation', 'decision.requested_by'])
    .where('decision.id', '=', decisionId)
    .forNoKeyUpdate('decision')
    .executeTakeFirst()
  if (!row?.inputId) return undefined
  const { inputId, reason_code, requested_by, ...news } = row
  const event = requested_by ? ('removed' as const) : ('refused' as const)
  return { inputId, ...news, event, reason: findRefusalReason(reason_code) }
}

async function findSecondLook(tx: Tx, { appealId }: { appealId: string }) {
  const row = await selectDecision(tx)
    .innerJoin('statement_appeal as appeal', 'appeal.decision_id', 'decision.id')
    .select(['appeal.explanation', 'appeal.outcome'])
    .where('appeal.id', '=', appealId)
    .forNoKeyUpdate('appeal')
    .executeTakeFirst()
  if (!row?.inputId || !row.outcome) return undefined
  const { inputId, reason_code, outcome, ...news } = row
  return {
    inputId,
    ...news,
    event: outcome,
    reason: outcome === 'upheld' ? findRefusalReason(reason_code) : null,
  }
}

function selectDecision(tx: Tx) {
  return tx
    .selectFrom('statement_moderation as decision')
    .innerJoin('statement', (join) =>
      join
        .onRef('statement.dialogue_id', '=', 'decision.dialogue_id')
        .onRef('statement.number', '=', 'decision.statement'),
    )
    .innerJoin('dialogue', 'dialogue.id', 'decision.dialogue_id')
    .innerJoin('organisation', (join) => join.onTrue())
    .select(['statement.input_id as inputId', 'statement.text as statement', 'dialogue.question'])
    .select(['organisation.name as organisation', 'decision.reason_code'])
}

async function isTold(tx: Tx, { contactId }: NoticeRequest, occasion: Occasion): Promise<boolean> {
  const found = await tx
    .selectFrom('notice')
    .select('id')
    .where('contact_id', '=', contactId)
    .where((eb) =>
      'decisionId' in occasion
        ? eb('decision_id', '=', occasion.decisionId)
        : eb('appeal_id', '=', occasion.appealId),
    )
    .executeTakeFirst()
  return found !== undefined
}

async function tellOne(
  tx: Tx,
  { url, secret, clock }: NoticeDesk,
  { inputId, contactId, address, language }: NoticeRequest,
  { occasion, news }: { occasion: Occasion; news: AuthorNews },
): Promise<void> {
  const id = newId()
  const now = clock.now()
  const trackUrl = `${url}/${language}/my-input/mail/${sealId(id, 'notice', secret)}`
  const mail = writeAuthorMail(news, { address, language, trackUrl, stopUrl: `${trackUrl}/stop` })
  const mailId = await queueMail(tx, mail, { domain: new URL(url).hostname, now })
  await tx
    .insertInto('notice')
    .values({
      id,
      contact_id: contactId,
      input_id: inputId,
      ...('decisionId' in occasion ? { decision_id: occasion.decisionId } : { appeal_id: occasion.appealId }),
      mail_id: mailId,
      created_at: now,
    })
    .execute()
}
