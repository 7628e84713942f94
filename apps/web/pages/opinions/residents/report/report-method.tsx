import type { ReportMap } from '#domains/opinions'
import { noonOf } from '#platform/clock'
import { DataTable, Halves, Section, wholePercentage } from '#web/ui'
import { formatsOf, type ReportProps, sayReport } from './report-view.ts'

/** How the figures came about, and what they cannot say. */
export function MethodPart({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { method, map } = view.report
  const { coordination } = method
  return (
    <Section id="method" title={t('method')} gap="m">
      <h3>{t('methodCannot')}</h3>
      <p>{t('methodCannotText')}</p>
      <h3>{t('methodHow')}</h3>
      <p>{t('methodMapText', { votes: method.leastVotes })}</p>
      <p>{t('methodGroundText')}</p>
      <p>
        {t('methodGroupsText')} {map?.evidence && <GroupFigures c={c} view={view} map={map} />}
      </p>
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

type MapProps = ReportProps & { map: ReportMap }

function GroupFigures({ c, view, map }: MapProps) {
  const t = sayReport(c)
  const { fine } = formatsOf(c)
  const found = map.evidence?.groups
  if (!found || found.bootstraps === 0) return null
  return (
    <>
      {t('methodGroupsFigures', {
        silhouette: fine.format(found.silhouette),
        continuum: fine.format(found.continuumP95),
        margin: fine.format(found.margin),
        times: found.bootstraps,
        stability: fine.format(found.medianAri),
        needed: fine.format(view.report.method.leastStability),
      })}
    </>
  )
}

function Sizes({ c, view, map }: MapProps) {
  const t = sayReport(c)
  const { count } = formatsOf(c)
  return (
    <DataTable
      id="sizes"
      caption={t('methodCaption', { version: map.version, on: noonOf(map.madeOn) })}
      columns={[{ label: t('what') }, { label: t('howMany'), numeric: true }]}
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
