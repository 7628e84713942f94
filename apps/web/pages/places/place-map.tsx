import { type DrawnArea, liesIn, type Place } from '#domains/places'
import type { WebContext } from '#web/http'
import { AreaMap } from '#web/ui'
import { say } from '#web/words'
import { baseMap } from './base-map.ts'
import { placeMessages } from './place.messages.ts'
import { placeWords } from './place-field.tsx'

/** Where one place is in its municipality, beside words that say the same; nothing where that cannot be drawn. */
export function PlaceMap({ c, areas, place }: { c: WebContext; areas: readonly DrawnArea[]; place: Place }) {
  const { area, position } = place
  const drawn = areas.map((one) => ({ ...one, isChosen: area !== null && liesIn(area.code, one.code) }))
  if (areas.length === 0 || !(position || drawn.some(({ isChosen }) => isChosen))) return null
  const t = say(c, placeMessages)
  return (
    <AreaMap
      isAlone
      name={t('mapOf', { place: placeWords(c, place) })}
      chosen={t('chosen')}
      areas={drawn}
      base={baseMap(c)}
      {...(position ? { point: position } : {})}
    />
  )
}
