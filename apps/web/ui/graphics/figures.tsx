import type { Child } from 'hono/jsx'
import { classes } from '../classes.ts'

export interface Figure {
  /** The figure itself: "96 %". */
  figure: Child
  /** What it counts, of how many and since when. */
  counts: Child
  /** It tells what went wrong. */
  late?: boolean
}

/** Figures with what each counts. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="wk-figures">
      {figures.map(({ figure, counts, late }) => (
        <div class={classes(late && 'wk-figures__late') || undefined}>
          <dt>{counts}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
