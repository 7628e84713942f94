import { type InboxCounts, type InboxFilter, inboxFilters, MOST_COUNTED } from '#domains/answer'
import { LONGEST_SEARCH } from '#platform/search'
import { pathHere, type WebContext } from '#web/http'
import { ButtonLink, SearchForm, Tabs } from '#web/ui'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { handsMessages } from '../hands/hands.messages.ts'
import { labelsMessages } from '../labels/labels.messages.ts'
import { mailMessages } from '../mail/mail.messages.ts'
import { mailboxesMessages } from '../mail/mailboxes.messages.ts'
import { RuleAlarms } from '../rules/rule-alarm.tsx'
import { HeldReplies } from '../sending/leaving-box.tsx'
import { takeDownMessages } from '../take-down/take-down.messages.ts'
import { ViewsMenu } from '../views/views-menu.tsx'
import { inboxMessages } from './inbox.messages.ts'
import type { InboxList } from './inbox-list.ts'
import { type InboxView, inboxPath } from './inbox-view.ts'
import { NarrowForm, Widen } from './narrow-form.tsx'

/** Which list, and in which order. */
export function InboxTools({ c, list }: { c: WebContext; list: InboxList }) {
  const { view, counts, mail, heldReplies, alarms } = list
  const t = say(c, inboxMessages)
  const shown = inboxFilters.filter(
    (filter) => !isRare(filter) || counts[filter] > 0 || view.filter === filter,
  )
  const tabs = shown.map((filter) => ({
    href: inboxPath(c, { filter, order: view.order, after: undefined, narrowing: view.narrowing }),
    label: labelOf(c, filter, counts),
    current: filter === view.filter && view.sought === undefined,
  }))
  return (
    <>
      <RuleAlarms c={c} alarms={alarms} />
      <HeldReplies c={c} view={view} replies={heldReplies} />
      <Tabs label={t('filters')} tabs={tabs} />
      <SearchForm
        id="sought"
        action={pathHere(c, '/desk/inbox')}
        label={t('searchLabel')}
        button={t('search')}
        max={LONGEST_SEARCH}
        isLabelHidden
        dataKey="/"
        {...(view.sought ? { value: view.sought } : {})}
      />
      <p>
        <ButtonLink small icon="note-pencil" href={pathHere(c, '/desk/take-down')} dataKey="c">
          {say(c, takeDownMessages)('open')}
        </ButtonLink>
      </p>
      <ViewsMenu c={c} views={list.views} counts={list.viewCounts} saved={view.saved} />
      <NarrowForm c={c} view={view} choices={list.choices} />
      <Widen c={c} view={view} />
      {isWrong(mail) && <MailLink c={c} mail={mail} />}
    </>
  )
}

/** Lists that are shown only where something is in them. */
const rare = ['undelivered', 'approve', 'place', 'snoozed', 'spam'] as const

function isRare(filter: InboxFilter): filter is (typeof rare)[number] {
  return rare.some((one) => one === filter)
}

/** In which order a list is, and the other; above it. */
export function SortLine({ c, view }: { c: WebContext; view: InboxView }) {
  const t = say(c, inboxMessages)
  if (view.sought !== undefined || !['open', 'nobody', 'mine'].includes(view.filter)) return null
  const other = view.order === 'due' ? 'newest' : 'due'
  return (
    <p class="wk-small">
      {t(view.order === 'due' ? 'sortedByDue' : 'sortedByNewest')}{' '}
      <a href={inboxPath(c, { ...view, order: other, after: undefined })}>
        {t(other === 'due' ? 'sortByDue' : 'sortByNewest')}
      </a>
    </p>
  )
}

/** What belongs to the inbox and is seldom needed, under its list. */
export function RareWays({ c, list: { mail, mayManageLabels } }: { c: WebContext; list: InboxList }) {
  return (
    <>
      <p class="wk-small">
        <a href={pathHere(c, '/desk/texts')}>{say(c, answeringMessages)('way')}</a>
      </p>
      {mayManageLabels && (
        <p class="wk-small">
          <a href={pathHere(c, '/desk/labels')}>{say(c, labelsMessages)('manage')}</a>
        </p>
      )}
      {mail.channels > 0 && !isWrong(mail) && <MailLink c={c} mail={mail} />}
    </>
  )
}

function MailLink({ c, mail }: { c: WebContext; mail: InboxList['mail'] }) {
  return (
    <p class="wk-small">
      <a href={pathHere(c, '/desk/mail')}>{aboutMail(c, mail)}</a>
    </p>
  )
}

/** Whether mail waits for somebody: that is said above every list. */
function isWrong({ held, lateMailboxes }: InboxList['mail']): boolean {
  return held > 0 || lateMailboxes > 0
}

/** What a list is called, with how much is in it where that is counted. */
export function listTitle(c: WebContext, { view, counts, views }: InboxList): string {
  const saved = views.find(({ id }) => id === view.saved)
  return saved?.name ?? labelOf(c, view.filter, counts)
}

/** What is most wrong with mail that comes in, where anything is. */
function aboutMail(c: WebContext, { held, lateMailboxes }: InboxList['mail']): string {
  if (lateMailboxes > 0) return say(c, mailboxesMessages)('late', { n: lateMailboxes })
  const t = say(c, mailMessages)
  return held > 0 ? t('mailHeld', { n: held }) : t('mailIn')
}

function labelOf(c: WebContext, filter: InboxFilter, counts: InboxCounts): string {
  const t = say(c, inboxMessages)
  const h = say(c, handsMessages)
  if (filter === 'answered') return t(filter)
  if (filter === 'closed') return h(filter)
  const label = filter === 'snoozed' || filter === 'spam' ? h(filter) : t(filter)
  const n = counts[filter]
  return n > MOST_COUNTED ? t('countedMany', { label, n: MOST_COUNTED }) : t('counted', { label, n })
}
