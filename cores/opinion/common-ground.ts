import { betaQuantile } from './distributions.ts'
import type { GroupVotes } from './group-votes.ts'

/** Agreement in a group on a statement, with its 95 % credible interval; 0 … 1. */
export interface Agreement {
  /** mean of Beta(A + 1, S − A + 1) */
  readonly share: number
  readonly low: number
  readonly high: number
}

/** The lower tail of a two-sided 95 % interval. */
const LOW = 0.025

/**
 * Remembers intervals by their counts, because most statements of a living dialogue have not changed since the last
 * request. It first looks at what it gave for this index of the caller's list, then at all counts it has seen.
 */
export class AgreementCache {
  readonly #latest: { readonly agrees: number; readonly votes: number; readonly agreement: Agreement }[] = []
  readonly #known = new Map<number, Agreement>()
  readonly #mostKnown: number

  /** @param mostKnown of how many counts it remembers the interval, besides that of each index */
  constructor(mostKnown = 200_000) {
    this.#mostKnown = mostKnown
  }

  /**
   * The interval for `agrees` of `votes`, passes included in `votes`; MATH.md §17. @param index of the statement and
   * group in the caller's list
   */
  get(agrees: number, votes: number, index: number): Agreement {
    const latest = this.#latest[index]
    if (latest?.agrees === agrees && latest.votes === votes) return latest.agreement
    const agreement = this.#find(agrees, votes)
    this.#latest[index] = { agrees, votes, agreement }
    return agreement
  }

  #find(agrees: number, votes: number): Agreement {
    const key = agrees * 2 ** 26 + votes
    const known = this.#known.get(key)
    if (known) return known
    if (this.#known.size >= this.#mostKnown) this.#known.clear()
    const agreement = agreementOf(agrees, votes)
    this.#known.set(key, agreement)
    return agreement
  }
}

/** The Beta posterior of a share with a uniform prior, from `agrees` of `votes`, passes included; MATH.md §17. */
export function agreementOf(agrees: number, votes: number): Agreement {
  const [a, b] = [agrees + 1, votes - agrees + 1]
  return { share: a / (a + b), low: betaQuantile(LOW, a, b), high: betaQuantile(1 - LOW, a, b) }
}

/** How far all groups agree on one statement. */
export interface CommonGround {
  readonly column: number
  /** the lowest of the groups' lower bounds */
  readonly lower: number
  /** in the order of the groups */
  readonly groups: readonly Agreement[]
}

/**
 * Statements by how sure we are that every group agrees: the lowest lower bound, highest first.
 * @param votes per group; where there are no groups, one group of everybody
 * @param open per statement 1 where it counts
 */
export function commonGround(
  votes: GroupVotes,
  open: Uint8Array,
  cache = new AgreementCache(),
): CommonGround[] {
  const list: CommonGround[] = []
  for (let column = 0; column < open.length; column += 1) {
    if (open[column] !== 1) continue
    const groups = votes.map((group, at) =>
      cache.get(group.agrees[column], group.votes[column], at * open.length + column),
    )
    list.push({ column, lower: groups.reduce((least, group) => Math.min(least, group.low), 1), groups })
  }
  // Equally sure ones stay in the order of their columns.
  return list.sort((a, b) => b.lower - a.lower)
}
