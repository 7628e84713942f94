import type { NarrowedCount, InboxView as SavedView } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Details } from '#web/ui'
import { say } from '#web/words'
import { inboxPath } from '../inbox/inbox-view.ts'
import { viewsMessages } from './views.messages.ts'

type Props = {
  c: WebContext
  views: SavedView[]
  counts: Map<string, NarrowedCount>
  /** That which is shown, where it is one. */
  saved: string | undefined
}

/** The views that somebody can choose, with how much is in each: it folds out without script. */
export function ViewsMenu({ c, views, counts, saved }: Props) {
  const v = say(c, viewsMessages)
  const chosen = views.find(({ id }) => id === saved)
  return (
    <Details summary={chosen ? v('menuIn', { name: chosen.name }) : v('menu')}>
      <div class="wk-stack wk-stack--s">
        {views.length === 0 ? (
          <p class="wk-small">{v('none')}</p>
        ) : (
          <ul class="wk-bullets">
            {views.map((one) => (
              <li>
                <a
                  href={savedPath(c, one)}
                  {...(one.id === saved ? { 'aria-current': 'page' as const } : {})}
                >
                  {countedName(c, one, counts)}
                </a>
              </li>
            ))}
          </ul>
        )}
        <p class="wk-small">
          <a href={pathHere(c, '/desk/views')}>{v('manage')}</a>
        </p>
      </div>
    </Details>
  )
}

/** The address of the list that a view shows. */
export function savedPath(c: WebContext, { id, filter, order, narrowing }: SavedView): string {
  return inboxPath(c, { filter, order, after: undefined, narrowing, saved: id })
}

function countedName(c: WebContext, { id, name }: SavedView, counts: Props['counts']): string {
  const v = say(c, viewsMessages)
  const { n, isMore } = counts.get(id) ?? { n: 0, isMore: false }
  return v(isMore ? 'countedMany' : 'counted', { name, n })
}
