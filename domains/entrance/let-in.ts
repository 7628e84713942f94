import type { Db, Tx } from '#db'
import { type AtTheDoor, admitByCode, type EntranceOwner, isIn, openAdmissionLink } from './admission.ts'
import { type AskedAdmission, askAdmission } from './ask-admission.ts'
import { makeEntryCodes } from './entry-codes.ts'

/** Binds the ways in to the room that the entrances belong to, so that nobody lets people in past its rules. */
export function createWaysIn(owner: EntranceOwner) {
  return {
    askAdmission: (tx: Tx, asked: AskedAdmission) => askAdmission(tx, owner, asked),
    openAdmissionLink: (tx: Tx, door: AtTheDoor & { token: string }) => openAdmissionLink(tx, owner, door),
    admitByCode: (tx: Tx, door: AtTheDoor & { code: string }) => admitByCode(tx, owner, door),
    isIn: (db: Db, who: { entranceId: string; pseudonym: Buffer }) => isIn(db, owner, who),
    makeEntryCodes: (tx: Tx, entranceId: string, wish: { codes: number }, who: { by: string; now: Date }) =>
      makeEntryCodes(tx, owner, entranceId, wish, who),
  }
}
