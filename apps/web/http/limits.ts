import { receiptByHandle } from '#domains/answer'
import type { GuessLimit, GuessOutcome, Limit, LimitOutcome } from '#platform/limits'
import type { WebContext } from './web.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Generous to a school behind one address, tight enough against a script. */
export const limits = {
  /** Reading by words costs more than reading a page. */
  search: { name: 'search', times: 120, perSeconds: 60, scope: 'process' },
  /** A map has at most sixteen, and a browser keeps each for a day. */
  tiles: { name: 'tiles', times: 1200, perSeconds: 60, scope: 'process' },
  write: { name: 'write', times: 300, perSeconds: 300, scope: 'process' },
  /** People who vote for the first time: a school behind one address fits, a stuffed ballot does not. */
  newcomersByAddress: { name: 'newcomers', times: 1500, perSeconds: 3600, scope: 'everywhere' },
  vote: { name: 'vote', times: 6000, perSeconds: 60, scope: 'process' },
  voteByParticipant: { name: 'vote-participant', times: 120, perSeconds: 60, scope: 'process' },
  statementByParticipant: { name: 'statement-participant', times: 10, perSeconds: 3600, scope: 'everywhere' },
  statementByAddress: { name: 'statement-address', times: 100, perSeconds: 3600, scope: 'everywhere' },
  signInByAddress: { name: 'sign-in-address', times: 30, perSeconds: 900, scope: 'everywhere' },
  /** By where they come from and the handle together: a stranger elsewhere does not shut a colleague out. */
  signInByBoth: { name: 'sign-in-both', times: 5, perSeconds: 900, scope: 'everywhere' },
  signInByHandle: { name: 'sign-in-handle', times: 12, perSeconds: 3600, scope: 'everywhere' },
  /** Forms of people whose session was over: a desk behind one address fits, a store for strangers it is not. */
  heldByVisitor: { name: 'held-visitor', times: 120, perSeconds: 3600, scope: 'everywhere' },
  /** Pictures and documents that come with a question, each counted. */
  filesByVisitor: { name: 'files-visitor', times: 60, perSeconds: HOUR, scope: 'everywhere' },
  /** Of these, what is larger than a photo or a document may be. */
  filmsByVisitor: { name: 'films-visitor', times: 12, perSeconds: HOUR, scope: 'everywhere' },
  /** What programs of one colleague ask of their feeds: one that asks each minute for ten watches fits. */
  watchFeed: { name: 'watch-feed', times: 200, perSeconds: 900, scope: 'process' },
  /** Answers by a link, of somebody outside the organisation: each link takes one. */
  askedByVisitor: { name: 'asked-visitor', times: 60, perSeconds: HOUR, scope: 'everywhere' },
  /** Receipts: whoever is over one of these is heard all the same, but gets no mail. */
  receiptByVisitor: { name: 'receipt-visitor', times: 100, perSeconds: DAY, scope: 'everywhere' },
  receiptByHandle,
  /** Mails that ask an address to confirm, by whoever has them sent; those to one address are counted in `notice_address`. */
  confirmationByVisitor: { name: 'confirmation-visitor', times: 100, perSeconds: DAY, scope: 'everywhere' },
  /** Mails about getting into a dialogue: a school fits, somebody else's mailbox is not filled. */
  admissionByAddress: { name: 'admission-address', times: 300, perSeconds: 3600, scope: 'everywhere' },
  admissionByHandle: { name: 'admission-handle', times: 4, perSeconds: 3600, scope: 'everywhere' },
  admissionByHandleDaily: { name: 'admission-handle-day', times: 8, perSeconds: DAY, scope: 'everywhere' },
} as const satisfies Record<string, Limit>

/**
 * What may be guessed wrong. Only codes of which the check character is right are tried and counted: what is mistyped
 * is told by the form of the code, costs a guesser nothing and tells them nothing. Whoever guesses from a hundred
 * thousand addresses tries 4 × 100,000 + 24 × 3,000 codes a day of the 31^8: one hit in 18 days where as many are
 * live (limits.test.ts).
 */
export const guessLimits = {
  claim: {
    byAddress: { name: 'claim-wrong', times: 60, perSeconds: 6 * HOUR, scope: 'everywhere' },
    byAll: { name: 'claim-wrong-all', times: 3000, perSeconds: HOUR, scope: 'everywhere' },
    delaySeconds: 5,
  },
  /** Keys of links for people outside the organisation: 128 bits, so that this bounds the work and not the luck. */
  taskLink: {
    byAddress: { name: 'task-link-wrong', times: 60, perSeconds: 6 * HOUR, scope: 'everywhere' },
    byAll: { name: 'task-link-wrong-all', times: 3000, perSeconds: HOUR, scope: 'everywhere' },
    delaySeconds: 5,
  },
  /** Keys of feeds of colleagues, 128 bits too; one that has ended is no guess. */
  watchFeed: {
    byAddress: { name: 'watch-feed-wrong', times: 60, perSeconds: 6 * HOUR, scope: 'everywhere' },
    byAll: { name: 'watch-feed-wrong-all', times: 3000, perSeconds: HOUR, scope: 'everywhere' },
    delaySeconds: 5,
  },
  /** All together are counted for each dialogue: whoever guesses at one delays nobody at another. */
  entryCode: {
    byAddress: { name: 'entry-code-wrong', times: 60, perSeconds: 6 * HOUR, scope: 'everywhere' },
    byAll: { name: 'entry-code-wrong-all', times: 3000, perSeconds: HOUR, scope: 'everywhere' },
    delaySeconds: 5,
  },
} as const satisfies Record<string, GuessLimit>

/** Tries a code for this visitor; wrong ones are counted by the address. */
export function guessCode<Answer>(
  c: WebContext,
  limit: GuessLimit,
  code: { at: string; attempt: () => Promise<Answer>; isRight: (answer: Answer) => boolean },
): Promise<GuessOutcome<Answer>> {
  return c.var.services.limits.guess(limit, { from: c.var.address, ...code })
}

/**
 * Counts something under several limits, one after the other; what the first refuses, the next does not count.
 * @returns how long to wait where one refuses
 */
export async function countAll(c: WebContext, counts: [Limit, key: string][]): Promise<LimitOutcome> {
  for (const [limit, key] of counts) {
    const outcome = await c.var.services.limits.count(limit, key)
    if (outcome.kind === 'limited') return outcome
  }
  return { kind: 'allowed' }
}

/** The households of a whole /48 together may do as much as this many of them. */
const HOUSEHOLDS = 10

/** Counts by household, and far more generously by /48: of one a provider gives each telephone its own /64. */
export async function countVisitor(c: WebContext, limit: Limit): Promise<LimitOutcome> {
  const all = { ...limit, name: `${limit.name}-all`, times: limit.times * HOUSEHOLDS }
  const counted = await Promise.all([
    c.var.services.limits.count(limit, c.var.household),
    c.var.services.limits.count(all, c.var.address),
  ])
  return counted.find((outcome) => outcome.kind === 'limited') ?? { kind: 'allowed' }
}

/** Whether a visitor may have one more address asked to confirm; whoever may not is told the same, and no mail leaves. */
export async function mayAskToConfirm(c: WebContext): Promise<boolean> {
  return (await countVisitor(c, limits.confirmationByVisitor)).kind === 'allowed'
}
