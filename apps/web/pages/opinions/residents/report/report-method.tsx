import type { ReportMap, ReportWeighed } from '#domains/opinions'
import { noonOf } from '#platform/clock'
import { DataTable, Halves, Section, wholePercentage } from '#web/ui'
import { say } from '#web/words'
import { reportMethodMessages } from './report-method.messages.ts'
import { formatsOf, type ReportProps, sayReport } from './report-view.ts'

/** How the figures came about, and what they cannot say. */
export function MethodPart({ c, view }: ReportProps) {
  const t = say(c, reportMethodMessages)
  const { method, map } = view.report
  const { coordination } = method
  return (
    <Section id="method" title={t('method')} gap="m">
      <h3>{t('methodCannot')}</h3>
      <p>{t('methodCannotText')}</p>
      <h3>{t('methodHow')}</h3>
      <p>{t('methodMapText', { votes: method.leastVotes })}</p>
      <p>{t('methodGroundText', { rate: wholePercentage(method.falseDiscoveryRate) })}</p>
      <p>
        {t('methodGroupsText')} {map?.evidence && <GroupFigures c={c} view={view} map={map} />}
      </p>
      {map?.weighed && <WeighedAnswers c={c} weighed={map.weighed} />}
      <p>{t('methodDivideText', { rate: wholePercentage(method.falseDiscoveryRate) })}</p>
      <p>
        {'alike' in coordination
          ? t('methodSuspectsFormerText', {
              people: coordination.leastPeople,
              votes: coordination.leastVotes,
              alike: wholePercentage(coordination.alike),
              minutes: coordination.windowMinutes,
            })
          : t('methodSuspectsText', {
              people: coordination.leastPeople,
              votes: coordination.leastVotes,
              hours: coordination.longestHours,
              chance: coordination.falsePercent,
            })}
      </p>
      {map && (
        <Halves>
          <Sizes c={c} view={view} map={map} />
        </Halves>
      )}
    </Section>
  )
}

function WeighedAnswers({ c, weighed }: Pick<ReportProps, 'c'> & { weighed: ReportWeighed }) {
  const t = say(c, reportMethodMessages)
  const { count } = formatsOf(c)
  const { statements, changed, together, furthest, unknown } = weighed
  return (
    <>
      <p>{t('methodWeighedText', { most: weighed.mostWeight })}</p>
      <p>
        {t('methodWeighedFigures', { changed, statements, points: wholePercentage(weighed.within) })}{' '}
        {t('methodWeighedTogether', together)}{' '}
        {furthest &&
          `${t('methodWeighedFurthest', {
            ...{ number: furthest.statement, share: wholePercentage(furthest.share) },
            ...{ weighted: wholePercentage(furthest.weighted), answers: count.format(furthest.answers) },
            effective: count.format(furthest.effective),
          })} `}
        {unknown > 0 && t('methodWeighedUnknown', { unknown: wholePercentage(unknown) })}
      </p>
    </>
  )
}

type MapProps = ReportProps & { map: ReportMap }

function GroupFigures({ c, view, map }: MapProps) {
  const t = say(c, reportMethodMessages)
  const { fine } = formatsOf(c)
  const word = map.evidence?.groups
  if (!word || word.found.bootstraps === 0) return null
  const { standing, required, bootstraps, medianAri } = word.found
  return (
    <>
      {t('methodGroupsFigures', {
        standing: fine.format(standing),
        required: fine.format(required),
        times: bootstraps,
        stability: fine.format(medianAri),
        needed: fine.format(view.report.method.leastStability),
        since: word.since,
      })}
    </>
  )
}

function Sizes({ c, view, map }: MapProps) {
  const t = say(c, reportMethodMessages)
  const words = sayReport(c)
  const { count } = formatsOf(c)
  return (
    <DataTable
      id="sizes"
      caption={t('methodCaption', { version: map.version, on: noonOf(map.madeOn) })}
      columns={[{ label: words('what') }, { label: words('howMany'), numeric: true }]}
      rows={[
        [t('mapPeople'), count.format(map.participants)],
        [t('mapHidden'), count.format(map.hiddenPeople)],
        [t('mapStatements'), count.format(map.statements)],
        [t('mapVotes'), count.format(map.votes)],
        [t('format'), count.format(view.report.format)],
      ]}
    />
  )
}
