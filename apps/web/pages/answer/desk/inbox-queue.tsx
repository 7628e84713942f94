import type { Child } from 'hono/jsx'
import {
  type InboxCounts,
  type InboxFilter,
  type InboxLine,
  inboxFilters,
  MOST_COUNTED,
} from '#domains/answer'
import { dateIn, daysBetween } from '#platform/clock'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { Pager, Queue, type QueueItem, Tabs } from '#web/ui'
import { langOf, say } from '#web/words'
import { inboxMessages } from './inbox.messages.ts'
import { type InboxView, inboxPath } from './inbox-view.ts'
import { mailMessages } from './mail.messages.ts'

/** What the queue shows: one list of the inbox, and how long each of them is. */
export type InboxList = {
  view: InboxView
  lines: Page<InboxLine>
  counts: InboxCounts
  mail: { channels: number; held: number }
  me: string
}

/** The list of conversations: a page of its own, or beside the one that is open. */
export function InboxQueue({
  c,
  list,
  openId,
  empty,
}: {
  c: WebContext
  list: InboxList
  openId?: string
  /** Shown under the list on a phone, where there is no room beside it. */
  empty?: Child
}) {
  const t = say(c, inboxMessages)
  const { view, lines } = list
  const first = { href: inboxPath(c, { ...view, after: undefined }), label: t('first') }
  const more = { href: inboxPath(c, { ...view, after: lines.next }), label: t('more') }
  const pager = (view.after || lines.next) && (
    <Pager
      label={t('pages')}
      {...(view.after ? { previous: first } : {})}
      {...(lines.next ? { next: more } : {})}
    />
  )
  return (
    <Queue
      label={t('conversations')}
      title={t('inbox')}
      isPage={openId === undefined}
      unread={t('unread')}
      items={lines.rows.map((line) => lineOf(c, list, line, openId))}
      foot={empty ? <div class="wk-only-small">{empty}</div> : pager}
    />
  )
}

/** Which list, and in which order. */
export function InboxTools({ c, list: { view, counts, mail } }: { c: WebContext; list: InboxList }) {
  const t = say(c, inboxMessages)
  const shown = inboxFilters.filter(
    (filter) =>
      (filter !== 'undelivered' && filter !== 'approve') || counts[filter] > 0 || view.filter === filter,
  )
  const tabs = shown.map((filter) => ({
    href: inboxPath(c, { filter, order: view.order, after: undefined }),
    label: labelOf(c, filter, counts),
    current: filter === view.filter,
  }))
  const canSort = ['open', 'nobody', 'mine'].includes(view.filter)
  const other = view.order === 'due' ? 'newest' : 'due'
  return (
    <>
      <Tabs label={t('filters')} tabs={tabs} />
      {canSort && (
        <p class="wk-small">
          {t(view.order === 'due' ? 'sortedByDue' : 'sortedByNewest')}{' '}
          <a href={inboxPath(c, { ...view, order: other, after: undefined })}>
            {t(other === 'due' ? 'sortByDue' : 'sortByNewest')}
          </a>
        </p>
      )}
      {mail.channels > 0 && (
        <p class="wk-small">
          <a href={pathHere(c, '/desk/mail')}>
            {mail.held > 0
              ? say(c, mailMessages)('mailHeld', { n: mail.held })
              : say(c, mailMessages)('mailIn')}
          </a>
        </p>
      )}
    </>
  )
}

function labelOf(c: WebContext, filter: InboxFilter, counts: InboxCounts): string {
  const t = say(c, inboxMessages)
  const label = t(filter)
  if (filter === 'answered') return label
  const n = counts[filter]
  return n > MOST_COUNTED ? t('countedMany', { label, n: MOST_COUNTED }) : t('counted', { label, n })
}

function lineOf(c: WebContext, list: InboxList, line: InboxLine, openId: string | undefined): QueueItem {
  return {
    href: inboxPath(c, list.view, `/${line.id}`),
    who: line.name ?? say(c, inboxMessages)('nameless'),
    when: whenOf(c, line.received_at),
    subject: <span {...langOf(c, line.language)}>{line.subject}</span>,
    ...(line.dossier ? { about: line.dossier } : {}),
    state: stateOf(c, list, line),
    unread: line.unread,
    current: line.id === openId,
  }
}

function stateOf(c: WebContext, list: InboxList, line: InboxLine): QueueItem['state'] {
  const t = say(c, inboxMessages)
  if (list.view.filter === 'undelivered')
    return { icon: 'envelope-simple', text: t('undelivered'), late: true }
  if (line.answered_at) return { icon: 'check-circle', text: t('answeredOn', { at: line.answered_at }) }
  const { clock, config } = c.var.services
  const days = daysBetween(dateIn(config.timeZone, clock.now()), line.due_on)
  const due = days < 0 ? t('daysLate', { days: -days }) : t('daysLeft', { days })
  const state = line.draft_state ? t(`draft${line.draft_state}`, { state: due }) : due
  const text =
    line.assignee === null
      ? state
      : line.assigned_to === list.me
        ? t('withYou', { state })
        : t('withColleague', { state, name: line.assignee })
  return days < 0 ? { icon: 'warning', text, late: true } : { icon: 'clock', text }
}

function whenOf(c: WebContext, at: Date): string {
  const t = say(c, inboxMessages)
  const { clock, config } = c.var.services
  const days = daysBetween(dateIn(config.timeZone, at), dateIn(config.timeZone, clock.now()))
  if (days === 0) return t('time', { at })
  return days === 1 ? t('yesterday') : t('day', { at })
}
