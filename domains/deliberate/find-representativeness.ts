import type { Db } from '#db'
import { listBackgroundQuestions } from './background.ts'
import { listNamedStatements } from './ballot.queries.ts'
import type { Figures, WeighedStatement } from './representativeness.ts'

/** A statement of the figures with its words. */
export type NamedWeighed = WeighedStatement & { text: string; language: string }

export type Representativeness =
  /** Nobody is asked about themselves in this dialogue. */
  | { kind: 'not-asked' }
  /** Fewer than ten people told something, or it is not worked out yet. */
  | { kind: 'too-early' }
  | { kind: 'known'; madeAt: Date; figures: Figures; statements: NamedWeighed[] }

/** Who took part, as far as people told: read from what was worked out last, whatever the number of votes. */
export async function findRepresentativeness(db: Db, dialogueId: string): Promise<Representativeness> {
  const row = await db
    .selectFrom('representativeness')
    .select(['made_at', 'figures'])
    .where('dialogue_id', '=', dialogueId)
    .executeTakeFirst()
  if (!row)
    return (await listBackgroundQuestions(db, dialogueId)).length > 0
      ? { kind: 'too-early' }
      : { kind: 'not-asked' }
  const figures = row.figures as Figures
  const weighed = figures.weighing.kind === 'weighted' ? figures.weighing.statements : []
  const named = await listNamedStatements(
    db,
    dialogueId,
    weighed.map(({ statement }) => statement),
  )
  const statements = weighed.flatMap((one) => {
    const words = named.find(({ number }) => number === one.statement)
    return words ? [{ ...one, text: words.text, language: words.language }] : []
  })
  return { kind: 'known', madeAt: row.made_at, figures, statements }
}
