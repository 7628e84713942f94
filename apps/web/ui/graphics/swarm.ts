/** People of a map by six-sided cell, ten or more in each. */
export type SwarmCells = readonly { x: number; y: number; people: number }[]

/** Dots in the units of the map; each knows which cell it is of. */
export interface Swarm {
  dots: { x: number; y: number; cell: number }[]
  /** How many people a dot stands for. */
  each: number
  /** Between two dots at least, nearly everywhere. */
  spacing: number
}

/** Up to so many people each has a dot. */
const MOST_DOTS = 400
/** A dot for more than one stands for ten people or more, in steps that are easily said. */
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
/** The area of a six-sided cell, in squares of its radius. */
const CELL_AREA = 1.5 * Math.sqrt(3)
/** How tightly the fullest cell is filled, and how far apart dots are at most, in radii of a cell. */
const TIGHT = 0.9
const WIDEST = 0.36
/** How far the dots of a cell reach before they push each other; those of a cell with fewer people less far. */
const REACH = 0.98
const ROUNDS = 30
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

/** How many people a dot stands for: one as long as they are few. */
export function peopleByDot(people: number): number {
  if (people <= MOST_DOTS) return 1
  return STEPS.find((each) => people / each <= MOST_DOTS) ?? Math.ceil(people / MOST_DOTS)
}

/**
 * Draws people as a swarm, out of nothing but how many are in each cell: a dot is at no person's place, and the same
 * cells give the same dots everywhere. O(dots).
 * @param beside  the cells of a map beside it: both are drawn with the same dots
 */
export function layOutSwarm(cells: SwarmCells, cellRadius: number, beside: SwarmCells = []): Swarm {
  const most = (list: SwarmCells) => list.reduce((sum, { people }) => sum + people, 0)
  const each = peopleByDot(Math.max(most(cells), most(beside)))
  const countOf = (people: number) => Math.max(1, Math.round(people / each))
  const fullest = Math.max(1, ...[...cells, ...beside].map(({ people }) => countOf(people)))
  const spacing = cellRadius * Math.min(WIDEST, TIGHT * Math.sqrt(CELL_AREA / fullest))
  const dots = cells.flatMap(({ x, y, people }, cell) => {
    const count = countOf(people)
    const reach = cellRadius * REACH * (count / fullest) ** 0.15
    return Array.from({ length: count }, (_, at) => {
      const far = reach * Math.sqrt((at + 0.5) / count)
      const angle = GOLDEN_ANGLE * at + cell
      return { x: x + far * Math.cos(angle), y: y + far * Math.sin(angle), cell }
    })
  })
  for (let round = 0; round < ROUNDS; round++) pushApart(dots, spacing)
  return { dots, each, spacing }
}

/** Moves dots that are too near half of what is missing each, a little unevenly, so that no lattice shows. */
function pushApart(dots: Swarm['dots'], spacing: number): void {
  const byPlace = new Map<string, number[]>()
  const column = (value: number) => Math.floor(value / spacing)
  dots.forEach(({ x, y }, at) => {
    const key = `${column(x)} ${column(y)}`
    const there = byPlace.get(key)
    if (there) there.push(at)
    else byPlace.set(key, [at])
  })
  dots.forEach((dot, at) => {
    const [i, j] = [column(dot.x), column(dot.y)]
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of byPlace.get(`${i + dx} ${j + dy}`) ?? [])
          if (other > at) separate(dot, dots[other] as Swarm['dots'][number], wanted(at, other) * spacing)
  })
}

/** Between 1 and 1.12, by which two dots they are. */
function wanted(one: number, other: number): number {
  return 1 + 0.12 * (((one * 7919 + other * 104_729) % 97) / 97)
}

function separate(a: Swarm['dots'][number], b: Swarm['dots'][number], spacing: number): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const apart = Math.hypot(dx, dy)
  if (apart >= spacing) return
  const by = apart === 0 ? spacing / 2 : (spacing - apart) / 2 / apart
  const [mx, my] = apart === 0 ? [by, 0] : [dx * by, dy * by]
  a.x -= mx
  a.y -= my
  b.x += mx
  b.y += my
}
