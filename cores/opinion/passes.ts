import type { Latents } from './latent.ts'
import type { Responses } from './responses.ts'

/** How readily people pass: logit P(pass) = readiness − keenness · ln(2 cosh(score / 2)); MATH.md §14. */
export interface PassModel {
  /** per statement */
  readonly readiness: Float64Array
  /** 0 where passing says nothing of where somebody stands, 1 where it is the middle answer */
  readonly keenness: number
}

const PASS_ROUNDS = 8
const READINESS_PRECISION = 0.05
const MOST_KEEN = 1.5
const FLATTEST = 1e-6

/** Fits how readily people pass at their most probable positions. O(rounds · votes). */
export function fitPasses(latents: Latents): PassModel {
  const extremity = extremities(latents)
  const readiness = new Float64Array(latents.model.columns).fill(-1)
  let keenness = 0.5
  for (let round = 0; round < PASS_ROUNDS; round += 1)
    keenness = stepPasses(latents.responses, extremity, readiness, keenness)
  return { readiness, keenness }
}

/** Per vote, ln(2 cosh(score / 2)): how far the answer is from the middle. */
function extremities({ model, responses, position }: Latents): Float64Array {
  const { axes, slope, lean } = model
  const extremity = new Float64Array(responses.column.length)
  for (let person = 0; person < responses.rows.length; person += 1)
    for (let at = responses.start[person]; at < responses.start[person + 1]; at += 1) {
      const column = responses.column[at]
      let score = lean[column]
      for (let k = 0; k < axes; k += 1) score += slope[column * axes + k] * position[person * axes + k]
      extremity[at] = logCosh(score)
    }
  return extremity
}

/** ln(2 cosh(score / 2)), without overflow. */
export function logCosh(score: number): number {
  const size = Math.abs(score)
  return size / 2 + Math.log1p(Math.exp(-size))
}

/** One step of Newton for all at once; changes `readiness`. @returns the new keenness */
function stepPasses(
  { column, sign }: Responses,
  extremity: Float64Array,
  readiness: Float64Array,
  keenness: number,
): number {
  const first = readiness.map((own) => -READINESS_PRECISION * own)
  const second = new Float64Array(readiness.length).fill(READINESS_PRECISION)
  const mixed = new Float64Array(readiness.length)
  let [slope, curve] = [0, FLATTEST]
  for (let at = 0; at < column.length; at += 1) {
    const j = column[at]
    const chance = 1 / (1 + Math.exp(keenness * extremity[at] - readiness[j]))
    const error = (sign[at] === 0 ? 1 : 0) - chance
    const weight = chance * (1 - chance)
    first[j] += error
    second[j] += weight
    mixed[j] += weight * extremity[at]
    slope -= error * extremity[at]
    curve += weight * extremity[at] * extremity[at]
  }
  // The statements' own parameters are solved for, and what is left decides how keen everybody is.
  for (let j = 0; j < readiness.length; j += 1) {
    slope += (mixed[j] * first[j]) / second[j]
    curve -= (mixed[j] * mixed[j]) / second[j]
  }
  const next = Math.max(0, Math.min(MOST_KEEN, keenness + within(slope / Math.max(curve, FLATTEST), 0.5)))
  for (let j = 0; j < readiness.length; j += 1)
    readiness[j] += within((first[j] + mixed[j] * (next - keenness)) / second[j], 1)
  return next
}

function within(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value))
}
