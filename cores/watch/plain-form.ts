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
  const fault = { at: 0 } as QueryFault
  const { filledTerms, filledDepth } = QUERY_LIMITS
  let terms = 0
  const fill = (one: Query, above: readonly string[]): Query | undefined => {
    switch (one.kind) {
      case 'named': {
        if (above.length === filledDepth) {
          Object.assign(fault, { kind: 'too-deep', found: one.name, limit: filledDepth })
          return undefined
        }
        const found = above.includes(one.name) ? undefined : find(one.name)
        const kind = above.includes(one.name) ? 'named-in-itself' : 'unknown-name'
        if (!found) Object.assign(fault, { kind, found: one.name })
        return found && fill(found, [...above, one.name])
      }
      case 'not': {
        const of = fill(one.of, above)
        return of && { kind: 'not', of }
      }
      case 'all':
      case 'any': {
        const of: Query[] = []
        for (const part of one.of) {
          const filled = fill(part, above)
          if (!filled) return undefined
          of.push(filled)
        }
        return { kind: one.kind, of }
      }
      default:
        terms += 1
        if (terms <= filledTerms) return one
        Object.assign(fault, { kind: 'too-many-terms', found: '', limit: filledTerms })
        return undefined
    }
  }
  const filled = fill(query, [])
  if (filled && holdsOfNothing(filled))
    return { kind: 'refused', fault: { kind: 'matches-everything', at: 0, found: '' } }
  return filled ? { kind: 'filled', query: filled } : { kind: 'refused', fault }
}
