export interface TimeColumnsProps {
  /** One column each, in order; null means that there were too few to tell. */
  values: readonly (number | null)[]
  /** How many days, weeks or months each column tells together; its area is their number. One each, where it is left out. */
  widths?: readonly number[]
  /** What the highest column of several drawings beside each other tells, so that all are on one scale. */
  highest?: number
  /** The finding as a sentence. */
  name: string
  /** Beside the highest column: its number. */
  most: string
  /** Under the first and the last column. */
  from: string
  to: string
}

const HEIGHT = 128
const TOP = 20
const FOOT = 20
/** Even the smallest number that is told can be seen. */
const LEAST = 2

/** How many there were in each day, week or month. Texts keep their size, whatever the width. */
export function TimeColumns({ values, widths, highest: scale = 1, name, most, from, to }: TimeColumnsProps) {
  const wide = (at: number) => widths?.[at] ?? 1
  const heights = values.map((value, at) => (value === null ? null : value / wide(at)))
  const highest = Math.max(1, scale, ...heights.map((height) => height ?? 0))
  const starts = values.map((_, at) =>
    values.slice(0, at).reduce<number>((sum, _, one) => sum + wide(one), 0),
  )
  const step = 100 / Math.max((starts.at(-1) ?? 0) + wide(values.length - 1), 1)
  return (
    <svg class="wk-series" width="100%" height={HEIGHT + TOP + FOOT} role="img" aria-label={name}>
      <line class="mid" x1="0" x2="100%" y1={TOP} y2={TOP} />
      <text class="strong" x="0" y={TOP - 6}>
        {most}
      </text>
      {heights.map((value, at) => {
        const height = value === null ? LEAST : Math.max((value / highest) * HEIGHT, value > 0 ? LEAST : 0)
        return (
          <rect
            class={value === null ? 'bar low' : 'bar'}
            x={share((starts[at] ?? 0) * step + step * 0.1)}
            width={share((wide(at) - 0.2) * step)}
            y={tenth(TOP + HEIGHT - height)}
            height={tenth(height)}
          />
        )
      })}
      <line class="axis" x1="0" x2="100%" y1={TOP + HEIGHT} y2={TOP + HEIGHT} />
      <text x="0" y={TOP + HEIGHT + 15}>
        {from}
      </text>
      {to !== from && (
        <text x="100%" y={TOP + HEIGHT + 15} text-anchor="end">
          {to}
        </text>
      )}
    </svg>
  )
}

function share(part: number): string {
  return `${Math.round(100 * part) / 100}%`
}

function tenth(value: number): number {
  return Math.round(10 * value) / 10
}
