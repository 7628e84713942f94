import type { VoteRow } from './load-votes.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** The same mathematics without optimisation, to compare the engine with: dense, slow and short. */
export interface PlainMap {
  readonly center: number[]
  readonly values: number[]
  /** per axis */
  readonly components: number[][]
  /** per participant, by id */
  readonly positions: Map<number, number[]>
  readonly explained: number[]
}

/** @param rows at most one vote per participant and statement */
export function plainMap(rows: readonly VoteRow[], axes: number): PlainMap {
  const people = [...new Set(rows.map((row) => row.participant))].sort((a, b) => a - b)
  const statements = [...new Set(rows.map((row) => row.statement))].sort((a, b) => a - b)
  const vote = new Map(rows.map((row) => [`${row.participant},${row.statement}`, row.vote]))
  const cells = people.map((p) => statements.map((s) => vote.get(`${p},${s}`)))
  const center = statements.map((_, j) => {
    const seen = cells.flatMap((row) => row[j] ?? [])
    return seen.reduce((sum, v) => sum + v, 0) / seen.length
  })
  const residual = cells.map((row) => row.map((v, j) => (v === undefined ? 0 : v - (center[j] ?? 0))))
  const n = statements.length
  const gram = new Float64Array(n * n).map((_, at) =>
    residual.reduce((sum, row) => sum + (row[Math.floor(at / n)] ?? 0) * (row[at % n] ?? 0), 0),
  )
  const eigen = symmetricEigen(gram, n)
  const total = statements.reduce((sum, _, j) => sum + (gram[j * n + j] ?? 0), 0)
  const values = Array.from(eigen.values.slice(0, axes))
  const components = values.map((_, k) => upright(statements.map((__, j) => eigen.vectors[j * n + k] ?? 0)))
  const fit = fitSpread(cells, components, values, total)
  return {
    center,
    values,
    components,
    explained: values.map((value) => value / total),
    positions: new Map(
      people.map((id, i) => [id, place(cells[i] ?? [], residual[i] ?? [], components, fit)]),
    ),
  }
}

function upright(component: number[]): number[] {
  const largest = Math.max(...component.map(Math.abs))
  const decisive = component.find((x) => Math.abs(x) >= largest * (1 - 1e-9)) ?? 0
  return decisive < 0 ? component.map((x) => -x) : component
}

type Cells = readonly (readonly (number | undefined)[])[]

function fitSpread(cells: Cells, components: readonly number[][], values: readonly number[], total: number) {
  const seen = (row: readonly (number | undefined)[], component: readonly number[]) =>
    row.reduce<number>((sum, v, j) => sum + (v === undefined ? 0 : (component[j] ?? 0) ** 2), 0)
  const linear = components.map((c) => cells.reduce((sum, row) => sum + seen(row, c), 0))
  const squared = components.map((c) => cells.reduce((sum, row) => sum + seen(row, c) ** 2, 0))
  const votes = cells.reduce((sum, row) => sum + row.filter((v) => v !== undefined).length, 0)
  const ratio = (k: number, x: number) => (squared[k] === 0 ? 0 : x / (squared[k] ?? 1))
  const explained = values.reduce((sum, value, k) => sum + ratio(k, value * (linear[k] ?? 0)), 0)
  const used = linear.reduce((sum, l, k) => sum + ratio(k, l * l), 0)
  const noise = Math.max(votes > used ? (total - explained) / (votes - used) : 0, (total / votes) * 1e-3)
  const spread = values.map((value, k) => Math.max(ratio(k, value - noise * (linear[k] ?? 0)), noise * 1e-9))
  return { noise, spread }
}

/** Solves (Σ a·aᵀ + noise · spread⁻¹) p = Σ r·a by Gauss–Jordan. */
function place(
  row: readonly (number | undefined)[],
  residual: readonly number[],
  components: readonly number[][],
  fit: { noise: number; spread: number[] },
): number[] {
  const k = components.length
  const seen = row.flatMap((v, j) => (v === undefined ? [] : [j]))
  const at = (axis: number, j: number) => components[axis]?.[j] ?? 0
  const system = components.map((_, a) => [
    ...components.map(
      (__, b) =>
        seen.reduce((sum, j) => sum + at(a, j) * at(b, j), 0) +
        (a === b ? fit.noise / (fit.spread[a] ?? 1) : 0),
    ),
    seen.reduce((sum, j) => sum + at(a, j) * (residual[j] ?? 0), 0),
  ])
  for (let pivot = 0; pivot < k; pivot += 1) {
    const own = system[pivot] ?? []
    const lead = own[pivot] ?? 1
    system[pivot] = own.map((x) => x / lead)
    for (let other = 0; other < k; other += 1) {
      if (other === pivot) continue
      const factor = system[other]?.[pivot] ?? 0
      system[other] = (system[other] ?? []).map((x, c) => x - factor * (system[pivot]?.[c] ?? 0))
    }
  }
  return system.map((line) => line[k] ?? 0)
}
