import type { DrawnAreas } from './area-paths.ts'
import { spreadDots } from './spread-dots.ts'

/** A state by its outline: it is told apart without colour. */
export type MarkShape = 'circle' | 'diamond' | 'square' | 'cross'

export interface MapMark {
  /** As in the list beside the map. */
  number: number
  shape: MarkShape
  href: string
  /** What it is, for who does not see it. */
  name: string
  /** Where it is, in degrees; or the area, by its place among those that are drawn, of what has no point. */
  at: readonly [number, number] | number
}

/** Half the width of a mark, and of the disc around it that a finger meets: 24 dots on a phone of 360 dots wide. */
const SIZE = 17
const TOUCH = 26

/** Outlines around the middle of a mark. */
const outlines: Record<MarkShape, string> = {
  circle: `M${-SIZE} 0a${SIZE} ${SIZE} 0 1 0 ${2 * SIZE} 0a${SIZE} ${SIZE} 0 1 0 ${-2 * SIZE} 0Z`,
  diamond: 'M0-23L23 0L0 23L-23 0Z',
  square: 'M-16-16H16V16H-16Z',
  cross: 'M-9-20H9L20-9V9L9 20H-9L-20 9V-9Z',
}

/** Marks with the numbers of a list; those that would lie over each other are moved aside. Keys go through the list alone. */
export function AreaMarks({ marks, drawing }: { marks: readonly MapMark[]; drawing: DrawnAreas }) {
  const drawn = marks.flatMap((mark) => {
    const dot = dotOf(mark.at, drawing)
    return dot ? [{ mark, dot }] : []
  })
  const dots = spreadDots(
    drawn.map(({ dot }) => dot),
    { apart: 2 * SIZE + 4, within: [drawing.width, drawing.height] },
  )
  return (
    <>
      {drawn.map(({ mark: { number, shape, href, name } }, at) => {
        const [x, y] = dots[at] ?? [0, 0]
        return (
          <a class="mark" href={href} aria-label={name} tabindex={-1} transform={`translate(${x} ${y})`}>
            <circle class="touch" r={TOUCH} />
            <path d={outlines[shape]} />
            <text dy="0.35em" text-anchor="middle">
              {number}
            </text>
          </a>
        )
      })}
    </>
  )
}

function dotOf(at: MapMark['at'], drawing: DrawnAreas): readonly [number, number] | undefined {
  if (typeof at !== 'number') {
    const [x, y] = drawing.dotOf(at)
    return x < 0 || y < 0 || x > drawing.width || y > drawing.height ? undefined : [x, y]
  }
  const area = drawing.areas[at]
  return area && [area.x, area.y]
}

/** The outline of a state by itself, as the key beside a map shows it. */
export function MarkSign({ shape }: { shape: MarkShape }) {
  return (
    <svg
      class="wk-mark-sign"
      viewBox="-26 -26 52 52"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={outlines[shape]} />
    </svg>
  )
}
