import type { Child } from 'hono/jsx'
import { ASKER_KEPT_DAYS, MOST_FOUND } from '#domains/answer'
import { LONGEST_SEARCH, MOST_TERMS } from '#platform/search'
import type { WebContext } from '#web/http'
import { Empty, Notice, Pager, Queue } from '#web/ui'
import { say } from '#web/words'
import { BulkBar } from '../bulk/bulk-bar.tsx'
import { inboxMessages } from './inbox.messages.ts'
import { lineOf } from './inbox-line.tsx'
import type { Found, InboxList } from './inbox-list.ts'
import { listTitle, RareWays, SortLine } from './inbox-tools.tsx'
import { inboxPath } from './inbox-view.ts'

/** The list of conversations: a page of its own, or beside the one that is open. */
export function InboxQueue({
  c,
  list,
  openId,
  follows,
  empty,
}: {
  c: WebContext
  list: InboxList
  openId?: string
  /** What comes after the one that is open, which may have left the list. */
  follows?: string | undefined
  /** Shown under the list on a phone, where there is no room beside it. */
  empty?: Child
}) {
  const t = say(c, inboxMessages)
  const { view, lines } = list
  const isPage = openId === undefined
  const first = { href: inboxPath(c, { ...view, after: undefined }), label: t('first') }
  const isLast = openId !== undefined && lines.rows.at(-1)?.id === openId
  const more = {
    href: inboxPath(c, { ...view, after: lines.next }),
    label: t('more'),
    ...(isLast ? { dataKey: 'j' } : {}),
  }
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
      title={t(list.found ? 'foundTitle' : 'inbox')}
      count={list.found ? countOf(c, list.found) : listTitle(c, list)}
      notes={
        <>
          {list.found && <FoundNotes c={c} found={list.found} />}
          <SortLine c={c} view={view} />
          {isPage && lines.rows.length > 0 && <BulkBar c={c} view={view} />}
        </>
      }
      isPage={isPage}
      unread={t('unread')}
      items={lines.rows.map((line) => lineOf(c, list, line, openId))}
      next={lines.rows.findIndex(({ id }) => id === follows)}
      foot={
        empty || pager || isPage ? (
          <>
            {empty && <div class="wk-only-small">{empty}</div>}
            {pager}
            {isPage && <RareWays c={c} list={list} />}
          </>
        ) : undefined
      }
    />
  )
}

/** How much was found, in words. */
function countOf(c: WebContext, { count, isAsked }: Found): string {
  const t = say(c, inboxMessages)
  if (!isAsked || count === undefined) return ''
  return count > MOST_FOUND ? t('foundMany', { n: MOST_FOUND }) : t('found', { n: count })
}

/** What is good to know of what was looked for, above what was found. */
function FoundNotes({ c, found }: { c: WebContext; found: Found }) {
  const t = say(c, inboxMessages)
  return (
    <>
      {found.isCut && (
        <Notice title={t('cutTitle')}>{t('cut', { letters: LONGEST_SEARCH, words: MOST_TERMS })}</Notice>
      )}
      {found.isStillMade && <Notice title={t('stillMadeTitle')}>{t('stillMade')}</Notice>}
    </>
  )
}

/** What to try where nothing was found. */
export function NothingFound({ c, found }: { c: WebContext; found: Found }) {
  const t = say(c, inboxMessages)
  if (!found.isAsked)
    return (
      <Empty icon="magnifying-glass" title={t('notAskedTitle')} level={2}>
        {t('notAsked')}
      </Empty>
    )
  return (
    <Empty icon="magnifying-glass" title={t('nothingFound')} level={2}>
      {t('tipWords')} {t('tipBeginning')} {t('tipNames', { days: ASKER_KEPT_DAYS })}
    </Empty>
  )
}
