import type { NamedConversation } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Box, Button, Field, Row } from '#web/ui'
import { langOf, say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { inboxPath } from '../inbox/inbox-view.ts'
import { besideMessages } from './beside.messages.ts'

type Props = { c: WebContext; desk: Desk }

/** What was merged into this one, and other conversations of whoever asked. */
export function EarlierBoxes({ c, desk }: Props) {
  const t = say(c, besideMessages)
  const { merged, earlier, around } = desk.hands
  const isMerged = desk.page.conversation.merged_into !== null
  const shown = [...merged.here, ...around.onward, ...(around.from ? [around.from] : [])]
  const hereIds = shown.map(({ id }) => id)
  const others = earlier.filter(({ id }) => !hereIds.includes(id))
  return (
    <>
      {merged.here.length > 0 && (
        <Box title={t('hereTitle')}>
          <p class="wk-small">{t('hereHelp')}</p>
          {merged.here.map((one) => (
            <Named c={c} desk={desk} one={one} />
          ))}
        </Box>
      )}
      {others.length > 0 && (
        <Box title={t('earlierTitle')}>
          {others.map((one) => (
            <div class="wk-stack wk-stack--s">
              <Named c={c} desk={desk} one={one} />
              {!isMerged && <Together c={c} desk={desk} id={one.id} />}
            </div>
          ))}
        </Box>
      )}
    </>
  )
}

function Named({ c, desk, one }: Props & { one: NamedConversation }) {
  const t = say(c, besideMessages)
  return (
    <p>
      <a href={inboxPath(c, desk.view, `/${one.id}`)} {...langOf(c, one.language)}>
        {one.subject}
      </a>
      <br />
      <span class="wk-small">{t('line', { state: t(one.status), at: one.at })}</span>
    </p>
  )
}

/** Both ways; the one button says which conversation. */
function Together({ c, desk, id }: Props & { id?: string }) {
  const t = say(c, besideMessages)
  const named = id === undefined ? {} : { name: 'other', value: id }
  return (
    <Row>
      <Button small {...named} formaction={actionOf(c, desk, 'merge')}>
        {t('merge')}
      </Button>
      <Button small {...named} formaction={actionOf(c, desk, 'link')}>
        {t('tie')}
      </Button>
    </Row>
  )
}

/** How a conversation is put with any other. */
export function OtherBox({ c, desk }: Props) {
  const t = say(c, besideMessages)
  if (desk.page.conversation.merged_into !== null) return null
  const { other: typed } = desk.hands.chosen
  return (
    <Box title={t('otherTitle')}>
      <div class="wk-stack wk-stack--s">
        <p class="wk-small">{t('mergeHelp')}</p>
        <Field
          id="other"
          name="otherTyped"
          label={t('otherLabel')}
          description={t('otherHelp')}
          value={typed}
          {...problemAt(c, desk, 'other')}
        />
        <Together c={c} desk={desk} />
      </div>
    </Box>
  )
}

/** That this conversation was merged into another, and the way there. */
export function MergedInto({ c, desk }: Props) {
  const t = say(c, besideMessages)
  const { into } = desk.hands.merged
  return (
    <>
      <p>
        <strong>{t('mergedTitle')}</strong> {t(into ? 'mergedBody' : 'mergedHidden')}{' '}
        {into && (
          <a href={inboxPath(c, desk.view, `/${into.id}`)} {...langOf(c, into.language)}>
            {into.subject}
          </a>
        )}
      </p>
      <p class="wk-small">{t('mergedOut')}</p>
    </>
  )
}
