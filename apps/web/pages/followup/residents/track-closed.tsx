import type { Track } from '#domains/followup'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { trackClosedMessages } from './track-closed.messages.ts'
import { type DatedStep, day } from './track-step.tsx'

/** That we closed their conversation without an answer, why, and that they can write back. */
export function closingOf(c: WebContext, { conversation }: Track): DatedStep[] {
  const t = say(c, trackClosedMessages)
  const joined: DatedStep[] = conversation?.joinedAt
    ? [
        {
          at: conversation.joinedAt,
          step: {
            ...{ icon: 'arrows-merge', title: t('joined'), when: day(c, conversation.joinedAt), by: 'org' },
            body: <p>{t('joinedText')}</p>,
          },
        },
      ]
    : []
  if (!conversation?.closed) return joined
  const { as: reason, at } = conversation.closed
  const body = <p>{t(`${reason}Text`)}</p>
  return [
    ...joined,
    { at, step: { icon: 'check-circle', title: t(reason), when: day(c, at), by: 'org', body } },
  ]
}
