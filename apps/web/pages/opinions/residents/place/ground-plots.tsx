import type { StatementResult } from '#domains/deliberate'
import type { CommonGroundEntry, ReportMap } from '#domains/opinions'
import type { WebContext } from '#web/http'
import { DataTable, Details, GroundPlot, GroupKey, Tag, wholePercentage } from '#web/ui'
import { langOf, ownVoteWords, say } from '#web/words'
import { placeMessages } from './place.messages.ts'

/** What the reader answered, where they did. */
export function Own({ c, own, statement }: Pick<PlotsProps, 'c' | 'own'> & { statement: number }) {
  const t = say(c, placeMessages)
  const value = own.get(statement)
  return value === undefined ? null : (
    <span class="wk-small">{t('youSaid', { own: ownVoteWords(c, value) })}</span>
  )
}

/** `of` tells one table on the page from another, for whoever hears them read out. */
export type PlotsProps = {
  c: WebContext
  snapshot: Pick<ReportMap, 'groups'>
  statements: ReadonlyMap<number, StatementResult>
  own: ReadonlyMap<number, number>
  id: string
  of: string
  entries: CommonGroundEntry[]
}

/** Statements with how many of each group agree, and how surely, as drawings and as a table. */
export function Plots({ id, of, entries, ...props }: PlotsProps) {
  const { c, snapshot, statements } = props
  const t = say(c, placeMessages)
  const rows = entries.flatMap((entry) => {
    const result = statements.get(entry.statement)
    return result ? [{ entry, result }] : []
  })
  if (rows.length === 0) return null
  const groups = snapshot.groups.areReal ? snapshot.groups.list : []
  return (
    <>
      <GroupKey
        groups={
          groups.length > 0
            ? groups.map(({ letter, size }) => ({ letter, label: t('group', { letter, size }) }))
            : [{ label: t('everybody') }]
        }
        interval={t('interval')}
      />
      <div>
        {rows.map((row) => (
          <Ground {...props} {...row} />
        ))}
      </div>
      <PlotTable c={c} id={id} of={of} rows={rows} letters={groups.map((group) => group.letter)} />
    </>
  )
}

type Row = { entry: CommonGroundEntry; result: StatementResult }

function withLetters({ groups }: PlotsProps['snapshot'], entry: CommonGroundEntry) {
  return entry.groups.map((one) => {
    const letter = groups.areReal ? groups.list.find(({ id }) => id === one.group)?.letter : undefined
    return { ...one, ...(letter === undefined ? {} : { letter }) }
  })
}

function Ground({ entry, result, ...props }: Pick<PlotsProps, 'c' | 'snapshot' | 'own'> & Row) {
  const { c, snapshot } = props
  const t = say(c, placeMessages)
  const groups = withLetters(snapshot, entry)
  const words = groups.map(({ letter, share, n }) =>
    letter
      ? t('shareOf', { letter, share: wholePercentage(share) })
      : t('shareAll', { share: wholePercentage(share), n }),
  )
  const name = groups.map(({ letter, share, low, high }) => {
    const values = { share: wholePercentage(share), low: wholePercentage(low), high: wholePercentage(high) }
    return letter ? t('plotGroup', { letter, ...values }) : t('plotAll', values)
  })
  return (
    <div class="wk-ground">
      <div class="wk-stack wk-stack--s">
        <h3 {...langOf(c, result.language)}>{result.text}</h3>
        <p class="wk-row">
          <GroundTag c={c} entry={entry} />
          <span class="wk-small">{words.join(' · ')}</span>
          <Own {...props} statement={entry.statement} />
        </p>
        <LeastEnd c={c} entry={entry} />
      </div>
      <GroundPlot
        groups={groups}
        name={name.join(' ')}
        scale={{ none: t('scaleNone'), half: t('scaleHalf'), all: t('scaleAll') }}
      />
    </div>
  )
}

type EntryProps = { c: WebContext; entry: CommonGroundEntry }

const shownAxes = [0, 1, 2] as const

/** Shared on every side; shared by most of every group and side but not for sure; or divided. */
function GroundTag({ c, entry }: EntryProps) {
  const t = say(c, placeMessages)
  if (entry.everywhere?.isShared)
    return (
      <Tag icon="check" tone="answer">
        {t('together')}
      </Tag>
    )
  const isShared = [...entry.groups, ...(entry.everywhere?.ends ?? [])].every(({ share }) => share > 0.5)
  return (
    <Tag icon={isShared ? 'question' : 'arrows-out-line-horizontal'}>
      {isShared ? t('notTogether') : t('divided')}
    </Tag>
  )
}

/** The side of the map that agrees least, with how much that is at least. */
function LeastEnd({ c, entry }: EntryProps) {
  const t = say(c, placeMessages)
  const [first, ...more] = entry.everywhere?.ends ?? []
  if (!first) return null
  const { axis, end, share, low } = more.reduce(
    (least, one) => (one.share < least.share ? one : least),
    first,
  )
  const place = t(`least-${shownAxes[axis] ?? 2}-${end}`)
  const values = { place, share: wholePercentage(share), low: wholePercentage(low) }
  return <p class="wk-small wk-soft">{low > 0 ? t('leastEnd', values) : t('leastEndUnsure', values)}</p>
}

type PlotTableProps = { c: WebContext; id: string; of: string; rows: Row[]; letters: string[] }

function PlotTable({ c, id, of, rows, letters }: PlotTableProps) {
  const t = say(c, placeMessages)
  const columns = letters.length > 0 ? letters.map((letter) => t('plotColumn', { letter })) : [t('everybody')]
  const ends = rows.find(({ entry }) => entry.everywhere)?.entry.everywhere?.ends ?? []
  const endColumns = ends.map(({ axis, end }) => t(`side-${shownAxes[axis] ?? 2}-${end}`))
  return (
    <Details summary={t('plotSummary')}>
      <DataTable
        id={id}
        caption={`${of}. ${t('plotCaption')}`}
        columns={[
          { label: t('plotStatement') },
          ...[...columns, ...endColumns].map((label) => ({ label, numeric: true })),
        ]}
        rows={rows.map(({ entry, result }) => [
          <span {...langOf(c, result.language)}>{result.text}</span>,
          ...entry.groups.map(({ share, low, high, n }) =>
            t('plotCell', {
              share: wholePercentage(share),
              low: wholePercentage(low),
              high: wholePercentage(high),
              n,
            }),
          ),
          ...ends.map((_, at) => {
            const found = entry.everywhere?.ends[at]
            return found
              ? t('sideCell', {
                  share: wholePercentage(found.share),
                  low: wholePercentage(found.low),
                })
              : t('sideUnknown')
          }),
        ])}
      />
    </Details>
  )
}
