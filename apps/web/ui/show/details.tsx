import type { Child, PropsWithChildren } from 'hono/jsx'

/** Folds out without script: the table of a picture, or an explanation. */
export function Details({ summary, open, children }: PropsWithChildren<{ summary: Child; open?: boolean }>) {
  return (
    <details class="wk-details" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
