import type { Label } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Button, Details, Hidden, Row, Select } from '#web/ui'
import { say } from '#web/words'
import { labelsMessages } from '../labels/labels.messages.ts'
import { type InboxView, inboxPath } from './inbox-view.ts'

/** What the list is narrowed to, to be changed; left out where there is nothing to narrow it by. */
export function NarrowForm({ c, view, labels }: { c: WebContext; view: InboxView; labels: Label[] }) {
  const t = say(c, labelsMessages)
  const { filter, order, narrowing = {} } = view
  if (labels.length === 0) return null
  const isNarrowed = narrowing.label !== undefined
  return (
    <Details summary={t(isNarrowed ? 'narrowedTo' : 'narrow')} open={isNarrowed}>
      <form class="wk-stack wk-stack--s" action={pathHere(c, '/desk/inbox')}>
        <Hidden values={{ filter, order }} />
        <Select
          id="narrow-label"
          name="label"
          label={t('narrowLabel')}
          options={[
            { value: '', label: t('any') },
            ...labels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={narrowing.label ?? ''}
        />
        <Row>
          <Button small>{t('show')}</Button>
          {isNarrowed && (
            <a href={inboxPath(c, { ...view, narrowing: {}, after: undefined })}>{t('widen')}</a>
          )}
        </Row>
      </form>
    </Details>
  )
}
