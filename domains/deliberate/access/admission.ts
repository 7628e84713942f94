import { createHash, createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type ClaimCode, readClaimCode } from '#domains/people'
import { discardMail } from '#platform/mail'
import { isOpenOn } from '../dialogue.ts'
import { lockPseudonym } from '../lock-pseudonym.ts'

/** Somebody at the door of a dialogue: the browser that is to be let in. */
export type AtTheDoor = { dialogueId: string; pseudonym: Buffer; now: Date; today: string }

export type AdmitOutcome =
  | { kind: 'admitted' }
  /** This browser was let in before; nothing is used up. */
  | { kind: 'already-in' }
  | { kind: 'dialogue-closed' }

export type OpenAdmissionLinkOutcome =
  | AdmitOutcome
  | { kind: 'link-used-or-expired' }
  /** The address let a browser in before, and does so once. */
  | { kind: 'admitted-before' }

export type AdmitByCodeOutcome = AdmitOutcome | { kind: 'code-unknown' } | { kind: 'code-used' }

/** Lets a browser in by the link that was mailed. The address goes on the roll; who it let in is written nowhere. */
export async function openAdmissionLink(
  tx: Tx,
  { token, ...door }: AtTheDoor & { token: string },
): Promise<OpenAdmissionLinkOutcome> {
  const entrance = await openDoor(tx, door)
  if (entrance.kind !== 'may-enter') return entrance
  const link = await takeLink(tx, door, token)
  if (!link?.seal) return { kind: 'link-used-or-expired' }
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('dialogue_roll')
    .values({ dialogue_id: door.dialogueId, seal: link.seal })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  await forgetMailsTo(tx, door.dialogueId, { seal: link.seal, mailId: link.mail_id })
  if (!inserted) return { kind: 'admitted-before' }
  return admit(tx, door)
}

/**
 * Uses a link up. All links of its address are locked first, in one order: of two that are opened at once, the second waits
 * here, with nothing in its hands that the first must still remove.
 */
async function takeLink(tx: Tx, { dialogueId, now }: AtTheDoor, token: string) {
  const hash = hashToken(token)
  await tx
    .selectFrom('admission_mail')
    .select('mail_id')
    .where('dialogue_id', '=', dialogueId)
    .where('seal', 'in', (from) =>
      from.selectFrom('admission_mail').select('seal').where('token_hash', '=', hash),
    )
    .orderBy('mail_id')
    .forUpdate()
    .execute()
  return tx
    .deleteFrom('admission_mail')
    .where('token_hash', '=', hash)
    .where('dialogue_id', '=', dialogueId)
    .where('expires_at', '>', now)
    .returning(['seal', 'mail_id'])
    .executeTakeFirst()
}

async function forgetMailsTo(
  tx: Tx,
  dialogueId: string,
  { seal, mailId }: { seal: Buffer; mailId: string },
): Promise<void> {
  const others = await tx
    .deleteFrom('admission_mail')
    .where('dialogue_id', '=', dialogueId)
    .where('seal', '=', seal)
    .returning('mail_id')
    .execute()
  await discardMail(tx, [mailId, ...others.map((other) => other.mail_id)])
}

/** Lets a browser in by the code of a letter, which works once. */
export async function admitByCode(
  tx: Tx,
  { code, ...door }: AtTheDoor & { code: ClaimCode },
): Promise<AdmitByCodeOutcome> {
  const entrance = await openDoor(tx, door)
  if (entrance.kind !== 'may-enter') return entrance
  const seal = sealOf(entrance.rollKey, { code })
  const used = await tx
    .updateTable('dialogue_code')
    .set({ is_used: true })
    .where('dialogue_id', '=', door.dialogueId)
    .where('seal', '=', seal)
    .where('is_used', '=', false)
    .returning('seal')
    .executeTakeFirst()
  if (used) return admit(tx, door)
  const known = await tx
    .selectFrom('dialogue_code')
    .select('seal')
    .where('dialogue_id', '=', door.dialogueId)
    .where('seal', '=', seal)
    .executeTakeFirst()
  return { kind: known ? 'code-used' : 'code-unknown' }
}

type Entrance = AdmitOutcome | { kind: 'may-enter'; rollKey: Buffer }

/** The row of the dialogue is shared by all who come in, and keeps the roll from being shuffled meanwhile. */
async function openDoor(tx: Tx, door: AtTheDoor): Promise<Entrance> {
  await lockPseudonym(tx, door.pseudonym)
  const dialogue = await tx
    .selectFrom('dialogue')
    .select(['state', 'closes_on', 'roll_key'])
    .where('id', '=', door.dialogueId)
    .forShare()
    .executeTakeFirst()
  if (!dialogue?.roll_key || !isOpenOn(dialogue, door.today)) return { kind: 'dialogue-closed' }
  if (await isAdmitted(tx, door)) return { kind: 'already-in' }
  return { kind: 'may-enter', rollKey: dialogue.roll_key }
}

async function admit(tx: Tx, { dialogueId, pseudonym }: AtTheDoor): Promise<{ kind: 'admitted' }> {
  await tx.insertInto('dialogue_admission').values({ dialogue_id: dialogueId, pseudonym }).execute()
  return { kind: 'admitted' }
}

/** Whether a browser may vote in a dialogue that is not for everybody: it takes part already, or was let in. */
export async function isAdmitted(
  db: Db,
  { dialogueId, pseudonym }: { dialogueId: string; pseudonym: Buffer },
): Promise<boolean> {
  const { rows } = await sql<{ is_in: boolean }>`
    select exists (
      select from participant where dialogue_id = ${dialogueId}::uuid and pseudonym = ${pseudonym}::bytea
    ) or exists (
      select from dialogue_admission where dialogue_id = ${dialogueId}::uuid and pseudonym = ${pseudonym}::bytea
    ) as is_in`.execute(db)
  return rows[0]?.is_in ?? false
}

/** What is kept of an address or a code: without the key of the roll nobody can tell which it was. */
export function sealOf(rollKey: Buffer, what: { handle: string } | { code: ClaimCode }): Buffer {
  const text = 'handle' in what ? `address:${what.handle}` : `code:${what.code}`
  return createHmac('sha256', rollKey).update(text).digest()
}

/** Reads a code of a letter as people type it. */
export const readEntryCode = readClaimCode

export function drawToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(`admission:${token}`).digest()
}
