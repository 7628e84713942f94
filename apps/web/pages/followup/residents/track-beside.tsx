import type { JoinedConversation } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Section } from '#web/ui'
import { say } from '#web/words'
import { besideMessages } from './track-beside.messages.ts'
import { pathOf, type TrackDoor } from './track-door.ts'

type Props = { c: WebContext; joined: readonly JoinedConversation[]; door: TrackDoor }

/** What else goes on from what the code opens: what we deal with apart, and what they asked long after. */
export function BesideTrack({ c, joined, door }: Props) {
  const t = say(c, besideMessages)
  const others = joined.filter(({ publicId }) => publicId !== door.beside)
  if (others.length === 0 && door.beside === undefined) return null
  return (
    <Section id="beside" title={t('title')} gap="s">
      {door.beside !== undefined && (
        <p>
          <a href={pathHere(c, pathOf({ ...door, beside: undefined }))}>{t('first')}</a>
        </p>
      )}
      {others.map(({ publicId, subject, status, why }) => (
        <p>
          <a href={pathHere(c, pathOf({ ...door, beside: publicId }))} dir="auto">
            {subject}
          </a>
          <br />
          <span class="wk-small">
            {t(why)} {t(status)}
          </span>
        </p>
      ))}
    </Section>
  )
}

/** That something they wrote is dealt with apart, and the way there. */
export function Apart({ c, path }: { c: WebContext; path: string }) {
  const t = say(c, besideMessages)
  return (
    <p class="wk-small">
      {t('apart')} <a href={path}>{t('see')}</a>
    </p>
  )
}
