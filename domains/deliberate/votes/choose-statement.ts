import { createHash } from 'node:crypto'
import { chooseNextStatement, type Placer, prepareRouting, type Routing } from '#cores/opinion'
import { answersOf, type Tally, type Vote } from './vote.ts'

export type { Routing } from '#cores/opinion'

/** A published statement, with how many people gave each answer, and how often it was shown. */
export type BallotTally = { number: number; shown: number } & Tally

/** A statement to ask, and the probability with which it was drawn. */
export type ChosenStatement = { number: number; propensity: number }

/**
 * Gets ready to choose among the published statements, for everybody who asks until the counts or the map change.
 * An answer counts as a showing too: votes from elsewhere and from before showings were counted.
 */
export function prepareChoice(tallies: readonly BallotTally[], placer: Placer | undefined): Routing {
  const asked = tallies.map(({ number, shown, ...tally }) => {
    const votes = answersOf(tally)
    return {
      id: number,
      agrees: tally.agree,
      disagrees: tally.disagree,
      votes,
      showings: Math.max(shown, votes),
    }
  })
  return prepareRouting(asked, placer)
}

/**
 * Draws what to ask next of the statements without an answer of this person: mostly what teaches most, half of all draws
 * for what few have seen. The draw is the person's own, so that a page that is loaded again mostly asks the same.
 * @param draw  anything that is the person's own: the same draw after the same answers gives the same statement
 */
export function chooseStatement(
  routing: Routing,
  own: ReadonlyMap<number, Vote['choice']>,
  draw: string,
): ChosenStatement | undefined {
  const next = chooseNextStatement(routing, own, chanceOf(`${draw} ${own.size}`))
  return next.kind === 'all-answered' ? undefined : { number: next.id, propensity: next.propensity }
}

function chanceOf(draw: string): number {
  return createHash('sha256').update(draw).digest().readUIntLE(0, 6) / 2 ** 48
}
