import type { WebContext } from '#web/http'
import { Box, Button, Select } from '#web/ui'
import { say } from '#web/words'
import { conversationMessages } from './conversation.messages.ts'
import { actionOf, type Desk } from './desk.ts'
import { problemAt } from './problems.ts'

type Props = { c: WebContext; desk: Desk }

export function WithBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { page, staff, colleagues } = desk
  const isMine = page.assignee?.id === staff.accountId
  const others = colleagues.filter(({ accountId }) => accountId !== page.assignee?.id)
  const options = others.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name}, ${unit}` }))
  if (page.assignee) options.unshift({ value: '', label: t('everyone') })
  return (
    <Box title={t('withTitle')}>
      <p>
        {page.assignee
          ? isMine
            ? t('withYou')
            : t('withColleague', { name: page.assignee.name })
          : t('withNobody')}
      </p>
      {!isMine && (
        <p>
          <Button small formaction={actionOf(c, desk, 'take')}>
            {t('take')}
          </Button>
        </p>
      )}
      <div class="wk-stack wk-stack--s">
        <Select
          id="to"
          name="to"
          dataKey="a"
          label={t('giveLabel')}
          options={options}
          {...problemAt(c, desk, 'to')}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'assign')}>
            {t('give')}
          </Button>
        </p>
      </div>
    </Box>
  )
}
