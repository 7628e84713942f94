import type { Child } from 'hono/jsx'
import type { Tile } from '#platform/tiles'
import { classes } from '../classes.ts'
import { AreaMarks, type MapMark } from './area-marks.tsx'
import { type DrawnAreas, drawAreas, type Shape } from './area-paths.ts'
import { tilesUnder } from './area-tiles.ts'

export interface MapArea {
  name: Child
  shape: Shape
  /** Where it leads; without it the list names it and no more. */
  href?: string
  /** What is told of it, beside its name. */
  note?: Child
  /** It is what this map is about. */
  isChosen?: boolean
}

/** A map that lies under the outlines, in tiles. */
export interface BaseMap {
  addressOf: (tile: Tile) => string
  /** Who made it. */
  credit: Child
}

export interface AreaMapProps {
  /** What the map shows, as a sentence: it is the name of the drawing. */
  name: string
  areas: readonly MapArea[]
  /** Said of a chosen area in the list: a colour is not enough. */
  chosen: string
  /** Where it is, in degrees: longitude, latitude. Drawn on top, in the colour that the area which is chosen has not. */
  point?: readonly [number, number]
  /** Without the list: what stands beside it says the same as its name. */
  isAlone?: boolean
  /** Things in it, each of which leads somewhere; a list beside the map has the same numbers. */
  marks?: readonly MapMark[]
  /** It shows what is chosen, and of the rest as much as lies around that. */
  isClose?: boolean
  /** Without it the outlines stand alone. */
  base?: BaseMap | undefined
}

/** More than these are drawn without numbers: they would lie over each other. */
const MOST_NUMBERED = 30

/**
 * Areas by their outlines, with a list beside it that says the same: each has the number of its place on the map, as a map
 * that is read aloud tells nothing.
 */
export function AreaMap(props: AreaMapProps) {
  const { name, areas, chosen, point, isAlone = false, marks = [], isClose = false, base } = props
  const shown = areas.filter((area) => !isClose || area.isChosen)
  const drawing = drawAreas(
    areas.map(({ shape }) => shape),
    (shown.length > 0 ? shown : areas).map(({ shape }) => shape),
  )
  const isNumbered = !isAlone && areas.length <= MOST_NUMBERED
  const drawn = drawing.areas.map((area, at) => ({ ...area, at, isChosen: areas[at]?.isChosen === true }))
  // What is drawn last lies on top: the border of what is chosen is seen whole.
  const inOrder = [...drawn.filter((one) => !one.isChosen), ...drawn.filter((one) => one.isChosen)]
  return (
    <div class={classes('wk-area-map', base && 'wk-area-map--based', !isAlone && 'wk-halves')}>
      <div>
        <svg
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          role={marks.length > 0 ? 'group' : 'img'}
          aria-label={name}
          data-frame={JSON.stringify(drawing.frame)}
        >
          {base && <Base base={base} drawing={drawing} />}
          {inOrder.map(({ path, isChosen }) => (
            <path
              class={classes('area', isChosen && (isClose ? 'around' : 'chosen'))}
              fill-rule="evenodd"
              d={path}
            />
          ))}
          {isNumbered &&
            inOrder.map(({ x, y, at, isChosen }) => (
              <text class={classes(isChosen && 'chosen')} x={x} y={y} dy="0.35em" text-anchor="middle">
                {at + 1}
              </text>
            ))}
          {point && <Point place={point} drawing={drawing} />}
          <AreaMarks marks={marks} drawing={drawing} />
        </svg>
        {base && <small>{base.credit}</small>}
      </div>
      {!isAlone && <AreaList areas={areas} chosen={chosen} isNumbered={isNumbered} />}
    </div>
  )
}

/** Cut off where the drawing ends. */
function Base({ base, drawing }: { base: BaseMap; drawing: DrawnAreas }) {
  return (
    <svg width={drawing.width} height={drawing.height} aria-hidden="true">
      {tilesUnder(drawing).map(({ tile, ...at }) => (
        <image href={base.addressOf(tile)} {...at} preserveAspectRatio="none" />
      ))}
    </svg>
  )
}

function AreaList({
  areas,
  chosen,
  isNumbered,
}: Pick<AreaMapProps, 'areas' | 'chosen'> & { isNumbered: boolean }) {
  return (
    <ol class={classes('wk-area-map__list', !isNumbered && 'wk-area-map__list--plain')}>
      {areas.map((area) => (
        <li>
          {area.href ? <a href={area.href}>{area.name}</a> : <span>{area.name}</span>}
          {area.isChosen && <strong> {chosen}</strong>}
          {area.note !== undefined && <small> {area.note}</small>}
        </li>
      ))}
    </ol>
  )
}

const RADIUS = 15

function Point({ place, drawing }: { place: readonly [number, number]; drawing: DrawnAreas }) {
  const [x, y] = drawing.dotOf(place)
  if (x < 0 || y < 0 || x > drawing.width || y > drawing.height) return null
  return <circle class="area" cx={x} cy={y} r={RADIUS} />
}
