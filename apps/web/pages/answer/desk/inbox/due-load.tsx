import { listDueDays, MOST_COUNTED } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { pathHere, sharedRead, todayHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { TimeColumns } from '#web/ui'
import { say } from '#web/words'
import { deadlineMessages } from '../deadline/deadline.messages.ts'
import { figuresMessages } from '../figures/figures.messages.ts'

const readDueDays = sharedRead(listDueDays, { alsoSignedIn: true })

/** How much is due today and in the days after it, drawn. */
export async function DueLoad({ c }: { c: WebContext }) {
  const t = say(c, deadlineMessages)
  const { accountId } = await getStaff(c)
  const days = await readDueDays(c, { accountId, today: todayHere(c) })
  const [first, ...ahead] = days
  const last = ahead.at(-1)
  if (!first || !last) return null
  const most = Math.max(...days.map(({ due }) => due))
  const isMany = most > MOST_COUNTED
  const later = ahead.reduce((sum, { due }) => sum + due, 0)
  const name = isMany
    ? t('loadMany', { days: ahead.length, n: MOST_COUNTED })
    : t('load', { today: first.due, days: ahead.length, later })
  return (
    <section class="wk-stack wk-stack--s" aria-labelledby="load">
      <h2 id="load">{t('loadTitle')}</h2>
      <p>{name}</p>
      <TimeColumns
        values={days.map(({ due }) => due)}
        name={name}
        most={isMany ? t('loadMostMany', { n: MOST_COUNTED }) : t('loadMost', { n: most })}
        from={t('loadDay', { on: noonOf(first.on) })}
        to={t('loadDay', { on: noonOf(last.on) })}
      />
      <p>
        <a href={pathHere(c, '/desk/figures')}>{say(c, figuresMessages)('way')}</a>
      </p>
    </section>
  )
}
