import type { Tx } from '#db'
import type { Site } from '#domains/letters'
import {
  type ContactWish,
  mayAskStoppedAddress,
  type NewContact,
  type NoticeWish,
  requestNotices,
} from '#domains/register'
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
  const wish = wishAt(site, request)
  await askWhereNeeded(tx, site, wish, await requestNotices(tx, wish))
  return { kind: 'asked' }
}

/** A wish as it comes in here, on this day. */
export function wishAt<Wish extends { now: Date }>({ secret, timeZone }: Site, wish: Wish) {
  return { ...wish, secret, today: dateIn(timeZone, wish.now) }
}

/** Asks whoever holds an address whether they want our mail, where they said nothing of it, or no, long ago. */
export async function askWhereNeeded(
  tx: Tx,
  site: Site,
  wish: ContactWish,
  { seal, state, mustAsk }: NewContact,
): Promise<void> {
  const mayAskAgain =
    state === 'stopped' && (await wish.mayMail()) && (await mayAskStoppedAddress(tx, { ...wish, seal }))
  if (mustAsk || mayAskAgain) await askToConfirm(tx, site, { ...wish, seal })
}
