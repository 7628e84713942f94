import { sql } from 'kysely'
import type { Db } from '#db'

/** What is done for the organisation, or shown to the public. */
export type Act = 'draft' | 'send' | 'approve' | 'publish'

/** The acts that something asks about, and whom what comes of them is for. Drafts are free: they leave nowhere. */
export const askedActs = { send: 'private', approve: 'private', publish: 'public' } as const

export type AskedAct = keyof typeof askedActs

/** Who must agree before it happens, from the mildest to the strictest. */
export const approvals = ['none', 'colleague', 'approver', 'forbidden'] as const

export type Approval = (typeof approvals)[number]

/** Something that somebody is about to do. */
export type MandateQuestion = {
  accountId: string
  act: Act
  /** Undefined: of no unit; a role that is held anywhere then counts. */
  unitId: string | undefined
  subjectId: string | undefined
  channel: string
  visibility: 'private' | 'public'
  /** The day it happens, as 2026-03-02. */
  on: string
}

export type Mandate = {
  mandateId: string
  approval: Approval
  /** Conditions that the person has not met, by their keys; it holds only where there are none. */
  missing: string[]
  /** In whose place, while they are away; null: for oneself. */
  forAccountId: string | null
}

/** What the mandates that every database begins with rest on, as `give_first_mandates` writes it; a page says it in its own language. */
export const FIRST_DECISION =
  'Zoals het was bij de start van Weerklank. Vervang dit door uw eigen mandaatbesluit.'

/** Gives the mandates that every database begins with to one that lost all of them. */
export async function giveFirstMandates(db: Db): Promise<void> {
  await sql`select give_first_mandates()`.execute(db)
}

/**
 * Finds the mandate under which somebody would do something; none: they may not. The rules stand in the database, where
 * triggers ask the same: nearest subject, nearest unit, a person before a role, the strictest approval; for oneself and for those
 * whose work one does while they are away. Both trees are walked once.
 */
export async function findMandate(db: Db, question: MandateQuestion): Promise<Mandate | undefined> {
  const { accountId, act, unitId, subjectId, channel, visibility, on } = question
  const { rows } = await sql<Mandate>`
    select mandate_id as "mandateId", approval, missing, for_account as "forAccountId"
    from find_mandate(${accountId}::uuid, ${act}::text, ${unitId ?? null}::uuid, ${subjectId ?? null}::uuid,
      ${channel}::text, ${visibility}::text, ${on}::date)`.execute(db)
  return rows[0]
}
