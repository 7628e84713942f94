import type { Written } from '#domains/translation'
import { type Locale, languageName, translatorOf } from '#platform/i18n'
import { followMailMessages } from './follow-mail.messages.ts'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'

/** What became of a report that somebody follows. */
export type FollowLetter = {
  language: Locale
  seal: Buffer
  publicId: string
  /** In the words of staff; undefined where it was withdrawn: it is not said once more. */
  title: string | undefined
  /** How it stands, in the words and the language of the reader. */
  state: string
  /** What staff say of it, which may be nothing; of what was withdrawn, why. */
  words: string
  /** In which language these are. */
  written: Written
}

/** Tells somebody what became of a report near them that they follow. */
export function writeFollowMail({ organisation, pages }: Letterhead, letter: FollowLetter): Letter {
  const { language, seal, publicId, title, words } = letter
  const t = translatorOf(followMailMessages, language)
  const state = letter.state.charAt(0).toLowerCase() + letter.state.slice(1)
  const stopUrl = pages.stop(language, seal)
  const paragraphs = [
    t('greeting'),
    title === undefined ? t('followedWithdrawn') : t('follows', { title }),
    title !== undefined && t('state', { state }),
    words !== '' && sayLanguage(letter),
    words,
    organisation,
    title !== undefined && t('page', { url: pages.near(language, publicId) }),
    t('stop', { url: stopUrl }),
  ]
  return {
    subject: title === undefined ? t('subjectWithdrawn') : t('subject', { state: letter.state, title }),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    automatic: true,
    stopUrl,
  }
}

/** Where the explanation is not in the language of the mail, or not as it was written. */
function sayLanguage({ language, written }: FollowLetter): string | undefined {
  const t = translatorOf(followMailMessages, language)
  const { translated } = written
  const name = languageName(language, translated?.from ?? written.language)
  if (!name || (!translated && written.language === language)) return undefined
  if (!translated) return t('foreign', { language: name })
  return t(translated.byMachine ? 'byMachine' : 'translated', { language: name })
}
