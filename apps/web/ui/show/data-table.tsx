import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'

export interface Column {
  label: Child
  /** Set right, in figures of equal width. */
  numeric?: boolean
}

export interface DataTableProps {
  /** Unique on the page; names the region that scrolls on a narrow screen. */
  id: string
  caption: Child
  /** The first column names the row. */
  columns: readonly Column[]
  rows: readonly (readonly Child[])[]
  /** The page's title says already what this is: the caption is for whoever listens. */
  hidesCaption?: boolean
  /** On a phone each row is a block, each cell a line with the name of its column: for few rows with buttons or dates. */
  stacks?: boolean
}

/** A table that scrolls within itself on a phone, and can be scrolled by keyboard. */
export function DataTable({ id, caption, columns, rows, hidesCaption, stacks }: DataTableProps) {
  return (
    <section class="wk-scroll" aria-labelledby={id} tabindex={0}>
      <table class={classes('utrecht-table', stacks && 'wk-table--stacks')}>
        <caption class={hidesCaption ? 'wk-hidden' : 'utrecht-table__caption'} id={id}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th scope="col" class={numeric ? 'wk-num' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, index) => (
                <Cell column={columns[index]} isFirst={index === 0} stacks={stacks}>
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({
  column,
  isFirst,
  stacks,
  children,
}: PropsWithChildren<{ column: Column | undefined; isFirst: boolean; stacks: boolean | undefined }>) {
  const name = column?.numeric ? 'wk-num' : undefined
  if (isFirst)
    return (
      <th scope="row" class={name}>
        {children}
      </th>
    )
  return (
    <td class={name}>
      {/* Who listens is told the column by the table; a button says itself what it does. */}
      {stacks && typeof children === 'string' && (
        <span class="wk-table__column" aria-hidden="true">{`${column?.label} `}</span>
      )}
      {children}
    </td>
  )
}
