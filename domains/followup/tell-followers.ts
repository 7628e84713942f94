import { z } from 'zod'
import type { Tx } from '#db'
import { findNearReport, type NearReport, nearStateMessages, withdrawalMessages } from '#domains/answer'
import { getLetterhead, type Letterhead, postLetter, writeFollowMail } from '#domains/letters'
import { type Locale, locales } from '#platform/i18n'
import { defineJob } from '#platform/jobs'
import type { NoticeDesk } from './send-notices.ts'

/** Tells everybody who follows a report of one step; carries ids only. */
export const tellFollowersJob = defineJob(
  'tell-followers',
  z.object({ reportId: z.uuid(), seq: z.int().positive() }),
)

type StepKey = z.infer<typeof tellFollowersJob.payload>

/** Mails of one transaction. */
const AT_ONCE = 200

/**
 * Tells everybody who follows a report, and confirmed their address, of a step: once each, and nobody of what they know. It
 * goes in batches, each a transaction; killed half-way, the next run goes on with whoever was not told.
 */
export async function tellFollowers({ db, clock, site }: NoticeDesk, step: StepKey): Promise<void> {
  const report = await db
    .selectFrom('near_report')
    .select('public_id as publicId')
    .where('id', '=', step.reportId)
    .executeTakeFirst()
  if (!report) return
  const letterhead = await getLetterhead(db, site)
  const said = new Map<Locale, NearReport>()
  for (const locale of locales) {
    const found = await findNearReport(db, report.publicId, locale)
    if (found) said.set(locale, found)
  }
  const telling = { step, said, letterhead, now: clock.now() }
  while (await db.transaction().execute((tx) => tellBatch(tx, telling))) {}
}

type Telling = { step: StepKey; said: Map<Locale, NearReport>; letterhead: Letterhead; now: Date }

/** @returns whether there was anybody to tell */
async function tellBatch(tx: Tx, telling: Telling): Promise<boolean> {
  const { reportId, seq } = telling.step
  const followers = await tx
    .selectFrom('report_follow')
    .innerJoin('notice_contact', 'notice_contact.id', 'report_follow.contact_id')
    .select(['contact_id as contactId', 'address', 'seal', 'language'])
    .where('report_id', '=', reportId)
    .where('told', '<', seq)
    .where('is_confirmed', '=', true)
    .orderBy('contact_id')
    .limit(AT_ONCE)
    .forNoKeyUpdate('report_follow')
    // None of them is forgotten before the mail that holds their address is noted.
    .forKeyShare('notice_contact')
    .execute()
  for (const follower of followers) await tellOne(tx, telling, follower)
  return followers.length > 0
}

type Follower = { contactId: string; address: string; seal: Buffer; language: Locale }

async function tellOne(
  tx: Tx,
  { step, said, letterhead, now }: Telling,
  { contactId, address, seal, language }: Follower,
): Promise<void> {
  const letter = letterOf(letterhead, said.get(language), { seq: step.seq, seal, language })
  if (letter) {
    const mailId = await postLetter(tx, letter, { letterhead, to: address, now })
    await tx.insertInto('report_notice').values({ mail_id: mailId, contact_id: contactId }).execute()
  }
  await tx
    .updateTable('report_follow')
    .set({ told: step.seq })
    .where('report_id', '=', step.reportId)
    .where('contact_id', '=', contactId)
    .execute()
}

function letterOf(
  letterhead: Letterhead,
  report: NearReport | undefined,
  { seq, seal, language }: { seq: number; seal: Buffer; language: Locale },
) {
  const step = report?.steps.find((one) => one.seq === seq)
  if (!report || !step) return undefined
  const { publicId, title } = report
  const { state, words, withdrawnAs, ...written } = step
  return writeFollowMail(letterhead, {
    ...{ language, seal, publicId },
    // What was withdrawn is not said once more, as it may be just that which was wrong with it.
    title: state === 'withdrawn' || report.state === 'withdrawn' ? undefined : title,
    state: nearStateMessages[language][state],
    words: withdrawnAs ? withdrawalMessages[language][withdrawnAs] : words,
    written: { language: withdrawnAs ? language : written.language, translated: written.translated },
  })
}
