import type { Child } from 'hono/jsx'
import type { FigureRow } from '#domains/answer'
import type { WebContext } from '#web/http'
import { DataTable, Details } from '#web/ui'
import { say } from '#web/words'
import { countWords, durationWords, shareWords } from './figure-words.ts'
import { figuresMessages } from './figures.messages.ts'

/** All figures of some rows, under their drawing. */
export function FigureTable({
  c,
  id,
  caption,
  first,
  rows,
}: {
  c: WebContext
  id: string
  caption: string
  /** What the first column is of. */
  first: string
  rows: readonly { name: Child; row: FigureRow }[]
}) {
  const t = say(c, figuresMessages)
  const numbers = [
    ...([t('cameIn'), t('firstHalf'), t('firstMost'), t('firstInTime')] as const),
    ...([t('solvedHalf'), t('solvedMost'), t('solvedInTime'), t('again')] as const),
  ]
  return (
    <Details summary={t('inTable')}>
      <DataTable
        id={id}
        caption={t('tableOf', { what: caption })}
        columns={[{ label: first }, ...numbers.map((label) => ({ label, numeric: true }))]}
        rows={rows.map(({ name, row }) => [name, ...cellsOf(c, row)])}
      />
    </Details>
  )
}

function cellsOf(c: WebContext, { cameIn, first, solved, openedAgain }: FigureRow): string[] {
  return [
    countWords(c, cameIn),
    durationWords(c, first.median),
    durationWords(c, first.p90),
    shareWords(c, first.inTime),
    durationWords(c, solved.median),
    durationWords(c, solved.p90),
    shareWords(c, solved.inTime),
    shareWords(c, openedAgain),
  ]
}
