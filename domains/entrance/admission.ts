import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Db, Tx } from '#db'
import type { TypedCode } from '#platform/code'
import { discardMail } from '#platform/mail'
import { shareEntrance } from './entrance.store.ts'
import { lockPseudonym } from './lock-pseudonyms.ts'

/** Somebody at the door: the browser that is to be let in. */
export type AtTheDoor = { entranceId: string; pseudonym: Buffer; now: Date; today: string }

/** What the room that an entrance belongs to says of it: whether a thing is open is its owner's rule. */
export type EntranceOwner = {
  /** Whether people can come in now. Takes a share lock on the owner's row, so that it is not closed meanwhile. */
  isOpen: (tx: Tx, id: string, today: string) => Promise<boolean>
  /** Whether it was closed, so that no more codes are made. Takes the same lock. */
  isOver: (tx: Tx, id: string) => Promise<boolean>
  /** Whether a browser takes part already, whatever let it in. */
  takesPart: (db: Db, who: { entranceId: string; pseudonym: Buffer }) => Promise<boolean>
}

export type AdmitOutcome =
  | { kind: 'admitted' }
  /** This browser was let in before; nothing is used up. */
  | { kind: 'already-in' }
  | { kind: 'closed' }

export type OpenAdmissionLinkOutcome =
  | AdmitOutcome
  | { kind: 'link-used-or-expired' }
  /** The address let a browser in before, and does so only once. */
  | { kind: 'admitted-before' }

export type AdmitByCodeOutcome = AdmitOutcome | { kind: 'code-unknown' } | { kind: 'code-used' }

/** Lets a browser in by the link that was mailed. The address goes on the roll; which browser it let in is written nowhere. */
export async function openAdmissionLink(
  tx: Tx,
  owner: EntranceOwner,
  { token, ...door }: AtTheDoor & { token: string },
): Promise<OpenAdmissionLinkOutcome> {
  const found = await openDoor(tx, owner, door)
  if (found.kind !== 'may-enter') return found
  const link = await takeLink(tx, door, token)
  if (!link?.seal) return { kind: 'link-used-or-expired' }
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('roll')
    .values({ entrance_id: door.entranceId, seal: link.seal })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  await forgetMailsTo(tx, door.entranceId, { seal: link.seal, mailId: link.mail_id })
  if (!inserted) return { kind: 'admitted-before' }
  return admit(tx, door)
}

/**
 * Uses a link up. All links of its address are locked first, in one order: of two that are opened at once, the second
 * waits here, holding nothing that the first still has to remove.
 */
async function takeLink(tx: Tx, { entranceId, now }: AtTheDoor, token: string) {
  const hash = hashToken(token)
  await tx
    .selectFrom('admission_mail')
    .select('mail_id')
    .where('entrance_id', '=', entranceId)
    .where('seal', 'in', (from) =>
      from
        .selectFrom('admission_mail')
        .select('seal')
        .where('entrance_id', '=', entranceId)
        .where('token_hash', '=', hash),
    )
    .orderBy('mail_id')
    .forUpdate()
    .execute()
  return tx
    .deleteFrom('admission_mail')
    .where('entrance_id', '=', entranceId)
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .returning(['seal', 'mail_id'])
    .executeTakeFirst()
}

async function forgetMailsTo(
  tx: Tx,
  entranceId: string,
  { seal, mailId }: { seal: Buffer; mailId: string },
): Promise<void> {
  const others = await tx
    .deleteFrom('admission_mail')
    .where('entrance_id', '=', entranceId)
    .where('seal', '=', seal)
    .returning('mail_id')
    .execute()
  await discardMail(tx, [mailId, ...others.map((other) => other.mail_id)])
}

/** Lets a browser in by the code of a letter, which works once. */
export async function admitByCode(
  tx: Tx,
  owner: EntranceOwner,
  { code, ...door }: AtTheDoor & { code: TypedCode },
): Promise<AdmitByCodeOutcome> {
  const found = await openDoor(tx, owner, door)
  if (found.kind !== 'may-enter') return found
  const seal = sealOf(found.rollKey, { code })
  const used = await tx
    .updateTable('entry_code')
    .set({ is_used: true })
    .where('entrance_id', '=', door.entranceId)
    .where('seal', '=', seal)
    .where('is_used', '=', false)
    .returning('seal')
    .executeTakeFirst()
  if (used) return admit(tx, door)
  const known = await tx
    .selectFrom('entry_code')
    .select('seal')
    .where('entrance_id', '=', door.entranceId)
    .where('seal', '=', seal)
    .executeTakeFirst()
  return { kind: known ? 'code-used' : 'code-unknown' }
}

type Door = AdmitOutcome | { kind: 'may-enter'; rollKey: Buffer }

/** The owner's row and that of the entrance are shared by all who come in. */
async function openDoor(tx: Tx, owner: EntranceOwner, door: AtTheDoor): Promise<Door> {
  await lockPseudonym(tx, door.pseudonym)
  const isOpen = await owner.isOpen(tx, door.entranceId, door.today)
  const entrance = await shareEntrance(tx, door.entranceId)
  if (!isOpen || !entrance?.roll_key) return { kind: 'closed' }
  if (await isIn(tx, owner, door)) return { kind: 'already-in' }
  return { kind: 'may-enter', rollKey: entrance.roll_key }
}

async function admit(tx: Tx, { entranceId, pseudonym }: AtTheDoor): Promise<{ kind: 'admitted' }> {
  await tx.insertInto('admission').values({ entrance_id: entranceId, pseudonym }).execute()
  return { kind: 'admitted' }
}

/** Whether a browser may take part where not everybody may: it does already, or was let in. */
export async function isIn(
  db: Db,
  owner: EntranceOwner,
  who: { entranceId: string; pseudonym: Buffer },
): Promise<boolean> {
  const admission = await db
    .selectFrom('admission')
    .select('pseudonym')
    .where('entrance_id', '=', who.entranceId)
    .where('pseudonym', '=', who.pseudonym)
    .executeTakeFirst()
  return admission !== undefined || owner.takesPart(db, who)
}

/** What is kept of an address or a code: without the key of the roll nobody can tell which it was. */
export function sealOf(rollKey: Buffer, what: { handle: string } | { code: TypedCode }): Buffer {
  const text = 'handle' in what ? `address:${what.handle}` : `code:${what.code}`
  return createHmac('sha256', rollKey).update(text).digest()
}

export function drawToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(`admission:${token}`).digest()
}
