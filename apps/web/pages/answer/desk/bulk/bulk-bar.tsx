import { pathHere, type WebContext } from '#web/http'
import { Button, Details, Hidden, Select } from '#web/ui'
import { say } from '#web/words'
import { type InboxView, inboxPath, viewValues } from '../inbox/inbox-view.ts'
import { bulkMessages } from './bulk.messages.ts'
import { bulkKinds } from './bulk-choice.ts'

/** The form that the boxes of the list belong to. */
export const BULK_FORM = 'bulk'

/** Whether all boxes come ticked: by a link, so that it works without a script. */
export function isAllPicked(c: WebContext): boolean {
  return c.req.query('pick') === 'all'
}

/** Above the list, folded until somebody wants it: what can be done with what is ticked in it. */
export function BulkBar({ c, view }: { c: WebContext; view: InboxView }) {
  const t = say(c, bulkMessages)
  const isAll = isAllPicked(c)
  return (
    <Details summary={t('barTitle')} open={isAll}>
      <form
        class="wk-stack wk-stack--s"
        id={BULK_FORM}
        action={pathHere(c, '/desk/inbox/bulk')}
        aria-label={t('barTitle')}
      >
        <Hidden values={viewValues(view)} />
        <p class="wk-small">
          <a href={inboxPath(c, view, '', isAll ? {} : { pick: 'all' })}>
            {t(isAll ? 'pickNone' : 'pickAll')}
          </a>
        </p>
        <Select
          id="bulk-deed"
          name="deed"
          label={t('deedLabel')}
          options={bulkKinds.map((kind) => ({ value: kind, label: t(kind) }))}
        />
        <p>
          <Button small>{t('go')}</Button>
        </p>
      </form>
    </Details>
  )
}
