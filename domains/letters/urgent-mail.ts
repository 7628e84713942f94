import { type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { urgentMailMessages } from './urgent-mail.messages.ts'

/** A watch that is urgent: by how much it found, or because nobody looked; and the first posts. */
export type UrgentLetter = {
  language: Locale
  step: 'many' | 'idle'
  watchId: string
  watch: string
  n: number
  sources: number
  posts: readonly { postId: string; title: string }[]
}

/** Tells a colleague that a watch is urgent. Titles stand in it as they do in the mail of what a watch found. */
export function writeUrgentMail(
  { organisation, pages, timeZone }: Letterhead,
  { language, step, watchId, watch, n, sources, posts }: UrgentLetter,
): Letter {
  const t = translatorOf(urgentMailMessages, language, timeZone)
  const isMany = step === 'many'
  const paragraphs = [
    isMany ? t('many', { watch, n, sources }) : t('idle', { watch, n }),
    ...posts.map(({ postId, title }) =>
      t('line', { title: title || t('untitled'), url: pages.post(language, postId) }),
    ),
    t('all', { url: pages.watchFinds(language, watchId) }),
    t('why', { url: pages.watch(language, watchId) }),
    organisation,
  ]
  return {
    subject: t(isMany ? 'subjectMany' : 'subjectIdle', { n, watch }),
    text: `${paragraphs.join('\n\n')}\n`,
    automatic: true,
  }
}
