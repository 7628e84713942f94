/**
 * How far agreement is off in dialogues in which not everybody was asked the same, plain and weighted by what was shown;
 * one JSON line a world. Errors are in points of a hundred, of agreement per statement among all who took part.
 * node bench/opinion-showings.ts [--populations 5] [--dialogues 12] [--people 1500] [--statements 40] [--world NAME]
 */
import { parseArgs } from 'node:util'
import {
  layOut,
  loadRows,
  shareOfAgrees,
  sumWeights,
  toVoteMatrix,
  type VoteMatrix,
  weighByShowings,
  weightedAxes,
} from '#cores/opinion'
import { drawPopulation, type Habits, holdDialogue, type Population } from './routed-dialogue.ts'

const { values } = parseArgs({
  options: {
    populations: { type: 'string', default: '5' },
    dialogues: { type: 'string', default: '12' },
    people: { type: 'string', default: '1500' },
    statements: { type: 'string', default: '40' },
    world: { type: 'string' },
  },
})
const [people, statements] = [Number(values.people), Number(values.statements)]

const even = { routing: 'engine', byOpinion: 0, byAnswer: 0, fromList: 0 } as const

const WORLDS: Record<string, Habits> = {
  'asked at random, everybody goes on alike': { ...even, routing: 'uniform' },
  'routed, everybody goes on alike': even,
  'routed, one opinion goes on longer': { ...even, byOpinion: 0.8 },
  'routed, who disagreed leaves sooner': { ...even, byAnswer: 1.2 },
  'routed, both': { ...even, byOpinion: 0.8, byAnswer: 1.2 },
  'routed, both, and a quarter from the list': { ...even, byOpinion: 0.8, byAnswer: 1.2, fromList: 0.25 },
  'extreme propensities, both': { ...even, routing: 'extreme', byOpinion: 0.8, byAnswer: 1.2 },
}

for (const [world, habits] of Object.entries(WORLDS)) {
  if (values.world !== undefined && !world.startsWith(values.world)) continue
  console.log(JSON.stringify({ world, ...measure(habits) }))
}

type Errors = { sums: Float64Array; squares: number; effective: number }

function measure(habits: Habits) {
  const began = performance.now()
  const [populations, dialogues] = [Number(values.populations), Number(values.dialogues)]
  const totals = { unweighted: newTotal(), weighted: newTotal() }
  const axes = { unweighted: 0, weighted: 0 }
  let [votes, drawn, chosen, clipped] = [0, 0, 0, 0]
  for (let at = 0; at < populations; at += 1) {
    const population = drawPopulation(people, statements, 1 + at)
    const [truth, wholeAxis] = wholeTruth(population)
    const errors = { unweighted: newErrors(), weighted: newErrors() }
    for (let turn = 0; turn < dialogues; turn += 1) {
      const { rows, showings } = holdDialogue(population, habits, 1000 * (1 + at) + turn)
      const matrix = toVoteMatrix(loadRows(rows))
      const weighed = weighByShowings(matrix, showings)
      votes += rows.length
      drawn += weighed.drawn
      chosen += weighed.chosen
      clipped += weighed.clipped
      addErrors(errors.unweighted, matrix, new Float64Array(rows.length).fill(1), truth)
      addErrors(errors.weighted, matrix, weighed.weights, truth)
      axes.unweighted += overlap(layOut(matrix).axes.components[0], wholeAxis)
      axes.weighted += overlap(weightedAxes(matrix, weighed.weights).components[0], wholeAxis)
    }
    addTotal(totals.unweighted, errors.unweighted, dialogues)
    addTotal(totals.weighted, errors.weighted, dialogues)
  }
  const runs = populations * dialogues
  const figures = {
    unweighted: figuresOf(totals.unweighted, populations),
    weighted: figuresOf(totals.weighted, populations),
  }
  return {
    ...{ populations, dialogues, people, statements, seeds: `1–${populations}, 1000 n + 0–${dialogues - 1}` },
    votesPerPerson: round(votes / runs / people),
    chosen: round(chosen / votes),
    unknown: round(1 - (drawn + chosen) / votes),
    clipped: round(clipped / votes),
    ...figures,
    biasRatio: round(figures.weighted.bias / figures.unweighted.bias),
    firstAxisOverlap: { unweighted: round(axes.unweighted / runs), weighted: round(axes.weighted / runs) },
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

/** Agreement per statement and the first axis, had everybody answered everything. */
function wholeTruth({ answers }: Population): [truth: Float64Array, axis: Float64Array | undefined] {
  const rows = Array.from(answers, (vote, at) => ({
    ...{ participant: Math.floor(at / statements), statement: at % statements, vote },
  }))
  const { counts, axes } = layOut(toVoteMatrix(loadRows(rows)))
  return [Float64Array.from(counts.agrees, (agrees) => agrees / people), axes.components[0]]
}

function newErrors(): Errors {
  return { sums: new Float64Array(statements), squares: 0, effective: 0 }
}

function addErrors(errors: Errors, matrix: VoteMatrix, weights: Float64Array, truth: Float64Array): void {
  const sums = sumWeights(matrix, weights)
  shareOfAgrees(sums).forEach((share, column) => {
    const error = share - (truth[column] ?? 0)
    errors.sums[column] = (errors.sums[column] ?? 0) + error
    errors.squares += error * error
  })
  errors.effective += sums.effective.reduce((sum, one) => sum + one, 0)
}

function newTotal() {
  return { bias: 0, error: 0, effective: 0 }
}

/**
 * The squared mean error of each statement, less the part of it that is chance: the variance between dialogues, divided
 * by their number.
 */
function addTotal(total: ReturnType<typeof newTotal>, { sums, squares, effective }: Errors, n: number): void {
  const ofMeans = sums.reduce((sum, one) => sum + (one / n) ** 2, 0)
  const chance = (squares / n - ofMeans) / (n - 1)
  total.bias += (ofMeans - chance) / statements
  total.error += squares / n / statements
  total.effective += effective / n / statements
}

/** Root mean squares, in points; `effective` is how many equal votes a statement's are worth. */
function figuresOf({ bias, error, effective }: ReturnType<typeof newTotal>, populations: number) {
  const points = (square: number) => round(100 * Math.sqrt(Math.max(square / populations, 0)))
  return { bias: points(bias), error: points(error), effective: Math.round(effective / populations) }
}

function overlap(axis: Float64Array | undefined, whole: Float64Array | undefined): number {
  const product = axis?.reduce((sum, loading, column) => sum + loading * (whole?.[column] ?? 0), 0) ?? 0
  return product * product
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
