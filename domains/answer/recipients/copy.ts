import { z } from 'zod'

/** Somebody who gets a reply besides whoever asked. */
export type Copy = {
  /** In lower case. */
  address: string
  /** Why, where they were in none of the mail. */
  reason: string | null
}

export const copiesSchema = z.array(z.object({ address: z.string(), reason: z.string().nullable() }))

/** More who get one reply are a mailing. */
export const MOST_COPIES = 10
export const LONGEST_COPY_REASON = 200

/** Who is to get a reply, as a form says it: some of those who were in the mail, and perhaps somebody else. */
export type WantedCopies = {
  /** The draft that is sent as it stands, by its entry. */
  draftSeq?: number | undefined
  chosen: readonly string[]
  added: { address: string; reason: string }
}

export type CopyProblem =
  /** What was typed is no address. */
  | 'not-an-address'
  /** One of ours: mail to us comes in by itself. */
  | 'ours'
  /** That of whoever asked, who gets it anyway. */
  | 'asker'
  | 'no-reason'
  | 'reason-too-long'
  /** Who was ticked is in no mail of the conversation that is still kept. */
  | 'not-in-mail'
  | 'too-many'
  /** The answer was approved by somebody who did not know that this person would read it. */
  | 'approved'
  /** Whoever asked gets no mail, so there is none to be sent to others. */
  | 'no-mail'

export type CopiesOutcome =
  | { kind: 'chosen'; copies: readonly Copy[] }
  | { kind: 'refused'; problem: CopyProblem; address: string }
