import { pathHere, type WebContext } from '#web/http'
import { Button, Select } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { nameIn } from '../name-in.ts'
import { textsMessages } from './texts.messages.ts'

/** A standard text comes behind what was typed in the reply. Left out where there is none. */
export function TextsBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const t = say(c, textsMessages)
  if (desk.texts.length === 0) return null
  const options = desk.texts.map(({ id, title, subject }) => ({
    value: id,
    label: subject ? t('withSubject', { title, subject: nameIn(c, subject) }) : title,
  }))
  return (
    <div class="wk-stack wk-stack--s" id="texts">
      <Select
        id="text"
        name="text"
        label={t('boxLabel')}
        dataKey="t"
        options={[{ value: '', label: t('boxNone') }, ...options]}
        {...problemAt(c, desk, 'text')}
      />
      <p class="wk-row">
        <Button small formaction={actionOf(c, desk, 'insert-text')}>
          {t('insert')}
        </Button>
        <a class="wk-small" href={pathHere(c, '/desk/texts')}>
          {t('manage')}
        </a>
      </p>
    </div>
  )
}

/** The single key that reaches it, where there is something to reach. */
export function textKeys(c: WebContext, desk: Desk): { keys: string[]; does: string }[] {
  return desk.texts.length > 0 ? [{ keys: ['T'], does: say(c, textsMessages)('key') }] : []
}
