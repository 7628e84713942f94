import type { FigureRow, FigureSubject, Figures } from '#domains/answer'
import type { WebContext } from '#web/http'
import { ComparedBars, ComparedKey, Section } from '#web/ui'
import { say } from '#web/words'
import { FigureTable } from './figure-table.tsx'
import { durationWords, figuresPath, rowWords } from './figure-words.ts'
import { figuresMessages } from './figures.messages.ts'

type PartsProps = {
  c: WebContext
  figures: Figures
  by: FigureSubject['by']
  title: string
  rows: readonly FigureRow[]
}

/** Times side by side: of channels, of subjects or of units. Each leads to its own figures. */
export function Parts({ c, figures, by, title, rows }: PartsProps) {
  if (rows.length === 0) return null
  const t = say(c, figuresMessages)
  const longest = Math.max(1, ...rows.map(({ first }) => first.p90 ?? 0))
  const shareOf = (minutes: number | null) => (minutes === null ? null : (100 * minutes) / longest)
  return (
    <Section id={by} title={title} gap="m">
      <p>{t('times')}</p>
      <ComparedKey part={t('keyHalf')} whole={t('keyMost')} />
      <ComparedBars
        hidden={t('notTold')}
        rows={rows.map((row) => {
          const [half, most] = [durationWords(c, row.first.median), durationWords(c, row.first.p90)]
          return {
            label: <PartName c={c} figures={figures} by={by} row={row} />,
            ...{
              part: shareOf(row.first.median),
              whole: shareOf(row.first.p90),
              says: { part: half, whole: most },
            },
            sentence: row.first.median === null ? t('notTold') : t('sentence', { half, most }),
          }
        })}
      />
      <FigureTable
        c={c}
        id={`${by}-table`}
        caption={title}
        first={t('what')}
        rows={rows.map((row) => ({ name: rowWords(c, by, row), row }))}
      />
    </Section>
  )
}

function PartName({ c, figures, by, row }: Omit<PartsProps, 'title' | 'rows'> & { row: FigureRow }) {
  const name = rowWords(c, by, row)
  if (row.key === 'none') return <>{name}</>
  return <a href={figuresPath(c, figures, { by, key: row.key })}>{name}</a>
}
