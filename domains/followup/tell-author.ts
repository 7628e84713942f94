import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '#db'
import {
  type AuthorNews,
  getLetterhead,
  type Letterhead,
  postLetter,
  writeAuthorMail,
} from '#domains/letters'
import { findRefusalReason, type RefusalReason, refusalMessages } from '#domains/moderation'
import { listNoticeRequests, type NoticeRequest } from '#domains/register'
import { defineJob } from '#platform/jobs'
import { listMissedDecisions, type Occasion } from './missed-decisions.ts'
import type { NoticeDesk } from './send-notices.ts'

/** Tells an author why a text was refused, or what the second look at that brought; carries ids only. */
export const tellAuthorJob = defineJob(
  'tell-author',
  z.union([z.strictObject({ decisionId: z.uuid() }), z.strictObject({ appealId: z.uuid() })]),
)

/** What the author of a statement is told: that it was refused, or what the second look brought. */
type News = Omit<AuthorNews, 'reason' | 'noticeId'> & { reason: RefusalReason | null }

/** One person, and what to tell them of one statement. */
type Telling = { request: NoticeRequest; occasion: Occasion; spaceId: string; news: News }

/** Tells whoever left an address with a statement what was decided about it, once each. */
export async function tellAuthor(desk: NoticeDesk, occasion: Occasion): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const post = await openPost(tx, desk)
    for (const telling of await listTellings(tx, occasion)) await tell(tx, post, [telling])
  })
}

/** Tells whoever confirmed an address what was decided before that, all of it in one mail for each language. */
export async function tellMissedDecisions(
  desk: NoticeDesk,
  { contactId }: { contactId: string },
): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const holder = tx.selectFrom('notice_contact').select('seal').where('id', '=', contactId)
    const seal = (await holder.executeTakeFirst())?.seal
    if (!seal) return
    const missed: Telling[] = []
    for (const occasion of await listMissedDecisions(tx, seal))
      missed.push(...(await listTellings(tx, occasion)).filter(({ request }) => seal.equals(request.seal)))
    const post = await openPost(tx, desk)
    for (const group of Map.groupBy(missed, ({ request }) => request.language).values())
      await tell(tx, post, group)
  })
}

/** Whom to tell of an occasion, and what: everybody who has not been told yet. */
async function listTellings(tx: Tx, occasion: Occasion): Promise<Telling[]> {
  const spaceId = await findSpace(tx, occasion)
  if (!spaceId) return []
  const found =
    'decisionId' in occasion
      ? await findRefusal(tx, { ...occasion, spaceId })
      : await findSecondLook(tx, { ...occasion, spaceId })
  if (!found) return []
  const { inputId, ...news } = found
  const tellings: Telling[] = []
  for (const request of await listNoticeRequests(tx, [inputId]))
    if (!(await isTold(tx, request, occasion))) tellings.push({ request, occasion, spaceId, news })
  return tellings
}

/** Where it is kept: a job names it alone. */
async function findSpace(tx: Tx, occasion: Occasion): Promise<string | undefined> {
  const [table, id] =
    'decisionId' in occasion
      ? (['moderation_decision', occasion.decisionId] as const)
      : (['moderation_appeal', occasion.appealId] as const)
  return (await tx.selectFrom(table).select('space_id').where('id', '=', id).executeTakeFirst())?.space_id
}

/** Locked, so that two runs of one job take turns, and the second sees whom the first has told. */
async function findRefusal(tx: Tx, { spaceId, decisionId }: { spaceId: string; decisionId: string }) {
  const row = await selectDecision(tx)
    .select(['decision.explanation', 'decision.requested_by'])
    .where('decision.space_id', '=', spaceId)
    .where('decision.id', '=', decisionId)
    .forNoKeyUpdate('decision')
    .executeTakeFirst()
  if (!row) return undefined
  const { inputId, reason_code, requested_by, ...news } = row
  const event = requested_by ? ('removed' as const) : ('refused' as const)
  return { inputId, ...news, event, reason: findRefusalReason(reason_code) }
}

async function findSecondLook(tx: Tx, { spaceId, appealId }: { spaceId: string; appealId: string }) {
  const row = await selectDecision(tx)
    .innerJoin('moderation_appeal as appeal', (join) =>
      join.onRef('appeal.space_id', '=', 'decision.space_id').onRef('appeal.decision_id', '=', 'decision.id'),
    )
    .select(['appeal.explanation', 'appeal.outcome'])
    .where('appeal.space_id', '=', spaceId)
    .where('appeal.id', '=', appealId)
    .forNoKeyUpdate('appeal')
    .executeTakeFirst()
  if (!row?.outcome) return undefined
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
    .selectFrom('moderation_decision as decision')
    .innerJoin('input', 'input.id', 'decision.input_id')
    .innerJoin('dialogue', 'dialogue.id', 'decision.space_id')
    .select(['input.id as inputId', 'input.received_at as receivedAt', 'dialogue.question'])
    .select('decision.reason_code')
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

/** What every mail of one job leaves by. */
type Post = { letterhead: Letterhead; now: Date }

async function openPost(tx: Tx, { site, clock }: NoticeDesk): Promise<Post> {
  return { letterhead: await getLetterhead(tx, site), now: clock.now() }
}

/** One mail to one person, in one language. */
async function tell(tx: Tx, { letterhead, now }: Post, tellings: Telling[]): Promise<void> {
  const told = tellings.map((telling) => ({ ...telling, noticeId: randomUUID() }))
  const [first, ...more] = told
  if (!first) return
  const { address, seal, language } = first.request
  const say = ({ news, noticeId }: typeof first): AuthorNews => ({
    ...{ ...news, noticeId },
    reason: news.reason ? refusalMessages[language][news.reason] : undefined,
  })
  const letter = writeAuthorMail(letterhead, { language, seal, news: [say(first), ...more.map(say)] })
  const mailId = await postLetter(tx, letter, { letterhead, to: address, now })
  const notices = told.map(({ noticeId, request, occasion, spaceId }) => ({
    id: noticeId,
    contact_id: request.contactId,
    input_id: request.inputId,
    space_id: spaceId,
    ...('decisionId' in occasion ? { decision_id: occasion.decisionId } : { appeal_id: occasion.appealId }),
    mail_id: mailId,
  }))
  await tx.insertInto('notice').values(notices).execute()
}
