import { z } from 'zod'
import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { newId } from '#platform/db'
import { isLocale, type Locale, locales, translatorOf } from '#platform/i18n'
import { addJob, defineJob } from '#platform/jobs'
import { queueMail } from '#platform/mail'
import { findOrganisation } from './organisation.ts'
import { signInMessages } from './sign-in.messages.ts'
import { createSignIn } from './sign-in.ts'
import { findStaffByEmail, findStaffMember } from './staff.ts'

/** Mail a link to a member of staff; to a stranger's id, nothing. */
export const sendSignInLinkJob = defineJob(
  'people-send-sign-in-link',
  z.object({ accountId: z.uuid(), language: z.enum(locales) }),
)

type Ask = z.infer<typeof sendSignInLinkJob.payload>

/** After so many tries a link would come too late to be waited for. */
const TRIES = 5

/**
 * Has a link mailed to whoever owns an address, if they work here. Both ways take the same steps, and what takes longer
 * for staff is done by a job: neither the answer nor its time says who works here. A stranger's address is not kept.
 */
export async function askForSignInLink(tx: Tx, email: string, language: Locale): Promise<void> {
  const staff = await findStaffByEmail(tx, email)
  const ask = { accountId: staff?.accountId ?? newId(), language }
  await addJob(tx, sendSignInLinkJob, ask, { maxAttempts: TRIES })
}

/** The address of the page that uses a one-time link up. */
export function signInAddress(url: string, token: string, language: string): string {
  return `${url}/${isLocale(language) ? language : 'nl'}/sign-in/open?token=${encodeURIComponent(token)}`
}

/** Makes what carries the job out: a link, and a mail in the outbox. */
export function createLinkSender(options: {
  db: Db
  clock: Clock
  /** The address that people see, without a slash at the end. */
  url: string
  secret: string
}): (ask: Ask) => Promise<void> {
  const { db, clock, url, secret } = options
  const signIn = createSignIn({ db, baseUrl: url, secret })
  return async ({ accountId, language }) => {
    const staff = await findStaffMember(db, accountId)
    const token = staff && (await signIn.makeLink(staff.email))
    if (!staff || !token) return
    const organisation = (await findOrganisation(db))?.name ?? 'Weerklank'
    const t = translatorOf(signInMessages, language)
    const mail = {
      to: staff.email,
      subject: t('mailSubject', { organisation }),
      text: t('mailText', { organisation, link: signInAddress(url, token, language) }),
      automatic: true,
    }
    const domain = new URL(url).hostname
    await db.transaction().execute((tx) => queueMail(tx, mail, { domain, now: clock.now() }))
  }
}
