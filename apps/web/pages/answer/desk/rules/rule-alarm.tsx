import { pathHere, type WebContext } from '#web/http'
import { Notice } from '#web/ui'
import { say } from '#web/words'
import { rulesMessages } from './rules.messages.ts'

/** A rule that stopped, or whose catch nobody has looked at. */
export type RuleAlarm = { id: string; title: string; missed: number }

/** Tells whoever can mend them which rules stopped. */
export function RuleAlarms({ c, alarms }: { c: WebContext; alarms: RuleAlarm[] }) {
  const t = say(c, rulesMessages)
  return (
    <>
      {alarms.map(({ id, title, missed }) => (
        <Notice kind="warning" title={t('alarm', { title, missed })}>
          <a href={pathHere(c, `/desk/rules/${id}`)}>{t('alarmWay')}</a>
        </Notice>
      ))}
    </>
  )
}
