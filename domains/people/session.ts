import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { heldOn, staffColumns } from './staff.queries.ts'
import type { StaffMember } from './staff-member.ts'

/** A session ends this long after signing in, whatever is done with it; NIST allows one factor thirty days. */
export const SESSION_DAYS = 14

/** A session ends when nothing was asked for this long: a weekend fits, somebody who left does not. */
export const SESSION_IDLE_HOURS = 72

/** Use is written down this often at most: not each page that is read needs a write. */
const USE_NOTED_MINUTES = 5

/** Somebody at work, and the session that they work in. */
export type SignedIn = { sessionId: string; staff: StaffMember }

export type OpenSession = { id: string; signedInAt: Date; usedAt: Date }

/**
 * Finds who works in a session that is young enough, was used lately, and is of somebody who works here today. By the clock
 * of the database: every process ends it at the same moment.
 * @param today  the day of the organisation: a role that ended yesterday lets nobody in
 */
export async function findSignedIn(db: Db, sessionId: string, today: string): Promise<SignedIn | undefined> {
  const { rows } = await sql<StaffMember & { isUseOld: boolean }>`
    select ${staffColumns},
      account_session.updated_at < now() - make_interval(mins => ${USE_NOTED_MINUTES}) as "isUseOld"
    from account_session
    join account on account.id = account_session.account_id
    cross join lateral ${heldOn(today)} held
    where account_session.id = ${sessionId} and ${isOpen} and held.roles is not null`.execute(db)
  const [found] = rows
  if (!found) return undefined
  const { isUseOld, ...staff } = found
  if (isUseOld) await noteUse(db, sessionId)
  return { sessionId, staff }
}

/** The rule of both ends, for every query that asks. */
export const isOpen = sql<boolean>`(account_session.created_at > now() - make_interval(days => ${SESSION_DAYS})
  and account_session.updated_at > now() - make_interval(hours => ${SESSION_IDLE_HOURS})
  and account_session.expires_at > now())`

async function noteUse(db: Db, sessionId: string): Promise<void> {
  await sql`update account_session set updated_at = now() where id = ${sessionId} and ${isOpen}`.execute(db)
}

/** Where somebody is signed in now, the session used last first. */
export async function listSessions(db: Db, accountId: string): Promise<OpenSession[]> {
  return db
    .selectFrom('account_session')
    .select(['id', 'created_at as signedInAt', 'updated_at as usedAt'])
    .where('account_id', '=', accountId)
    .where(isOpen)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** Ends every session of an account, and every sign-in link that was not used yet. */
export async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('account_session').where('account_id', '=', accountId).execute()
  await sql`delete from sign_in_token using account
    where account.id = ${accountId} and sign_in_token.identifier like 'magic-link:%'
      and sign_in_token.value::jsonb ->> 'email' = account.email`.execute(tx)
}
