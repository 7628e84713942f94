import { leastShown } from '#domains/deliberate'
import type { ReportMap } from '#domains/opinions'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { DataTable, Fold, GroupKey, OpinionMap, type OpinionMapProps, peopleByDot } from '#web/ui'
import { say } from '#web/words'
import { withQuote } from '../results/quote.tsx'
import { findPole, type NamedStatements } from './map-findings.tsx'
import { countByPart, type MapPart, partOf, parts } from './own-place.ts'
import { placeMessages } from './place.messages.ts'

/** What of a map is drawn. */
export type DrawnMap = Pick<
  ReportMap,
  'participants' | 'axes' | 'groups' | 'cells' | 'cellRadius' | 'hulls' | 'radius'
> & { evidence: unknown }

type MapFigureProps = Pick<OpinionMapProps, 'live' | 'groupLinks'> & {
  c: WebContext
  map: DrawnMap
  statements: NamedStatements
  you?: OpinionMapProps['drawing']['you']
  /** Without what the sides are about, which stands elsewhere on the page. */
  isCalm?: boolean
}

/** The map with its ends in words and its groups, where there are any. */
export function MapFigure({ c, map, statements, you, isCalm, ...more }: MapFigureProps) {
  const t = say(c, placeMessages)
  const groups = map.groups.areReal ? map.groups.list : []
  const letterOf = (id: number) => groups.find((group) => group.id === id)?.letter
  return (
    <>
      <OpinionMap
        drawing={{
          ...map,
          outlines: map.hulls.flatMap(({ group, points }) => {
            const letter = letterOf(group)
            return letter === undefined ? [] : [{ letter, points }]
          }),
          ...(you ? { you } : {}),
        }}
        finding={findingOf(c, map, you?.position)}
        label={t('map')}
        poles={isCalm ? {} : polesOf(c, map, statements)}
        you={t('you')}
        {...more}
      />
      <GroupKey
        groups={groups.map(({ id, letter, size }) => ({
          letter,
          label: t(isOutlined(map, id) ? 'group' : 'groupNotDrawn', { letter, size, least: leastShown }),
        }))}
        {...(you ? { you: t('ownKey') } : {})}
      />
    </>
  )
}

/** A line goes around the places where ten people or more of a group stand together; without one there is no line. */
function isOutlined({ hulls }: DrawnMap, id: number): boolean {
  return hulls.some(({ group, points }) => group === id && points.length > 2)
}

/** The drawing as sentences. */
function findingOf(c: WebContext, map: DrawnMap, own?: readonly [number, number]): string {
  const t = say(c, placeMessages)
  const { groups, hulls, radius, participants } = map
  const placed = groups.list.flatMap(({ id, letter, size }) => {
    const points = hulls.find((hull) => hull.group === id)?.points ?? []
    if (points.length === 0) return []
    const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
    return [t('findingGroup', { letter, size, part: t(partOf([mean(0), mean(1)], radius)) })]
  })
  return [
    t('finding', { people: participants }),
    ...(groups.areReal ? placed : map.evidence ? [t('noGroups')] : []),
    ...(own ? [t('findingYou', { part: t(partOf(own, radius)) })] : []),
  ].join(' ')
}

const POLE_LENGTH = 64

function polesOf(c: WebContext, map: DrawnMap, statements: NamedStatements): OpinionMapProps['poles'] {
  const t = say(c, placeMessages)
  const end = (axis: number, end: 'low' | 'high', sign: string) => {
    const first = findPole(map, statements, { axis, end })[0]
    if (!first) return undefined
    const words = withQuote(c, t, { key: 'agreesWith', quoted: first, most: POLE_LENGTH })
    const arrow = <span aria-hidden="true">{sign}</span>
    return sign === '→' ? (
      <>
        {words} {arrow}
      </>
    ) : (
      <>
        {arrow} {words}
      </>
    )
  }
  const poles = {
    left: end(0, 'low', '←'),
    right: end(0, 'high', '→'),
    top: end(1, 'high', '↑'),
    bottom: end(1, 'low', '↓'),
  }
  return Object.fromEntries(Object.entries(poles).filter(([, words]) => words !== undefined))
}

type Places = Pick<ReportMap, 'cells' | 'hiddenPeople' | 'radius'>

/** How to read the dots, and from when they are. */
export function MapCaption({
  c,
  map,
  madeOn,
  isOpen,
}: {
  c: WebContext
  map: Places
  /** The day on which it was drawn. */
  madeOn: string
  /** Whether answers still come in. */
  isOpen: boolean
}) {
  const t = say(c, placeMessages)
  const people = map.cells.reduce((sum, cell) => sum + cell.people, 0)
  return (
    <p class="wk-small wk-soft">
      {t('caption', { each: peopleByDot(people), least: leastShown, hidden: map.hiddenPeople })}{' '}
      {t('age', { on: noonOf(madeOn) })}
      {isOpen && ` ${t('ageOpen')}`}
    </p>
  )
}

/** The dots as a table: how many people are in each part of the map. */
export function MapTable({ c, map, own }: { c: WebContext; map: Places; own?: readonly [number, number] }) {
  const t = say(c, placeMessages)
  const people = countByPart(map)
  const ownPart = own && partOf(own, map.radius)
  const name = (part: MapPart) => (part === ownPart ? t('tableYou', { part: t(part) }) : t(part))
  const rows = parts
    .filter((part) => people.has(part) || part === ownPart)
    .map((part) => [name(part), people.get(part) ?? 0])
  return (
    <Fold id="map-as-table" title={t('tableSummary')}>
      <DataTable
        id="map-table"
        caption={t('tableCaption')}
        columns={[{ label: t('tablePart') }, { label: t('tablePeople'), numeric: true }]}
        rows={[...rows, [t('tableHidden'), map.hiddenPeople]]}
      />
    </Fold>
  )
}
