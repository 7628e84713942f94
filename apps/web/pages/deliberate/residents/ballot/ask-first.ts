import { answersOf, type BallotStatement, listResults } from '#domains/deliberate'
import { sharedRead, type WebContext } from '#web/http'
import { findPseudonym } from '#web/pages/dialogue'
import { askNext } from './ask-next.ts'

/** A statement that is asked outside of the ballot. */
export type FirstAsked = Pick<BallotStatement, 'number' | 'text' | 'language'>

const readResults = sharedRead(listResults)

/**
 * What to ask on a page outside of the ballot, in a dialogue that everybody may answer now, noted as shown: of whoever took part
 * what their ballot asks next; of all others the statement of which the fewest answers are told, the same for everybody, so that
 * the page can be too and tells of no vote.
 */
export async function askFirst(c: WebContext, slug: string): Promise<FirstAsked | undefined> {
  const page = await c.var.reads.bySlug(slug)
  if (!page) return undefined
  const dialogueId = page.dialogue.id
  const reads = await c.var.reads.ballot(dialogueId)
  const pseudonym = findPseudonym(c, page)
  if (pseudonym) {
    const snapshot = await c.var.services.snapshots.newest(dialogueId)
    const { participant, choices: own } = await c.var.services.ownChoices({ dialogueId, pseudonym })
    const draw = pseudonym.toString('hex')
    const next = askNext(c, { dialogueId, reads, snapshot, participant, own, draw })
    return next === undefined ? undefined : reads.statements.get(next)
  }
  const told = (await readResults(c, dialogueId)).toSorted((a, b) => answersOf(a) - answersOf(b))
  const [first] = told
    .flatMap(({ number }) => reads.statements.get(number) ?? [])
    .filter((one) => !one.isReplaced)
  if (!first) return undefined
  const at = c.var.services.clock.now()
  c.var.services.showings.note({ dialogueId, statement: first.number, participant: null, propensity: 1, at })
  return first
}
