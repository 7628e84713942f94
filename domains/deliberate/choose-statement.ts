import { createHash } from 'node:crypto'

/** A published statement, with how many people gave an answer. */
export type StatementWeight = { number: number; answers: number }

/**
 * Chooses what to ask next: of the statements without an answer of this person, one of those that were answered
 * least. "Least" is counted in doublings (0, 1–2, 3–6, 7–14, …) and a draw of the person's own decides within one,
 * so that thousands who vote in the same second are not all sent to the same statement.
 * @param draw  anything that is the person's own: the same draw gives the same order
 */
export function chooseStatement(
  statements: readonly StatementWeight[],
  answered: Pick<ReadonlySet<number>, 'has'>,
  draw: string,
): number | undefined {
  let best: { number: number; doublings: number; lot: number } | undefined
  const seed = createHash('sha256').update(draw).digest().readUInt32LE()
  for (const { number, answers } of statements) {
    if (answered.has(number)) continue
    const candidate = { number, doublings: 31 - Math.clz32(answers + 1), lot: lotOf(seed, number) }
    if (!best || comesBefore(candidate, best)) best = candidate
  }
  return best?.number
}

type Candidate = { doublings: number; lot: number }

function comesBefore(a: Candidate, b: Candidate): boolean {
  return a.doublings === b.doublings ? a.lot < b.lot : a.doublings < b.doublings
}

/** Mixes a seed and a number to 32 even bits: the finaliser of MurmurHash3 (Appleby, public domain). */
function lotOf(seed: number, number: number): number {
  let bits = (seed ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
