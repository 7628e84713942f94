import type { Tx } from '#db'
import type { Site } from '#domains/letters'
import { mayAskStoppedAddress, type NoticeWish, requestNotices } from '#domains/register'
import { dateIn } from '#platform/clock'
import { askToConfirm } from './confirm-notices.ts'
import { wantsNotices } from './notice.ts'

export type AskOutcome =
  | { kind: 'asked' }
  | { kind: 'already-asked' }
  | { kind: 'not-found' }
  | { kind: 'closed' }

/**
 * Asks to be told what comes of an input, once: whoever wants another address stops the first one. An address that is
 * new to us is asked to confirm it, and so, now and then, is one that was stopped; the outcome does not say whether
 * it was.
 */
export async function askForNotices(
  tx: Tx,
  site: Site,
  request: Omit<NoticeWish, 'secret' | 'today'>,
): Promise<AskOutcome> {
  const input = await tx
    .selectFrom('input')
    .leftJoin('dossier', 'dossier.id', 'input.dossier_id')
    .select('dossier.state as dossierState')
    .where('input.id', '=', request.inputId)
    .forUpdate('input')
    .executeTakeFirst()
  if (!input) return { kind: 'not-found' }
  if (input.dossierState === 'closed') return { kind: 'closed' }
  if (await wantsNotices(tx, request.inputId)) return { kind: 'already-asked' }
  const { secret, timeZone } = site
  const wish = { ...request, secret, today: dateIn(timeZone, request.now) }
  const { seal, state, mustAsk } = await requestNotices(tx, wish)
  const mayAskAgain =
    state === 'stopped' && (await wish.mayMail()) && (await mayAskStoppedAddress(tx, { ...wish, seal }))
  if (mustAsk || mayAskAgain) await askToConfirm(tx, site, { ...request, seal })
  return { kind: 'asked' }
}
