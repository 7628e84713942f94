import type { WebContext } from '#web/http'
import { Box, Button, Row, Select, Tag } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { labelsMessages } from './labels.messages.ts'

/** What a conversation is marked with; left out where the organisation has no labels. */
export function LabelsBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, labelsMessages)
  const { label_ids: ids } = desk.page.conversation
  const { labels } = desk.choices
  const here = labels.filter(({ id }) => ids.includes(id))
  const others = labels.filter(({ id, isEnded }) => !isEnded && !ids.includes(id))
  if (here.length + others.length === 0) return null
  return (
    <Box title={t('boxTitle')}>
      <div class="wk-stack wk-stack--s">
        {here.length === 0 && <p>{t('boxNone')}</p>}
        {here.map(({ id, name }) => (
          <Row apart>
            <Tag icon="tag">{name}</Tag>
            <Button small name="labelOff" value={id} formaction={actionOf(c, desk, 'unlabel')}>
              {t('takeOff', { name })}
            </Button>
          </Row>
        ))}
        {others.length > 0 && (
          <>
            <Select
              id="label"
              name="label"
              label={t('chooseLabel')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              {...problemAt(c, desk, 'label')}
            />
            <p>
              <Button small formaction={actionOf(c, desk, 'label')}>
                {t('put')}
              </Button>
            </p>
          </>
        )}
      </div>
    </Box>
  )
}
