import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import { z } from 'zod'
import type { DB, Db, Tx } from '#db'
import {
  getLetterhead,
  type Letterhead,
  type NoticeAnswer,
  postLetter,
  type Site,
  type ToldInput,
  writeNoticeMail,
} from '#domains/letters'
import { listNoticeRequests } from '#domains/register'
import { inLanguage, type Translation, translationsOf, type Written } from '#domains/translation'
import type { Clock } from '#platform/clock'
import type { Locale } from '#platform/i18n'
import { defineJob } from '#platform/jobs'
import { selectAnsweredInputs } from './answered-input.ts'
import { reasonMessages, verdictMessages } from './followup.messages.ts'
import type { ResponseVersion } from './response.ts'

/** Tells everybody behind the inputs of one version of a response; carries ids only. */
export const sendNoticesJob = defineJob(
  'send-notices',
  z.object({ responseId: z.uuid(), version: z.int().positive() }),
)

/** What notices are made with. */
export type NoticeDesk = { db: Db; clock: Clock; site: Site }

type VersionKey = z.infer<typeof sendNoticesJob.payload>

/** A version that is told, and how. */
type Telling = { key: VersionKey; answer: Answer; letterhead: Letterhead; clock: Clock }

/** Notices of one transaction. */
const AT_ONCE = 200

/**
 * Tells everybody behind the inputs that a version of a response answers, once each. It goes in batches, each a
 * transaction; when it is killed half-way, the next run goes on with whoever has no notice yet.
 */
export async function sendNotices({ db, clock, site }: NoticeDesk, key: VersionKey): Promise<void> {
  const letterhead = await getLetterhead(db, site)
  const telling = { key, answer: await getAnswer(db, key), letterhead, clock }
  while (await db.transaction().execute((tx) => sendBatch(tx, telling))) {}
  await db
    .updateTable('response_version')
    .set({ noticed_at: clock.now() })
    .where('response_id', '=', key.responseId)
    .where('version', '=', key.version)
    .where('noticed_at', 'is', null)
    .execute()
}

/** @returns whether there was anybody to tell */
async function sendBatch(tx: Tx, telling: Telling): Promise<boolean> {
  await lockVersion(tx, telling.key)
  const people = await listPeopleToTell(tx, telling.key)
  const notices: NewNotice[] = []
  for (const told of await groupByAddress(tx, people)) notices.push(...(await sendOne(tx, telling, told)))
  await insertNotices(tx, notices)
  return people.length > 0
}

type NewNotice = Insertable<DB['notice']> & { id: string }

/** In the order of their ids, which are random: the order of the rows must not say which were in one mail. */
async function insertNotices(tx: Tx, notices: NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  const shuffled = notices.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  await tx.insertInto('notice').values(shuffled).execute()
}

/** Of one address and language: whoever gets several notices of one publication gets one mail. */
type Told = { address: string; seal: Buffer; language: Locale; inputs: PersonToTell[] }

/** Whom we may still tell, locked; the last address of a full batch may go on in the next one, and waits for it. */
async function groupByAddress(tx: Tx, people: PersonToTell[]): Promise<Told[]> {
  const byContact = new Map(people.map((person) => [person.contactId, person]))
  const requests = await listNoticeRequests(tx, [...new Set(people.map((person) => person.inputId))])
  const groups = new Map<string, Told>()
  for (const { contactId, address, seal, language } of requests) {
    const input = byContact.get(contactId)
    if (!input) continue
    const holder = seal.toString('hex')
    const group = groups.get(`${language} ${holder}`)
    if (group) group.inputs.push(input)
    else groups.set(`${language} ${holder}`, { address, seal, language, inputs: [input] })
  }
  const last = people.at(-1)?.holder
  const all = [...groups.values()]
  const whole = all.filter(({ seal }) => seal.toString('hex') !== last)
  return people.length < AT_ONCE || whole.length === 0 ? all : whole
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

type PersonToTell = Omit<ToldInput, 'noticeId'> & { inputId: string; contactId: string; holder: string }

/** By address, so that what goes to one stands together. Whoever asked later saw the answer where they asked. */
async function listPeopleToTell(tx: Tx, { responseId, version }: VersionKey): Promise<PersonToTell[]> {
  return selectAnsweredInputs(tx)
    .innerJoin('notice_request', 'notice_request.input_id', 'answered.input_id')
    .innerJoin('notice_contact', 'notice_contact.id', 'notice_request.contact_id')
    .innerJoin('input', 'input.id', 'answered.input_id')
    .leftJoin('notice', (join) =>
      join
        .onRef('notice.contact_id', '=', 'notice_request.contact_id')
        .onRef('notice.response_id', '=', 'answered.response_id')
        .onRef('notice.version', '=', 'answered.version'),
    )
    .select(['answered.input_id as inputId', 'notice_request.contact_id as contactId'])
    .select((eb) => [
      eb.fn<string>('encode', ['notice_contact.seal', eb.val('hex')]).as('holder'),
      'input.kind',
      'input.received_at as receivedAt',
    ])
    .where('answered.response_id', '=', responseId)
    .where('answered.version', '=', version)
    .where('notice_contact.is_confirmed', '=', true)
    .whereRef('notice_request.requested_at', '<=', 'answered.published_at')
    .where('notice.id', 'is', null)
    .orderBy('holder')
    .orderBy('contactId')
    .limit(AT_ONCE)
    .execute()
}

async function sendOne(
  tx: Tx,
  { key, answer, letterhead, clock }: Telling,
  { address, seal, language, inputs }: Told,
): Promise<NewNotice[]> {
  const now = clock.now()
  const told = inputs.map((input) => ({ ...input, noticeId: randomUUID() }))
  const facts = { language, seal, answer: sayAnswer(answer, language), inputs: told }
  const letter = writeNoticeMail(letterhead, facts)
  const mailId = await postLetter(tx, letter, { letterhead, to: address, now })
  return told.map(({ noticeId, contactId, inputId }) => ({
    ...{ id: noticeId, contact_id: contactId, input_id: inputId, mail_id: mailId },
    ...{ response_id: key.responseId, version: key.version },
  }))
}

type Answer = Pick<ResponseVersion, 'version' | 'verdict' | 'reason' | 'action' | 'why'> & {
  question: string
  translations: Translation[]
  unit: string
} & Written

/** The answer in the language of whoever reads it, what we do and why where they were translated. */
function sayAnswer({ version, verdict, reason, unit, ...answer }: Answer, language: Locale): NoticeAnswer {
  const { question } = inLanguage(answer, ['question'], language, answer.translations)
  const { action, why, ...written } = inLanguage(answer, ['action', 'why'], language, answer.translations)
  return {
    question,
    unit,
    action,
    why,
    written: { language: written.language, translated: written.translated },
    isChanged: version > 1,
    verdict: verdictMessages[language][verdict],
    reason: reason ? reasonMessages[language][reason] : undefined,
  }
}

async function getAnswer(db: Db, { responseId, version }: VersionKey): Promise<Answer> {
  return db
    .selectFrom('response_version')
    .innerJoin('response', 'response.id', 'response_version.response_id')
    .innerJoin('dossier', 'dossier.id', 'response.dossier_id')
    .innerJoin('unit', 'unit.id', 'response_version.unit_id')
    .select([
      'dossier.question',
      'dossier.language',
      translationsOf('response.id', 'dossier.id').as('translations'),
      'unit.name as unit',
      'response_version.version',
      'response_version.verdict',
      'response_version.reason',
      'response_version.action',
      'response_version.why',
    ])
    .where('response_id', '=', responseId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
}
