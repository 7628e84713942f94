import type { Child } from 'hono/jsx'

export interface TreeNode {
  id: string
  parentId: string | null
}

export interface TreeProps<Node extends TreeNode> {
  /** Those side by side stand in this order; what lies in something that is not there stands at the top. */
  nodes: readonly Node[]
  line: (node: Node) => Child
}

/** Things that lie in each other, as lists in lists. */
export function Tree<Node extends TreeNode>({ nodes, line }: TreeProps<Node>) {
  const ids = new Set(nodes.map(({ id }) => id))
  const below = Map.groupBy(nodes, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : null,
  )
  return <Branch parent={null} below={below} line={line} />
}

function Branch<Node extends TreeNode>({
  parent,
  below,
  line,
}: Pick<TreeProps<Node>, 'line'> & { parent: string | null; below: Map<string | null, Node[]> }) {
  const nodes = below.get(parent)
  if (!nodes) return null
  return (
    <ul class="wk-tree">
      {nodes.map((node) => (
        <li>
          {line(node)}
          <Branch parent={node.id} below={below} line={line} />
        </li>
      ))}
    </ul>
  )
}
