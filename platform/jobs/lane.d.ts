import type { Presence } from './presence.ts'
import { type RunnerOptions } from './runner.ts'
/** Takes jobs of some kinds, in slots of its own. */
export type Lane = {
  /** Lets jobs that run finish, and resolves when they have. */
  stop: () => Promise<void>
}
export type LaneOptions = RunnerOptions & {
  presence: Presence
}
/**
 * Runs a lane, and runs it again, with growing pauses, when it lost the database.
 * @throws when the database cannot be reached at the start
 */
export declare function startLane(options: LaneOptions): Promise<Lane>
