import type { Db } from '#db'
import type { Deed } from '#domains/people'
import { listKnownSince, readTrees } from './facts.queries.ts'
import { type Conditions, fits } from './match-rule.ts'
import type { CaughtConversation } from './rule.queries.ts'

/** What a rule would have caught: of how many, how many, and the newest of them. */
export type RuleTrial = { looked: number; caught: number; newest: CaughtConversation[]; isCut: boolean }

const DAYS = 30
/** The newest of a month; where there are more, it says so. */
const MOST_LOOKED_AT = 2000
const MOST_SHOWN = 20

/**
 * Tries a rule on the conversations that began in the last thirty days, as they are filed now, as far as whoever tries it may read
 * them. Changes nothing.
 */
export async function tryRule(
  db: Db,
  rule: Conditions,
  { by: accountId, now, today }: Deed,
): Promise<RuleTrial> {
  const since = new Date(now.getTime() - DAYS * 24 * 60 * 60_000)
  const asked = { since, reader: { accountId, today }, most: MOST_LOOKED_AT }
  const known = await listKnownSince(db, asked, await readTrees(db))
  const caught = known.filter(({ facts }) => fits(rule, facts))
  return {
    ...{ looked: known.length, caught: caught.length, isCut: known.length === MOST_LOOKED_AT },
    newest: caught
      .slice(0, MOST_SHOWN)
      .map(({ id, subject, language, startedAt }) => ({ id, subject, language, startedAt })),
  }
}
