import type { TrackNotice } from '#domains/followup'
import { dateIn } from '#platform/clock'
import type { WebContext } from '#web/http'
import type { TrackStep } from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'

/** A step that stands at its moment, among the others that happened. */
export type DatedStep = { at: Date; step: TrackStep }

export function day(c: WebContext, at: Date) {
  return { words: say(c, trackMessages)('day', { on: at }), iso: dateIn(c.var.services.config.timeZone, at) }
}

/** What became of the mail about a step. */
export function NoticeLine({ c, notice }: { c: WebContext; notice: TrackNotice | undefined }) {
  const t = say(c, trackMessages)
  if (!notice) return null
  const said = {
    sent: notice.sentAt && t('noticeSent', { on: notice.sentAt }),
    waiting: t(c.var.services.config.smtpUrl === undefined ? 'mailStays' : 'noticeWaiting'),
    refused: t('noticeRefused'),
  }
  return <p class="wk-small wk-soft">{said[notice.state]}</p>
}
