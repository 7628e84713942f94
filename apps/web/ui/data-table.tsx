import type { Child, PropsWithChildren } from 'hono/jsx'

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
}

/** A table that scrolls within itself on a phone, and can be scrolled by keyboard. */
export function DataTable({ id, caption, columns, rows }: DataTableProps) {
  return (
    <section class="wk-scroll" aria-labelledby={id} tabindex={0}>
      <table class="utrecht-table">
        <caption class="utrecht-table__caption" id={id}>
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
                <Cell column={columns[index]} isFirst={index === 0}>
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
  children,
}: PropsWithChildren<{ column: Column | undefined; isFirst: boolean }>) {
  const name = column?.numeric ? 'wk-num' : undefined
  if (isFirst)
    return (
      <th scope="row" class={name}>
        {children}
      </th>
    )
  return <td class={name}>{children}</td>
}

/** Folds out without script: the table of a picture, or an explanation. */
export function Details({ summary, open, children }: PropsWithChildren<{ summary: Child; open?: boolean }>) {
  return (
    <details class="wk-details" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
