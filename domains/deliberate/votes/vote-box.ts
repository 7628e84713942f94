import type { Db } from '#db'
import { isDatabaseAway } from '#platform/db'
import type { Ballot, CastVoteOutcome } from './ballot.ts'
import { castFirstVotes, type FirstVoteOutcome } from './cast-first-votes.ts'
import { castOwnVote } from './cast-vote.ts'
import { countTables, type StoredBallot, storeBallots } from './store-ballots.ts'
import { choiceValue, type Vote } from './vote.ts'
import { VoteQueue, type Waiting } from './vote-queue.ts'

/** What became of a ballot, and all votes of this person in the dialogue as they are now. */
export type BallotAnswer = {
  outcome: CastVoteOutcome
  /** Null for whoever does not take part. */
  participant: number | null
  own: ReadonlyMap<number, Vote['choice']>
}

/** Counts newcomers by where they are; of each, in the order given, whether they may come in. */
export type AdmitNewcomers = (from: readonly string[]) => Promise<readonly boolean[]>

/** Where ballots of this process come together. */
export type VoteBox = {
  /** @throws BoxIsFull, or what keeps the database away once ten seconds have passed */
  cast: (ballot: Ballot) => Promise<BallotAnswer>
}

/** As many ballots wait as can be stored in time. */
export class BoxIsFull extends Error {
  constructor() {
    super(`${MOST_WAITING} ballots wait already.`)
    this.name = 'BoxIsFull'
  }
}

/** Statements to the database at once, and transactions of newcomers. */
const MOST_ROUNDS = 3
const MOST_NEWCOMER_ROUNDS = 2
/** More than are cast while the database is away for some seconds; each is a request that is held in memory. */
const MOST_WAITING = 5000
/** For so long after it was cast a ballot is tried again while the database is away. */
const PATIENCE_MS = 10_000
const PAUSES_MS = [50, 100, 200, 400, 800]
/** So many newcomers after the start the tables are counted, and after four times as many again. */
const FIRST_COUNT_AT = 50

type Turn = Waiting<BallotAnswer>

/**
 * Stores the ballots that come in while another round is on its way to the database together: many people at once cost
 * hardly more than one. A round is one statement that holds first votes on statements only, and takes their rows in one
 * order, so that no two rounds wait for each other in a circle; a changed vote goes by itself. Who has not voted in the
 * dialogue before is registered with others, in one transaction.
 *
 * While the database is away ballots wait for it. That one is tried again does no harm: there is one vote of a person on
 * a statement, and where it was stored before the connection broke, it is found as it is.
 */
export function createVoteBox(db: Db, { admitNewcomers }: { admitNewcomers: AdmitNewcomers }): VoteBox {
  const box = new Box(db, admitNewcomers)
  return { cast: (ballot) => box.cast(ballot) }
}

class Box {
  readonly #db: Db
  readonly #admitNewcomers: AdmitNewcomers
  readonly #queue = new VoteQueue<BallotAnswer>()
  #rounds = 0
  #newcomerRounds = 0
  #unanswered = 0
  #failures = 0
  #isPausing = false
  #cameIn = 0
  #countAt = FIRST_COUNT_AT

  constructor(db: Db, admitNewcomers: AdmitNewcomers) {
    this.#db = db
    this.#admitNewcomers = admitNewcomers
  }

  async cast(ballot: Ballot): Promise<BallotAnswer> {
    if (this.#unanswered >= MOST_WAITING) throw new BoxIsFull()
    this.#unanswered += 1
    try {
      return await new Promise((resolve, reject) => {
        const until = performance.now() + PATIENCE_MS
        // What else arrives in this turn of the event loop goes along.
        if (this.#queue.add({ ballot, until, resolve, reject })) setImmediate(() => this.#start())
      })
    } finally {
      this.#unanswered -= 1
    }
  }

  /** Begins a round of each kind, if there is anything for it; each round that ends begins the next. */
  #start(): void {
    if (this.#isPausing) return
    if (this.#rounds < MOST_ROUNDS && this.#queue.hasBallots) void this.#castRound()
    if (this.#newcomerRounds < MOST_NEWCOMER_ROUNDS && this.#queue.hasNewcomers) void this.#castNewcomers()
  }

  async #castRound(): Promise<void> {
    this.#rounds += 1
    const round = this.#queue.takeRound()
    try {
      const rows = await storeBallots(
        this.#db,
        round.map((one) => one.ballot),
      )
      this.#failures = 0
      // Not waited for: a changed vote takes longer than the next round.
      for (const [at, one] of round.entries()) void this.#settle(one, rows[at])
    } catch (error) {
      this.#tryAgain(round, error)
    }
    this.#rounds -= 1
    this.#start()
  }

  async #settle(one: Turn, row: StoredBallot | undefined): Promise<void> {
    if (row?.is_stored) this.#answer(one, { kind: 'voted' }, row)
    else if (row?.is_first) this.#queue.addNewcomer(one)
    else await this.#settleByItself(one, row)
  }

  async #settleByItself(one: Turn, row: StoredBallot | undefined): Promise<void> {
    try {
      const outcome = await castOwnVote(this.#db, one.ballot)
      if (outcome.kind !== 'not-registered') {
        this.#answer(one, outcome, row)
        return
      }
      this.#queue.addNewcomer(one)
      this.#start()
    } catch (error) {
      this.#tryAgain([one], error)
    }
  }

  async #castNewcomers(): Promise<void> {
    this.#newcomerRounds += 1
    const round = this.#queue.takeNewcomers()
    let unanswered = round
    try {
      unanswered = await this.#countNewcomers(round)
      const ballots = unanswered.map((one) => one.ballot)
      const [first] = ballots
      const outcomes = first ? await castFirstVotes(this.#db, first.dialogue, ballots) : []
      for (const [at, one] of unanswered.entries()) this.#settleNewcomer(one, outcomes[at])
      this.#noteCameIn(unanswered.length)
    } catch (error) {
      this.#tryAgain(unanswered, error)
    }
    this.#queue.endNewcomers(round)
    this.#newcomerRounds -= 1
    this.#start()
  }

  /** So that what was planned for tables that were nearly empty is planned anew. */
  #noteCameIn(many: number): void {
    this.#cameIn += many
    if (this.#cameIn < this.#countAt) return
    this.#countAt = 4 * this.#cameIn
    // Votes do not wait for it, nor does one that fails matter: it is counted later all the same.
    void countTables(this.#db).catch(() => undefined)
  }

  /** Who may come in from where they are; the others are told. Nobody is counted twice. */
  async #countNewcomers(round: readonly Turn[]): Promise<Turn[]> {
    const uncounted = round.filter((one) => !one.isCounted && one.ballot.from !== undefined)
    const may =
      uncounted.length > 0 ? await this.#admitNewcomers(uncounted.map(({ ballot }) => ballot.from ?? '')) : []
    const refused = new Set(uncounted.filter((_, at) => !may[at]))
    for (const one of round) one.isCounted = true
    for (const one of refused) this.#answer(one, { kind: 'too-many-newcomers' })
    return round.filter((one) => !refused.has(one))
  }

  #settleNewcomer(one: Turn, outcome: FirstVoteOutcome | undefined): void {
    if (outcome?.kind !== 'registered') this.#answer(one, outcome ?? { kind: 'dialogue-closed' })
    else if (outcome.stored.is_stored) this.#answer(one, { kind: 'voted' }, outcome.stored)
    // Somebody who voted in another process meanwhile, or a statement that was closed: decided like any other.
    else this.#queue.addAgain([one])
  }

  #answer({ ballot, resolve }: Turn, outcome: CastVoteOutcome, row?: StoredBallot): void {
    const own = new Map(row?.statements?.map((statement, at) => [statement, row.choices?.[at] ?? 0]))
    if (isCast(outcome)) own.set(ballot.statement, choiceValue[ballot.choice])
    resolve({ outcome, participant: row?.participant ?? null, own })
  }

  /** Ballots that failed wait for the database, while their time lasts; all others wait with them. */
  #tryAgain(failed: readonly Turn[], error: unknown): void {
    const time = isDatabaseAway(error) ? performance.now() : Number.POSITIVE_INFINITY
    const patient = failed.filter((one) => one.until > time)
    for (const one of failed) if (one.until <= time) one.reject(error)
    if (patient.length === 0) return
    this.#queue.addAgain(patient)
    if (this.#isPausing) return
    this.#isPausing = true
    const pause = PAUSES_MS[Math.min(this.#failures++, PAUSES_MS.length - 1)]
    setTimeout(() => {
      this.#isPausing = false
      this.#start()
    }, pause)
  }
}

function isCast({ kind }: CastVoteOutcome): boolean {
  return kind === 'voted' || kind === 'changed' || kind === 'unchanged'
}
