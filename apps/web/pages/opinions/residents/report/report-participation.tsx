import type { Participation, ParticipationUnit, Span, Turnout } from '#domains/opinions'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { DataTable, Details, Halves, Section, TimeColumns } from '#web/ui'
import { formatsOf, type ReportProps, sayReport } from './report-view.ts'

const unitKeys = { day: 'perDay', week: 'perWeek', month: 'perMonth' } as const satisfies Record<
  ParticipationUnit,
  string
>

/** When people took part, and how their answers came in. */
export function ParticipationPart({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { participation, method, moderation } = view.report
  return (
    <Section id="participation" title={t('participationTitle')} gap="m">
      {participation ? (
        <>
          {participation.periods.length > 0 && <OverTime c={c} participation={participation} />}
          <Halves>
            <Channels c={c} participation={participation} />
            <p class="wk-small wk-soft">
              {t('participationNote', { least: method.leastShown })}
              {participation.periods.some(({ units }) => units > 1) &&
                ` ${t('participationJoined', { least: method.leastShown })}`}
              {moderation.excluded !== 0 && ` ${t('participationLeftOut')}`}
            </p>
          </Halves>
        </>
      ) : (
        <p>{t('participationNone')}</p>
      )}
    </Section>
  )
}

type PartProps = { c: WebContext; participation: Participation }

function OverTime({ c, participation }: PartProps) {
  const t = sayReport(c)
  const { periods, unit } = participation
  return (
    <>
      <Halves>
        <Columns c={c} participation={participation} what="people" />
        <Columns c={c} participation={participation} what="votes" />
      </Halves>
      <Details summary={t('periodsTable')}>
        <DataTable
          id="periods"
          caption={t('periodsCaption', { unit: t(unitKeys[unit]) })}
          columns={[
            { label: t('period') },
            { label: t('people'), numeric: true },
            { label: t('votes'), numeric: true },
          ]}
          rows={periods.map((period) => [spanOf(c, unit, period), ...turnoutCells(c, period)])}
        />
      </Details>
    </>
  )
}

/** One day, week or month by its beginning; several by their first and last day. */
function spanOf(c: WebContext, unit: ParticipationUnit, { from, until, units }: Span): string {
  const { day, month } = formatsOf(c)
  if (units === 1) return (unit === 'month' ? month : day).format(noonOf(from))
  return `${day.format(noonOf(from))} – ${day.format(noonOf(until))}`
}

function Columns({ c, participation, what }: PartProps & { what: 'people' | 'votes' }) {
  const t = sayReport(c)
  const { count, shortDay, month } = formatsOf(c)
  const { periods, unit } = participation
  const label = unit === 'month' ? month : shortDay
  const values = periods.map((period) => period[what])
  const widths = periods.map(({ units }) => units)
  const heights = values.map((value, at) => (value ?? 0) / (widths[at] ?? 1))
  const highest = Math.max(0, ...heights)
  const at = periods[heights.indexOf(highest)] ?? periods[0]
  const most = Math.round(highest)
  const [from, to] = [periods[0]?.from ?? '', periods.at(-1)?.from ?? '']
  const words = { what: t(what), unit: t(unitKeys[unit]) }
  const name = t('seriesFinding', {
    ...words,
    from: noonOf(from),
    to: noonOf(to),
    n: count.format(most),
    at: noonOf(at?.from ?? from),
  })
  return (
    <figure class="wk-stack wk-stack--s" aria-label={`${words.what} ${words.unit}`}>
      <figcaption>
        <strong>{words.what}</strong> {words.unit}
      </figcaption>
      <TimeColumns
        values={values}
        widths={widths}
        name={name}
        most={t(what === 'people' ? 'mostPeople' : 'mostVotes', { n: most })}
        from={label.format(noonOf(from))}
        to={label.format(noonOf(to))}
      />
    </figure>
  )
}

function Channels({ c, participation: { channels } }: PartProps) {
  const t = sayReport(c)
  return (
    <DataTable
      id="channels"
      caption={t('channelsCaption')}
      columns={[
        { label: t('channel') },
        { label: t('people'), numeric: true },
        { label: t('votes'), numeric: true },
      ]}
      rows={channels.map((one) => [t(`channel_${one.channel}`), ...turnoutCells(c, one)])}
    />
  )
}

function turnoutCells(c: WebContext, { people, votes }: Turnout): string[] {
  const t = sayReport(c)
  const { count } = formatsOf(c)
  return [people, votes].map((value) => (value === null ? t('tooFew') : count.format(value)))
}
