import type { Choice, PassReason, VoteChannel } from './vote.ts'

export type Ballot = {
  dialogue: { id: string; dossier_id: string }
  pseudonym: Buffer
  /** The number of the statement. */
  statement: number
  choice: Choice
  /** Why somebody passes: counted and shown, but it stays a pass. */
  passReason?: PassReason | undefined
  channel: VoteChannel
  now: Date
  today: string
  /** Where the person is, by which newcomers are counted; left out where nobody is. */
  from?: string | undefined
}

export type CastVoteOutcome =
  | { kind: 'voted' }
  | { kind: 'changed'; from: Choice }
  | { kind: 'unchanged' }
  | { kind: 'dialogue-closed' }
  | { kind: 'statement-not-found' }
  | { kind: 'statement-not-open' }
  | { kind: 'too-many-newcomers' }
  /** Taking part is for some, and this browser was not let in. */
  | { kind: 'not-admitted' }
