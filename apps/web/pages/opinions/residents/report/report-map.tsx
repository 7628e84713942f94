import type { ReportMap } from '#domains/opinions'
import { Section, wholePercentage } from '#web/ui'
import { MapCaption, MapFigure, MapTable } from '../place/map-drawing.tsx'
import { PolesSection } from '../place/map-findings.tsx'
import { type ReportProps, sayReport } from './report-view.ts'

type MapProps = ReportProps & { map: ReportMap }

/** The map with its ends in words, whether there are groups, and how much it explains. */
export function MapPart({ c, view, map }: MapProps) {
  const t = sayReport(c)
  return (
    <>
      <Section id="map" title={t('mapTitle')} gap="m">
        {map.cells.length > 0 ? (
          <>
            <p>{t('mapLead')}</p>
            <MapFigure c={c} map={map} statements={view.statements} />
            <MapCaption c={c} map={map} madeOn={map.madeOn} isOpen={view.isOpen} />
            <Explained c={c} map={map} />
            <MapTable c={c} map={map} />
          </>
        ) : (
          <p>{t('mapScattered', { people: map.participants, least: view.report.method.leastShown })}</p>
        )}
      </Section>
      <PolesSection c={c} snapshot={map} statements={view.statements} />
    </>
  )
}

function Explained({ c, map }: Pick<MapProps, 'c' | 'map'>) {
  const t = sayReport(c)
  const [first, second] = map.axes.explained
  if (!first || !second) return null
  const shuffled = [first.shuffledP95, second.shuffledP95]
  return (
    <p>
      {t('mapExplained', {
        first: wholePercentage(first.variance),
        second: wholePercentage(second.variance),
      })}{' '}
      {shuffled[0] != null &&
        shuffled[1] != null &&
        t('mapExplainedChance', {
          first: wholePercentage(shuffled[0]),
          second: wholePercentage(shuffled[1]),
        })}
    </p>
  )
}
