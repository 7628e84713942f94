import type { Entry, Removal } from '#domains/answer'
import type { WebContext } from '#web/http'
import type { IconName } from '#web/ui'
import { Prose, say } from '#web/words'
import { privacyMessages } from './privacy.messages.ts'

type Shown = { c: WebContext; entry: Entry }

/** What an entry says, or that its words were removed, or are no longer kept. */
export function EntryWords({ c, entry, lang }: Shown & { lang: string | undefined }) {
  if (entry.removal) return <p>{removalOf(c, entry.removal)}</p>
  if (entry.body === null) return <p>{say(c, privacyMessages)('notKept')}</p>
  return <Prose text={entry.body} lang={lang} />
}

/** When words were removed, and why. */
export function removalOf(c: WebContext, { at: on, reason: why }: Removal): string {
  return say(c, privacyMessages)('removed', { on, why })
}

/** The way to remove the words of an entry, where there are any; of an answer, those of its draft. */
export function RemoveLink({ c, entry, path }: Shown & { path: string | undefined }) {
  if (path === undefined || entry.body === null) return null
  return (
    <p class="wk-small">
      <a href={`${path}/${entry.draftSeq ?? entry.seq}`}>{say(c, privacyMessages)('remove')}</a>
    </p>
  )
}

/** That words were removed, in one line. */
export function removalHappening(
  c: WebContext,
  { redactedSeq }: Entry,
  values: { by: string; moment: string },
): { icon: IconName; text: string } {
  const t = say(c, privacyMessages)
  return { icon: 'trash', text: t(redactedSeq === null ? 'erasedBy' : 'removedBy', values) }
}
