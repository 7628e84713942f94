import { sql } from 'kysely'
import type { Tx } from '#db'

export type Tried<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'refused'; constraint: string; error: Error }

/**
 * Does something that a constraint of the database may refuse, and says which did; the transaction goes on as if it had not been
 * tried. What is no constraint throws.
 */
export async function tryWithin<Result>(tx: Tx, work: () => Promise<Result>): Promise<Tried<Result>> {
  await sql`savepoint tried`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint tried`.execute(tx)
    return { kind: 'done', result }
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'))
      throw error
    await sql`rollback to savepoint tried`.execute(tx)
    return { kind: 'refused', constraint: error.constraint, error }
  }
}
