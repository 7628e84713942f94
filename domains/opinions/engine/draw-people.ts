import { type GroupAssignment, NO_GROUP, STRIDE } from '#cores/opinion'
import { type DrawnCells, drawCells } from './map-cells.ts'

export type DrawRequest = {
  /** STRIDE numbers a person, turned as they are shown. */
  points: Float64Array
  /** By person: `NO_GROUP` for whoever gave too few votes to have a place. */
  labels: Int32Array
  /** To draw the outlines of. */
  groups?: GroupAssignment | undefined
  /** To lay maps side by side; chosen by the number of people otherwise. */
  cellRadius?: number | undefined
}

/** Cells of those with enough votes to have a place; everybody else is counted as hidden. */
export function drawPeople({ points, labels, groups, cellRadius }: DrawRequest): DrawnCells {
  const rows = labels.map((_, row) => row).filter((row) => labels[row] !== NO_GROUP)
  const places = {
    xs: new Float64Array(rows.length),
    ys: new Float64Array(rows.length),
    groups: new Int32Array(rows.length),
  }
  rows.forEach((row, at) => {
    places.xs[at] = points[row * STRIDE] as number
    places.ys[at] = points[row * STRIDE + 1] as number
    places.groups[at] = groups?.labels[row] ?? NO_GROUP
  })
  const drawn = drawCells(places, groups?.k ?? 0, cellRadius)
  const fine = (value: number) => roundTo(value, drawn.cellRadius / 100)
  return {
    ...drawn,
    cells: drawn.cells.map(({ x, y, people }) => ({ x: fine(x), y: fine(y), people })),
    hulls: drawn.hulls.map(({ group, points }) => ({
      group,
      points: points.map(([x, y]): [number, number] => [fine(x), fine(y)]),
    })),
    hiddenPeople: drawn.hiddenPeople + labels.length - rows.length,
  }
}

function roundTo(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(6))
}
