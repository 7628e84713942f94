import type { WatchLine, WatchWeeks } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Button, DataTable, Details, Row, Section, Select, TimeColumns } from '#web/ui'
import { say } from '#web/words'
import { watchMessages } from './watch.messages.ts'

type Named = Pick<WatchLine, 'id' | 'name'>

export type WatchTimeView = {
  watch: Named
  /** With which it is compared. */
  other: Named | undefined
  /** All that it can be compared with. */
  others: readonly Named[]
  weeks: WatchWeeks
}

const DAY_MS = 24 * 60 * 60 * 1000

/** What a watch found week by week, and beside it another one on the same scale. */
export function WatchTime({ c, view }: { c: WebContext; view: WatchTimeView }) {
  const t = say(c, watchMessages)
  const { watch, other, others, weeks } = view
  const drawn = other ? [watch, other] : [watch]
  const highest = Math.max(...[...weeks.counts.values()].flat())
  const starts = listStarts(c, weeks)
  return (
    <Section id="time" title={t('timeTitle')} gap="m">
      {drawn.map((one) => (
        <Drawn
          c={c}
          name={one.name}
          values={weeks.counts.get(one.id) ?? []}
          highest={highest}
          from={starts[0]}
        />
      ))}
      {other && <p>{t('inBoth', { n: weeks.inAll })}</p>}
      {others.length > 0 && (
        <form method="get" action={pathHere(c, `/desk/listen/watches/${watch.id}`)}>
          <Row>
            <Select
              id="with"
              name="with"
              label={t('compareWith')}
              value={other?.id ?? ''}
              options={[
                { value: '', label: t('compareNone') },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Button>{t('compare')}</Button>
          </Row>
        </form>
      )}
      <Details summary={t('timeTable')}>
        <DataTable
          id="weeks"
          caption={t('timeTable')}
          hidesCaption
          columns={[{ label: t('timeWeek') }, ...drawn.map(({ name }) => ({ label: name, numeric: true }))]}
          rows={starts.map((start, at) => [
            t('day', { at: start }),
            ...drawn.map(({ id }) => String(weeks.counts.get(id)?.[at] ?? 0)),
          ])}
        />
      </Details>
    </Section>
  )
}

type DrawnProps = {
  c: WebContext
  name: string
  values: readonly number[]
  highest: number
  from: Date | undefined
}

function Drawn({ c, name, values, highest, from }: DrawnProps) {
  const t = say(c, watchMessages)
  const n = values.reduce((sum, value) => sum + value, 0)
  const most = Math.max(0, ...values)
  if (!from) return null
  return (
    <>
      <h3>{t('timeOf', { name, n })}</h3>
      {n > 0 && (
        <TimeColumns
          values={values}
          highest={highest}
          name={t('timeDrawn', { name, n, most, from })}
          most={t('timeMost', { n: highest })}
          from={t('day', { at: from })}
          to={t('timeNow')}
        />
      )}
    </>
  )
}

/** The first day of each week of seven days that ends now. */
function listStarts(c: WebContext, { counts }: WatchWeeks): Date[] {
  const now = c.var.services.clock.now().getTime()
  const [line = []] = counts.values()
  return line.map((_, at) => new Date(now - (line.length - at) * 7 * DAY_MS))
}
