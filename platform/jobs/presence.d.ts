import type { Log } from '../log/index.ts'
import type { Outage } from './outage.ts'
/** Shows the other workers which runners of this process live, and frees what runners held that do not. */
export type Presence = {
  claim: (runnerId: string) => Promise<void>
  /** A runner is over: whatever it still holds is given back. Never throws. */
  leave: (runnerId: string) => Promise<void>
  /** Gives back all that is still held. */
  close: () => Promise<void>
}
export type PresenceOptions = {
  databaseUrl: string
  log: Log
  outage: Outage
  /** How often the dead are looked for, in milliseconds; two looks make sure. */
  lookEvery: number
}
/** @throws when the database cannot be reached; later it is waited for */
export declare function openPresence(options: PresenceOptions): Promise<Presence>
