import type { TrackEntry } from '#domains/answer'
import type { Track } from '#domains/followup'
import { dateIn, noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import type { TrackStep } from '#web/ui'
import { say } from '#web/words'
import { trackDueMessages } from './track-due.messages.ts'
import { type DatedStep, day } from './track-step.tsx'

/** That an answer comes later than was told, and why. */
export function laterStep(c: WebContext, entry: Extract<TrackEntry, { kind: 'due' }>): DatedStep {
  const t = say(c, trackDueMessages)
  const body = (
    <p>
      {t(entry.reason)} {t('until', { due: noonOf(entry.dueOn) })}
    </p>
  )
  return {
    at: entry.at,
    step: { icon: 'calendar', title: t('later'), when: day(c, entry.at), by: 'org', body },
  }
}

/** That we wait for whoever asked, as long as we do. */
export function yourTurnStep(c: WebContext, { conversation }: Track): TrackStep | undefined {
  const until = conversation?.pausedUntil
  const { clock, config } = c.var.services
  if (!until || until <= clock.now()) return undefined
  const t = say(c, trackDueMessages)
  return {
    ...{ icon: 'chat-text', title: t('yourTurn'), moment: 'now', body: <p>{t('yourTurnText')}</p> },
    when: { words: t('yourTurnUntil', { until }), iso: dateIn(config.timeZone, until) },
  }
}
