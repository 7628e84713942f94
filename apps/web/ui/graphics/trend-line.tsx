export interface TrendLineProps {
  /** One for each week or month, in order; the last is the newest. */
  values: readonly number[]
  /** The finding as a sentence: it is the name of the drawing. */
  name: string
}

const WIDTH = 160
const HEIGHT = 36
const ROOM = 4

/** How something went, as a small line beside the words that say it; the newest is marked. */
export function TrendLine({ values, name }: TrendLineProps) {
  const highest = Math.max(1, ...values)
  const step = (WIDTH - 2 * ROOM) / Math.max(1, values.length - 1)
  const points = values.map((value, at) => ({
    x: Math.round(ROOM + at * step),
    y: Math.round(HEIGHT - ROOM - (value / highest) * (HEIGHT - 2 * ROOM)),
  }))
  const last = points.at(-1)
  return (
    <svg class="wk-trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      <line class="axis" x1={ROOM} x2={WIDTH - ROOM} y1={HEIGHT - ROOM} y2={HEIGHT - ROOM} />
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {last && <circle cx={last.x} cy={last.y} r="3.5" />}
    </svg>
  )
}
