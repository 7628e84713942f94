import { pathHere, type WebContext } from '#web/http'
import { Box, Button, Select } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { macrosMessages } from './macros.messages.ts'

/** Several turns with one button. Left out where there are none. */
export function MacroBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, macrosMessages)
  if (desk.macros.length === 0) return null
  return (
    <Box title={t('boxTitle')}>
      <div class="wk-stack wk-stack--s">
        <Select
          id="macro"
          name="macro"
          label={t('boxLabel')}
          options={desk.macros.map(({ id, title }) => ({ value: id, label: title }))}
          {...problemAt(c, desk, 'macro')}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'run-macro')}>
            {t('run')}
          </Button>
        </p>
        <p class="wk-small">
          <a href={pathHere(c, '/desk/macros')}>{t('manage')}</a>
        </p>
      </div>
    </Box>
  )
}
