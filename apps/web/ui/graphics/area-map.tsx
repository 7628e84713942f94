import type { Child } from 'hono/jsx'
import { classes } from '../classes.ts'
import { drawAreas, type Shape } from './area-paths.ts'

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

export interface AreaMapProps {
  /** What the map shows, as a sentence: it is the name of the drawing. */
  name: string
  areas: readonly MapArea[]
  /** Said of a chosen area in the list: a colour is not enough. */
  chosen: string
}

/** More than these are drawn without numbers: they would lie over each other. */
const MOST_NUMBERED = 30

/**
 * Areas by their outlines, with a list beside it that says the same: each has the number of its place on the map, as a map
 * that is read aloud tells nothing.
 */
export function AreaMap({ name, areas, chosen }: AreaMapProps) {
  const drawing = drawAreas(areas.map(({ shape }) => shape))
  const isNumbered = areas.length <= MOST_NUMBERED
  const drawn = drawing.areas.map((area, at) => ({ ...area, at, isChosen: areas[at]?.isChosen === true }))
  // What is drawn last lies on top: the border of what is chosen is seen whole.
  const inOrder = [...drawn.filter((one) => !one.isChosen), ...drawn.filter((one) => one.isChosen)]
  return (
    <div class="wk-area-map">
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={name}>
        {inOrder.map(({ path, isChosen }) => (
          <path class={classes('area', isChosen && 'chosen')} fill-rule="evenodd" d={path} />
        ))}
        {isNumbered &&
          inOrder.map(({ x, y, at, isChosen }) => (
            <text class={classes(isChosen && 'chosen')} x={x} y={y} dy="0.35em" text-anchor="middle">
              {at + 1}
            </text>
          ))}
      </svg>
      <ol class={classes('wk-area-map__list', !isNumbered && 'wk-area-map__list--plain')}>
        {areas.map((area) => (
          <li>
            {area.href ? <a href={area.href}>{area.name}</a> : <span>{area.name}</span>}
            {area.isChosen && <strong> {chosen}</strong>}
            {area.note !== undefined && <small> {area.note}</small>}
          </li>
        ))}
      </ol>
    </div>
  )
}
