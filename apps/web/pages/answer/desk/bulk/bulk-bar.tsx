import { pathHere, type WebContext } from '#web/http'
import { Button, Hidden, Row, Select } from '#web/ui'
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

/** Under the list: what can be done with what was ticked in it. */
export function BulkBar({ c, view }: { c: WebContext; view: InboxView }) {
  const t = say(c, bulkMessages)
  return (
    <form
      class="wk-stack wk-stack--s"
      id={BULK_FORM}
      action={pathHere(c, '/desk/inbox/bulk')}
      aria-labelledby="bulk-title"
    >
      <Row apart>
        <h2 class="wk-who" id="bulk-title">
          {t('barTitle')}
        </h2>
        {isAllPicked(c) ? (
          <a href={inboxPath(c, view)}>{t('pickNone')}</a>
        ) : (
          <a href={inboxPath(c, view, '', { pick: 'all' })}>{t('pickAll')}</a>
        )}
      </Row>
      <Hidden values={viewValues(view)} />
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
  )
}
