import type { FigureRow } from '#domains/answer'
import { daysBetween } from '#platform/clock'
import type { WebContext } from '#web/http'
import { Section, TimeColumns } from '#web/ui'
import { say } from '#web/words'
import { FigureTable } from './figure-table.tsx'
import { countWords, monthWords, timeWords } from './figure-words.ts'
import { figuresMessages } from './figures.messages.ts'

/** How often something came in, by the month or by the week. */
export function Through({ c, rows }: { c: WebContext; rows: readonly FigureRow[] }) {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return null
  const t = say(c, figuresMessages)
  const isMonths = first.key.length === 7
  const most = rows.reduce((best, row) => ((row.cameIn ?? 0) > (best.cameIn ?? 0) ? row : best))
  const n = countWords(c, most.cameIn)
  const when = isMonths ? monthWords(c, most.key) : timeWords(c, most.key)
  const finding = most.cameIn === null ? t('mostNone') : t('mostWas', { n, when })
  const name = t(isMonths ? 'throughMonths' : 'throughWeeks', { most: finding })
  return (
    <Section id="through" title={t('throughTitle')} gap="m">
      <p>{name}</p>
      {most.cameIn !== null && (
        <TimeColumns
          values={rows.map(({ cameIn }) => cameIn)}
          {...(isMonths ? {} : { widths: weekWidths(rows) })}
          name={name}
          most={t('mostLabel', { n })}
          from={timeWords(c, first.key)}
          to={timeWords(c, last.key)}
        />
      )}
      <FigureTable
        c={c}
        id="through-table"
        caption={t('throughTitle')}
        first={t('when')}
        rows={rows.map((row) => ({ name: timeWords(c, row.key), row }))}
      />
    </Section>
  )
}

/** In weeks: the first and the last of a month are shorter, and less came in. */
function weekWidths(rows: readonly FigureRow[]): number[] {
  return rows.map(({ key }, at) => {
    const next = rows[at + 1]?.key ?? nextMonth(key)
    return daysBetween(key, next) / 7
  })
}

function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}
