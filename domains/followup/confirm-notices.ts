import type { Db, Tx } from '#db'
import {
  getLetterhead,
  openSealedHolder,
  postLetter,
  type Site,
  writeConfirmationMail,
} from '#domains/letters'
import { confirmAddress, stopAddress } from '#domains/register'
import type { Address } from '#platform/address'
import { dateIn } from '#platform/clock'
import type { Locale } from '#platform/i18n'
import { addJob } from '#platform/jobs'
import { selectAnsweredInputs } from './answered-input.ts'
import { listMissedDecisions, tellMissedJob } from './missed-decisions.ts'
import { type At, forgetAtTheirWish } from './notice.ts'
import { listMissedSteps } from './report-notice.ts'
import { sendNoticesJob } from './send-notices.ts'
import { tellFollowersJob } from './tell-followers.ts'

type Asked = { seal: Buffer; address: Address; language: Locale; now: Date }

/** Asks whoever holds an address whether they want our notices. */
export async function askToConfirm(
  tx: Tx,
  site: Site,
  { seal, address, language, now }: Asked,
): Promise<void> {
  const letterhead = await getLetterhead(tx, site)
  const letter = writeConfirmationMail(letterhead, { language, seal })
  await postLetter(tx, letter, { letterhead, to: address.mailbox, now })
}

/** Whoever reads the mail of an address, by the seal by which all its contacts are found. */
type Holder = { seal: Buffer }

/** Who got the mail with this token; nobody where we did not make it. */
export function readHolder(token: string, secret: string): Holder | undefined {
  const seal = openSealedHolder(token, secret)
  return seal && { seal }
}

/** Whether there is anything to tell an address of, once it says yes. */
export async function hasContacts(db: Db, { seal }: Holder): Promise<boolean> {
  return (await findContact(db, seal)) !== undefined
}

function findContact(db: Db, seal: Buffer): Promise<{ id: string } | undefined> {
  return db.selectFrom('notice_contact').select('id').where('seal', '=', seal).limit(1).executeTakeFirst()
}

/** Whoever holds an address says yes; what came of their input meanwhile, they are told now. */
export async function confirmNotices(tx: Tx, { seal }: Holder, { timeZone, now }: At): Promise<void> {
  await confirmAddress(tx, { seal, today: dateIn(timeZone, now) })
  for (const version of await listMissedVersions(tx, seal))
    await addJob(tx, sendNoticesJob, version, {
      key: `send-notices:${version.responseId}:${version.version}`,
    })
  for (const step of await listMissedSteps(tx, seal)) await addJob(tx, tellFollowersJob, step)
  const contact = await findContact(tx, seal)
  if (contact && (await listMissedDecisions(tx, seal)).length > 0)
    await addJob(tx, tellMissedJob, { contactId: contact.id }, { key: `tell-missed:${contact.id}` })
}

/** Whoever holds an address says no: all that we know of it is forgotten, and nothing more comes from us. */
export async function stopAllNotices(tx: Tx, { seal }: Holder, at: At): Promise<void> {
  await stopAddress(tx, { seal, today: dateIn(at.timeZone, at.now) })
  const contacts = await tx.selectFrom('notice_contact').select('id').where('seal', '=', seal).execute()
  await forgetAtTheirWish(
    tx,
    contacts.map(({ id }) => id),
    at,
  )
}

/** The same, from a notice that somebody got. Whoever is forgotten already gets nothing more. */
export async function stopNoticesOfContact(tx: Tx, contactId: string, at: At): Promise<void> {
  const found = await tx
    .selectFrom('notice_contact')
    .select('seal')
    .where('id', '=', contactId)
    .executeTakeFirst()
  if (found) await stopAllNotices(tx, found, at)
}

/** Versions that answered an input after somebody asked to be told, while the address was not confirmed yet. */
function listMissedVersions(tx: Tx, seal: Buffer): Promise<{ responseId: string; version: number }[]> {
  return selectAnsweredInputs(tx)
    .innerJoin('notice_request', 'notice_request.input_id', 'answered.input_id')
    .innerJoin('notice_contact', 'notice_contact.id', 'notice_request.contact_id')
    .select(['answered.response_id as responseId', 'answered.version'])
    .where('notice_contact.seal', '=', seal)
    .whereRef('answered.published_at', '>=', 'notice_request.requested_at')
    .distinct()
    .execute()
}
