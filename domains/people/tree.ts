/** What lies in another of its kind, or in none. */
type Node = { id: string; name: string; parentId: string | null }

/**
 * Puts each behind what it lies in, those side by side in the order in which they came, and says how deep it lies: 0 at the top.
 * What lies in something that is not there stands at the top. Steps: as many as there are nodes.
 */
export function inTreeOrder<Kind extends Node>(nodes: readonly Kind[]): (Kind & { depth: number })[] {
  const ids = new Set(nodes.map(({ id }) => id))
  const below = Map.groupBy(nodes, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : null,
  )
  const lay = (parent: string | null, depth: number): (Kind & { depth: number })[] =>
    (below.get(parent) ?? []).flatMap((node) => [{ ...node, depth }, ...lay(node.id, depth + 1)])
  return lay(null, 0)
}
