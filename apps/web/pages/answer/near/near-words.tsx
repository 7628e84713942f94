import { type NearLine, type NearState, nearStateMessages } from '#domains/answer'
import { type DrawnArea, liesIn } from '#domains/places'
import { pathHere, type WebContext } from '#web/http'
import { baseMap } from '#web/pages/places'
import {
  AreaMap,
  type IconName,
  type ListItem,
  type MarkShape,
  MarkSign,
  Row,
  Tag,
  type TagTone,
} from '#web/ui'
import { langOf, languageSentence, say } from '#web/words'
import { nameIn } from '../desk/name-in.ts'
import { nearMessages } from './near.messages.ts'

/** A state is told by a shape and a word; colour comes on top. */
export const stateSigns: Record<NearState, { icon: IconName; tone: TagTone; shape: MarkShape }> = {
  reported: { icon: 'flag', tone: 'neutral', shape: 'circle' },
  working: { icon: 'hourglass', tone: 'next', shape: 'diamond' },
  solved: { icon: 'check', tone: 'answer', shape: 'square' },
  declined: { icon: 'x-circle', tone: 'neutral', shape: 'cross' },
  withdrawn: { icon: 'trash', tone: 'neutral', shape: 'cross' },
}

export function nearPath(c: WebContext, publicId: string): string {
  return pathHere(c, `/near/${publicId}`)
}

/** How it stands with a report. */
export function NearTag({ c, state }: { c: WebContext; state: NearState }) {
  const { icon, tone } = stateSigns[state]
  return (
    <Tag icon={icon} tone={tone}>
      {say(c, nearStateMessages)(state)}
    </Tag>
  )
}

/** Where a report is, in words. */
export function whereWords(c: WebContext, { placeName, area }: NearLine): string {
  return placeName ? say(c, nearMessages)('inArea', { place: placeName, area: area.name }) : area.name
}

/** A report in a list. */
export function nearItem(c: WebContext, line: NearLine, title: string = line.title): ListItem {
  const t = say(c, nearMessages)
  const { lang } = langOf(c, line.language)
  const language = languageSentence(c, line)
  return {
    href: nearPath(c, line.publicId),
    title,
    ...(lang === undefined ? {} : { lang }),
    tag: <NearTag c={c} state={line.state} />,
    meta: [
      { icon: 'map-pin', text: whereWords(c, line) },
      { icon: 'calendar-blank', text: t('since', { at: line.changedAt }) },
      ...(line.subject ? [{ icon: 'tag' as const, text: nameIn(c, line.subject) }] : []),
      ...(language ? [{ icon: 'translate' as const, text: language }] : []),
    ],
  }
}

type MapProps = {
  c: WebContext
  areas: readonly DrawnArea[]
  /** Marked with the numbers of their places in this list. */
  reports: readonly NearLine[]
  /** What is looked at: the map shows it from close by. */
  area?: string | undefined
}

/** What was reported on a map, with what its shapes mean; nothing where no outlines are known. */
export function NearMap({ c, areas, reports, area }: MapProps) {
  if (areas.length === 0) return null
  const t = say(c, nearMessages)
  const name = say(c, nearStateMessages)
  const drawn = areas.map((one) => ({ ...one, isChosen: area !== undefined && liesIn(area, one.code) }))
  const marks = reports.flatMap((line, index) => {
    const at = line.position ?? areas.findIndex((one) => liesIn(line.area.code, one.code))
    if (at === -1) return []
    const words = { n: index + 1, title: line.title, state: name(line.state) }
    const { shape } = stateSigns[line.state]
    return [{ at, shape, number: index + 1, href: nearPath(c, line.publicId), name: t('mark', words) }]
  })
  const states = [...new Set(reports.map(({ state }) => state))]
  return (
    <div class="wk-stack wk-stack--s">
      <AreaMap
        isAlone
        isClose
        name={t('map')}
        chosen={t('chosen')}
        areas={drawn}
        marks={marks}
        base={baseMap(c)}
      />
      {marks.length > 0 && (
        <Row>
          {states.map((state) => (
            <span class="wk-small wk-nowrap">
              <MarkSign shape={stateSigns[state].shape} /> {name(state)}
            </span>
          ))}
        </Row>
      )}
    </div>
  )
}
