import type { z } from 'zod'
import type { Db, Tx } from '#db'
import { listNoticeRequests, type NoticeRequest } from '#domains/people'
import type { Clock } from '#platform/clock'
import { newId } from '#platform/db'
import { queueMail } from '#platform/mail'
import { selectAnsweredInputs } from './answered-input.ts'
import { type NoticeText, writeNoticeMail } from './notice-mail.ts'
import { sealNotice } from './notice-token.ts'
import type { sendNoticesJob } from './publish-response.ts'

/** What notices are made with. */
export type NoticeDesk = {
  db: Db
  clock: Clock
  /** The address that residents see, without a slash at the end. */
  url: string
  secret: string
}

type VersionKey = z.infer<typeof sendNoticesJob.payload>

/** People told in one transaction. */
const AT_ONCE = 200

/**
 * Tells everybody behind the inputs that a version of a response answers, once each. It goes in batches, each a
 * transaction; when it is killed half-way, the next run goes on with whoever has no notice yet.
 */
export async function sendNotices(desk: NoticeDesk, key: VersionKey): Promise<void> {
  const text = await getNoticeText(desk.db, key)
  while (await desk.db.transaction().execute((tx) => sendBatch(tx, desk, key, text))) {}
  await desk.db
    .updateTable('response_version')
    .set({ noticed_at: desk.clock.now() })
    .where('response_id', '=', key.responseId)
    .where('version', '=', key.version)
    .where('noticed_at', 'is', null)
    .execute()
}

/** @returns whether there was anybody to tell */
async function sendBatch(tx: Tx, desk: NoticeDesk, key: VersionKey, text: NoticeText): Promise<boolean> {
  await lockVersion(tx, key)
  const people = await listPeopleToTell(tx, key)
  const contacts = new Set(people.map((person) => person.contactId))
  const requests = await listNoticeRequests(tx, [...new Set(people.map((person) => person.inputId))])
  for (const request of requests)
    if (contacts.has(request.contactId)) await sendOne(tx, desk, key, text, request)
  return people.length > 0
}

/** Two runs of one job take turns, and the second sees whom the first has told. */
async function lockVersion(tx: Tx, { responseId, version }: VersionKey): Promise<void> {
  await tx
    .selectFrom('response_version')
    .select('version')
    .where('response_id', '=', responseId)
    .where('version', '=', version)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

async function listPeopleToTell(
  tx: Tx,
  { responseId, version }: VersionKey,
): Promise<{ inputId: string; contactId: string }[]> {
  return selectAnsweredInputs(tx)
    .innerJoin('notice_request', 'notice_request.input_id', 'answered.input_id')
    .leftJoin('notice', (join) =>
      join
        .onRef('notice.contact_id', '=', 'notice_request.contact_id')
        .onRef('notice.response_id', '=', 'answered.response_id')
        .onRef('notice.version', '=', 'answered.version'),
    )
    .select(['answered.input_id as inputId', 'notice_request.contact_id as contactId'])
    .where('answered.response_id', '=', responseId)
    .where('answered.version', '=', version)
    .where('notice.id', 'is', null)
    .limit(AT_ONCE)
    .execute()
}

async function sendOne(
  tx: Tx,
  { url, secret, clock }: NoticeDesk,
  { responseId, version }: VersionKey,
  text: NoticeText,
  { inputId, contactId, address, language }: NoticeRequest,
): Promise<void> {
  const id = newId()
  const now = clock.now()
  const trackUrl = `${url}/${language}/my-input/mail/${sealNotice(id, secret)}`
  const mail = writeNoticeMail(text, { address, language, trackUrl, stopUrl: `${trackUrl}/stop` })
  const mailId = await queueMail(tx, mail, { domain: new URL(url).hostname, now })
  await tx
    .insertInto('notice')
    .values({
      id,
      contact_id: contactId,
      input_id: inputId,
      response_id: responseId,
      version,
      mail_id: mailId,
      created_at: now,
    })
    .execute()
}

async function getNoticeText(db: Db, { responseId, version }: VersionKey): Promise<NoticeText> {
  return db
    .selectFrom('response_version')
    .innerJoin('response', 'response.id', 'response_version.response_id')
    .innerJoin('dossier', 'dossier.id', 'response.dossier_id')
    .innerJoin('unit', 'unit.id', 'response_version.unit_id')
    .innerJoin('organisation', (join) => join.onTrue())
    .select([
      'organisation.name as organisation',
      'dossier.question',
      'unit.name as unit',
      'response_version.version',
      'response_version.verdict',
      'response_version.reason',
      'response_version.explanation',
    ])
    .where('response_id', '=', responseId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
}
