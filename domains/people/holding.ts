import type { Db, Tx } from '#db'
import type { Deed } from './deed.ts'

/** Somebody who does not work here, by what is known of them: inputs that are theirs, and the address that they gave. */
export type Person = { inputIds: readonly string[]; mailbox: string | undefined }

/** How much is kept of a person, by table; a table of which nothing is kept is left out. */
export type Held = Record<string, number>

/** A file of a person: where it lies among the others, such as `mail/1.eml`. */
export type HeldFile = { path: string; bytes: Uint8Array | AsyncIterable<Uint8Array> }

/** What a room keeps of people who do not work here: each room that keeps any says so here, and pages and commands ask all of them. */
export type Holding = {
  /** By which a copy of it is known. */
  name: string
  count: (db: Db, person: Person) => Promise<Held>
  /** A copy for the person: what can be written as JSON, and files. */
  export: (db: Db, person: Person) => Promise<{ data: unknown; files: HeldFile[] }>
  /** Lets go of all that `count` counts; it cannot be undone. Says how much went. */
  erase: (tx: Tx, person: Person, deed: Deed) => Promise<Held>
}

/** What all of them keep. */
export async function countHeld(db: Db, holdings: readonly Holding[], person: Person): Promise<Held> {
  const all: Held = {}
  for (const holding of holdings) addHeld(all, await holding.count(db, person))
  return all
}

/** Lets go of what all of them keep, in one transaction: all of it, or nothing. */
export async function erasePerson(
  tx: Tx,
  holdings: readonly Holding[],
  person: Person,
  deed: Deed,
): Promise<Held> {
  const all: Held = {}
  for (const holding of holdings) addHeld(all, await holding.erase(tx, person, deed))
  return all
}

function addHeld(all: Held, more: Held): void {
  for (const [table, many] of Object.entries(more)) all[table] = (all[table] ?? 0) + many
}
