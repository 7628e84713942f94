/**
 * What is called shared by everybody, of statements of which it is known how many agree at each end; one JSON line a case.
 * People's opinions and answers are drawn by another model than the engine's: opinions normal, skewed or bounded, answers by
 * chances that rise, fall, or fall at one end only.
 * node bench/opinion-common-ground.ts [--seeds 50] [--case NAME] [--size 400x60]
 */
import { parseArgs } from 'node:util'
import {
  connect,
  describeStatements,
  layOut,
  loadRows,
  oneGroup,
  SeededRandom,
  toVoteMatrix,
  type VoteRow,
} from '#cores/opinion'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    case: { type: 'string' },
    size: { type: 'string' },
  },
})

const SIZES = [
  { people: 300, statements: 40, answers: 20 },
  { people: 400, statements: 60, answers: 25 },
  { people: 1000, statements: 100, answers: 40 },
]

type Shape = 'normal' | 'exponential' | 'uniform'
const CASES: Record<string, { axes: number; shape: Shape }> = {
  'one axis, normal': { axes: 1, shape: 'normal' },
  'one axis, exponential': { axes: 1, shape: 'exponential' },
  'two axes, normal': { axes: 2, shape: 'normal' },
  'two axes, exponential': { axes: 2, shape: 'exponential' },
  'two axes, uniform': { axes: 2, shape: 'uniform' },
}

type World = { people: number; statements: number; answers: number; axes: number; shape: Shape }

/** Each person's place on each axis, and the chance that they agree with each statement when they answer it. */
type Drawn = { places: Float64Array[]; chances: Float64Array[]; rows: VoteRow[] }

function place(shape: Shape, random: SeededRandom): number {
  if (shape === 'normal') return random.normal()
  if (shape === 'uniform') return (random.uniform() - 0.5) * Math.sqrt(12)
  return -Math.log(1 - random.uniform()) - 1
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x))
const PASSES = 0.1

/** A quarter of the statements is shared, a quarter divides, a quarter is refused at one end only, a quarter is undecided. */
function answering(kind: number, axes: number, random: SeededRandom): (place: Float64Array) => number {
  const axis = random.below(axes)
  const sign = random.uniform() < 0.5 ? -1 : 1
  const lean = random.normal()
  const strength = 1 + 1.5 * random.uniform()
  const along = (at: Float64Array) => sign * (at[axis] ?? 0)
  if (kind === 0) return (at) => logistic(1.5 + 0.6 * lean + 0.25 * along(at))
  if (kind === 1) return (at) => logistic(0.8 * lean + strength * along(at))
  if (kind === 2) return (at) => logistic(2 - 2 * strength * Math.max(0, along(at) - 0.2))
  return (at) => logistic(0.3 * lean + 0.3 * along(at))
}

function draw(world: World, seed: number): Drawn {
  const random = new SeededRandom(seed * 6151 + 3)
  const places = Array.from({ length: world.people }, () =>
    Float64Array.from({ length: world.axes }, () => place(world.shape, random)),
  )
  const rows: VoteRow[] = []
  // Some answer much, many answer little.
  const diligence = places.map(() => world.answers * (0.3 - 0.7 * Math.log(1 - random.uniform())))
  const chances = Array.from({ length: world.statements }, (_, statement) => {
    const agrees = answering(statement % 4, world.axes, random)
    return Float64Array.from(places, (at, participant) => {
      const chance = (1 - PASSES) * agrees(at)
      if (random.uniform() < (diligence[participant] ?? 0) / world.statements) {
        const value = random.uniform()
        rows.push({ participant, statement, vote: value < chance ? 1 : value < 1 - PASSES ? -1 : 0 })
      }
      return chance
    })
  })
  return { places, chances, rows }
}

/** For each statement the share that would agree of everybody and of the outer thirds by true places; the least of them. */
function trueLeast({ places, chances }: Drawn, axes: number): Float64Array {
  const sides = [places.map((_, person) => person)]
  for (let axis = 0; axis < axes; axis += 1) {
    const order = places.map((_, person) => person)
    order.sort((a, b) => (places[a]?.[axis] ?? 0) - (places[b]?.[axis] ?? 0))
    const third = Math.floor(order.length / 3)
    sides.push(order.slice(0, third), order.slice(-third))
  }
  return Float64Array.from(chances, (chance) =>
    Math.min(
      ...sides.map((side) => side.reduce((sum, person) => sum + (chance[person] ?? 0), 0) / side.length),
    ),
  )
}

type Called = { called: number; right: number; wrong: number }
const nothing = (): Called => ({ called: 0, right: 0, wrong: 0 })

function add(sum: Called, called: Iterable<number>, truth: Float64Array): void {
  for (const statement of called) {
    sum.called += 1
    if ((truth[statement] ?? 0) > 0.5) sum.right += 1
    else sum.wrong += 1
  }
}

function count(world: World, seeds: number) {
  const [before, after] = [nothing(), nothing()]
  let [trulyTogether, statements, tooHigh] = [0, 0, 0]
  for (let seed = 1; seed <= seeds; seed += 1) {
    const drawn = draw(world, seed)
    const truth = trueLeast(drawn, world.axes)
    const layout = layOut(toVoteMatrix(loadRows(drawn.rows)))
    const findings = describeStatements(layout, oneGroup(layout))
    const id = (column: number) => layout.matrix.statementIds[column] ?? -1
    const bounds = connect(layout, findings, { described: world.axes })
    add(
      before,
      findings.commonGround.filter(({ lower }) => lower > 0.5).map(({ column }) => id(column)),
      truth,
    )
    add(
      after,
      bounds.filter(({ isShared }) => isShared).map(({ column }) => id(column)),
      truth,
    )
    // Of those named, as that is what the rate is about.
    const high = bounds.filter(
      ({ column, lower, isShared }) => isShared && lower > (truth[id(column)] ?? 0),
    ).length
    trulyTogether += truth.filter((least) => least > 0.5).length
    statements += truth.length
    tooHigh += high
  }
  return { worlds: seeds, statements, trulyTogether, before, after, boundsTooHigh: tooHigh }
}

for (const size of SIZES) {
  const name = `${size.people}x${size.statements}`
  if (values.size !== undefined && values.size !== name) continue
  for (const [label, kind] of Object.entries(CASES)) {
    if (values.case !== undefined && !label.startsWith(values.case)) continue
    console.log(
      JSON.stringify({ case: label, size: name, ...count({ ...size, ...kind }, Number(values.seeds)) }),
    )
  }
}
