import { z } from 'zod'
import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { type Locale, locales } from '#platform/i18n'
import { addJob, defineJob } from '#platform/jobs'
import { createSignIn } from './sign-in.ts'
import { findStaffByEmail, findStaffMember } from './staff.queries.ts'

/** Mail a link to a member of staff; to a stranger's id, nothing. */
export const sendSignInLinkJob = defineJob(
  'people-send-sign-in-link',
  z.object({ accountId: z.uuid(), language: z.enum(locales) }),
)

type Ask = z.infer<typeof sendSignInLinkJob.payload>

/** After this many tries a link would come too late to be waited for. */
const TRIES = 5

/**
 * Has a link mailed to whoever owns an address, if they work here. Both ways take the same steps, and what takes longer
 * for staff is done by a job: neither the answer nor its time says who works here. A stranger's address is not kept.
 */
export async function askForSignInLink(
  tx: Tx,
  email: string,
  { language, today }: { language: Locale; today: string },
): Promise<void> {
  const staff = await findStaffByEmail(tx, email, today)
  const ask = { accountId: staff?.accountId ?? newId(), language }
  await addJob(tx, sendSignInLinkJob, ask, { maxAttempts: TRIES })
}

/** A link to sign in by, before it is written down. */
export type SignInLink = { to: string; language: Locale; token: string }

/**
 * Makes what carries the job out: a link for whoever works here.
 * @param send  writes the mail with the link, and puts it in the outbox
 */
export function createLinkSender(options: {
  db: Db
  /** Tells the day of the organisation. */
  today: () => string
  /** The address that people see, without a slash at the end. */
  url: string
  secret: string
  send: (link: SignInLink) => Promise<void>
}): (ask: Ask) => Promise<void> {
  const { db, today, url, secret, send } = options
  const signIn = createSignIn({ db, today, baseUrl: url, secret })
  return async ({ accountId, language }) => {
    const staff = await findStaffMember(db, accountId, today())
    const token = staff && (await signIn.makeLink(staff.email))
    if (staff && token) await send({ to: staff.email, language, token })
  }
}
