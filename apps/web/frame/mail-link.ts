import type { Db } from '#db'
import { findOrganisation, type SignInDelivery } from '#domains/people'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import { isLocale } from '#platform/i18n'
import { queueMail } from '#platform/mail'
import { accountMessages } from '../pages/account/account.messages.ts'
import { sayIn } from './say.ts'
import { pathIn } from './web.ts'

/** The address of the page that uses a one-time link up. */
export function signInAddress(config: Config, token: string, language: string): string {
  const locale = isLocale(language) ? language : 'nl'
  return `${config.url}${pathIn(locale, '/sign-in/open')}?token=${encodeURIComponent(token)}`
}

/** Delivers one-time links by mail, through the outbox. */
export function mailSignInLinks({
  db,
  config,
  clock,
}: {
  db: Db
  config: Config
  clock: Clock
}): SignInDelivery {
  return async ({ email, token, language }) => {
    const locale = isLocale(language) ? language : 'nl'
    const t = sayIn(locale, accountMessages, config.timeZone)
    const organisation = (await findOrganisation(db))?.name ?? 'Weerklank'
    const mail = {
      to: email,
      subject: t('mailSubject', { organisation }),
      text: t('mailText', { organisation, link: signInAddress(config, token, locale) }),
      automatic: true,
    }
    const domain = new URL(config.url).hostname
    await db.transaction().execute((tx) => queueMail(tx, mail, { domain, now: clock.now() }))
  }
}
