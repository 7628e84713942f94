import { QUERY_LIMITS, type Query, type QueryFault } from './query.ts'

/** What is true or false of a post by itself. */
export type Atom = Exclude<Query, { kind: 'all' | 'any' | 'not' | 'named' }>

/** A query of which only atoms are negated, without names. */
export type PlainForm =
  | { kind: 'atom'; atom: Atom; isNegated: boolean }
  | { kind: 'all' | 'any'; of: readonly PlainForm[] }

/** Brings NOT down to the atoms (De Morgan). Every name must have been filled in before. */
export function plainForm(query: Query, isNegated = false): PlainForm {
  switch (query.kind) {
    case 'not':
      return plainForm(query.of, !isNegated)
    case 'all':
    case 'any': {
      const kind = (query.kind === 'all') === isNegated ? 'any' : 'all'
      return { kind, of: query.of.map((one) => plainForm(one, isNegated)) }
    }
    case 'named':
      throw new Error(`The query "${query.name}" was not filled in.`)
    default:
      return { kind: 'atom', atom: query, isNegated }
  }
}

/** Whether a query is true of a post in which nothing stands, so that it would match nearly everything; a name counts as something. */
export function holdsOfNothing(query: Query): boolean {
  switch (query.kind) {
    case 'all':
      return query.of.every(holdsOfNothing)
    case 'any':
      return query.of.some(holdsOfNothing)
    case 'not':
      return !holdsOfNothing(query.of)
    default:
      return false
  }
}

/**
 * Fills in other queries by their names; what they are made of is filled in too. A name counts as often as it is used, up to
 * `QUERY_LIMITS.filledTerms` words and phrases and `QUERY_LIMITS.filledDepth` names in each other.
 */
export function fillIn(
  query: Query,
  find: (name: string) => Query | undefined,
): { kind: 'filled'; query: Query } | { kind: 'refused'; fault: QueryFault } {
  const filler = new Filler(find)
  const filled = filler.fill(query, [])
  if (!filled) return { kind: 'refused', fault: filler.fault }
  if (!holdsOfNothing(filled)) return { kind: 'filled', query: filled }
  return { kind: 'refused', fault: { kind: 'matches-everything', at: 0, found: '' } }
}

class Filler {
  readonly #find: (name: string) => Query | undefined
  #terms = 0
  /** Why nothing could be filled in. */
  fault: QueryFault = { kind: 'empty', at: 0, found: '' }

  constructor(find: (name: string) => Query | undefined) {
    this.#find = find
  }

  fill(query: Query, above: readonly string[]): Query | undefined {
    switch (query.kind) {
      case 'named':
        return this.#fillName(query.name, above)
      case 'not': {
        const of = this.fill(query.of, above)
        return of && { kind: 'not', of }
      }
      case 'all':
      case 'any': {
        const of = this.#fillEach(query.of, above)
        return of && { kind: query.kind, of }
      }
      default: {
        const limit = QUERY_LIMITS.filledTerms
        this.#terms += 1
        return this.#terms > limit ? this.#refuse({ kind: 'too-many-terms', found: '', limit }) : query
      }
    }
  }

  #fillName(name: string, above: readonly string[]): Query | undefined {
    const limit = QUERY_LIMITS.filledDepth
    if (above.length === limit) return this.#refuse({ kind: 'too-deep', found: name, limit })
    if (above.includes(name)) return this.#refuse({ kind: 'named-in-itself', found: name })
    const found = this.#find(name)
    return found ? this.fill(found, [...above, name]) : this.#refuse({ kind: 'unknown-name', found: name })
  }

  #fillEach(queries: readonly Query[], above: readonly string[]): Query[] | undefined {
    const filled: Query[] = []
    for (const query of queries) {
      const one = this.fill(query, above)
      if (!one) return undefined
      filled.push(one)
    }
    return filled
  }

  #refuse(fault: Omit<QueryFault, 'at'>): undefined {
    this.fault = { at: 0, ...fault }
  }
}
