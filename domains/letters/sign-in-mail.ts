import { type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { signInMessages } from './sign-in-mail.messages.ts'

/** Sends a member of staff the link that signs them in. */
export function writeSignInMail(
  { organisation, pages }: Letterhead,
  { language, token }: { language: Locale; token: string },
): Letter {
  const t = translatorOf(signInMessages, language)
  return {
    subject: t('subject', { organisation }),
    text: t('text', { organisation, link: pages.signIn(language, token) }),
    automatic: true,
  }
}
