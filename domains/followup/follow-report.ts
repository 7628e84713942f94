import type { Db, Tx } from '#db'
import { countNearSources, tellTens } from '#domains/answer'
import type { Site } from '#domains/letters'
import { type ContactWish, makeContact, sealAddress } from '#domains/register'
import { askWhereNeeded, wishAt } from './ask-for-notices.ts'

export type FollowOutcome =
  /** Whoever holds the address is told, once they confirmed it: the same whether or not they did before, or follow it already. */
  { kind: 'followed' } | { kind: 'not-found' }

/** Tells an address from now on what becomes of a report, with one mail for each change. */
export async function followReport(
  tx: Tx,
  site: Site,
  { publicId, ...request }: Omit<ContactWish, 'secret' | 'today'> & { publicId: string },
): Promise<FollowOutcome> {
  // Two forms of one person wait for each other.
  const report = await tx
    .selectFrom('near_report')
    .select(['id', 'last_seq as told'])
    .where('public_id', '=', publicId)
    .where('state', '<>', 'withdrawn')
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!report) return { kind: 'not-found' }
  const wish = wishAt(site, request)
  if (await follows(tx, report.id, sealAddress(wish.address, site.secret))) return { kind: 'followed' }
  const contact = await makeContact(tx, wish)
  await tx
    .insertInto('report_follow')
    .values({ report_id: report.id, contact_id: contact.contactId, told: report.told })
    .execute()
  await askWhereNeeded(tx, site, wish, contact)
  return { kind: 'followed' }
}

async function follows(tx: Tx, reportId: string, seal: Buffer): Promise<boolean> {
  const found = await tx
    .selectFrom('report_follow')
    .innerJoin('notice_contact', 'notice_contact.id', 'report_follow.contact_id')
    .select('report_id')
    .where('report_id', '=', reportId)
    .where('seal', '=', seal)
    .executeTakeFirst()
  return found !== undefined
}

/** How many people told us of a report or follow it, by tens; undefined below ten, which nobody is told of. */
export async function tellInterested(db: Db, reportId: string): Promise<number | undefined> {
  const [sources, { followers }] = await Promise.all([
    countNearSources(db, reportId),
    db
      .selectFrom('report_follow')
      .innerJoin('notice_contact', 'notice_contact.id', 'report_follow.contact_id')
      .select((eb) => eb.fn.countAll<number>().as('followers'))
      .where('report_id', '=', reportId)
      .where('is_confirmed', '=', true)
      .executeTakeFirstOrThrow(),
  ])
  return tellTens(sources + followers)
}
