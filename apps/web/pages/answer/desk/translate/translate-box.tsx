import type { WebContext } from '#web/http'
import { Box } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { translateMessages } from './translate.messages.ts'

/** The way to read it in another language, where the settings name a computer that translates. */
export function TranslateBox({ c, desk }: { c: WebContext; desk: Desk }) {
  if (!c.var.services.config.translator) return null
  const t = say(c, translateMessages)
  return (
    <Box title={t('box')}>
      <p>
        <a href={actionOf(c, desk, 'translation')}>{t('toTranslate')}</a>
      </p>
    </Box>
  )
}
