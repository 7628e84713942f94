import type { Ballot } from './ballot.ts'

/** A ballot on its way, and who waits for its answer. */
export type Waiting<Answer> = {
  ballot: Ballot
  /** Until when it is worth trying again, by `performance.now()`. */
  until: number
  /** Whether its person was counted as a newcomer. */
  isCounted?: boolean
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

type Place<Answer> = { one: Waiting<Answer>; turn: number; person: string }

/** Ballots in a statement to the database, and people in a transaction. */
const MOST_BALLOTS = 100
const MOST_NEWCOMERS = 100

/**
 * The ballots of a process in the order in which they came: those that wait for a round, and those of people who are not
 * registered yet.
 */
export class VoteQueue<Answer> {
  #turns = 0
  #ballots: Place<Answer>[] = []
  #newcomers: Place<Answer>[] = []
  readonly #places = new WeakMap<Waiting<Answer>, Place<Answer>>()
  /** Who is being registered now, with their other ballots, which wait until that is done. */
  readonly #joining = new Map<string, Place<Answer>[]>()

  get hasBallots(): boolean {
    return this.#ballots.length > 0
  }

  get hasNewcomers(): boolean {
    return this.#newcomers.length > 0
  }

  /** Whether it is the only one that waits for a round. */
  add(one: Waiting<Answer>): boolean {
    const { dialogue, pseudonym } = one.ballot
    const person = `${dialogue.id} ${pseudonym.toString('base64')}`
    const place = { one, turn: this.#turns++, person }
    this.#places.set(one, place)
    this.#ballots.push(place)
    return this.#ballots.length === 1
  }

  /** Lets ballots that were taken wait for a round once more, in the place that they had. */
  addAgain(waiting: readonly Waiting<Answer>[]): void {
    this.#return(waiting.map((one) => this.#placeOf(one)))
  }

  addNewcomer(one: Waiting<Answer>): void {
    this.#newcomers.push(this.#placeOf(one))
  }

  /** The longest waiting ballots; of one person on one statement the first, the next waits for the next round. */
  takeRound(): Waiting<Answer>[] {
    const taken = new Map<string, Waiting<Answer>>()
    this.#ballots = takeFrom(this.#ballots, ({ one, person }) => {
      if (taken.size === MOST_BALLOTS) return 'enough'
      const key = `${person} ${one.ballot.statement}`
      if (taken.has(key)) return 'wait'
      taken.set(key, one)
      return 'taken'
    })
    return [...taken.values()]
  }

  /**
   * The longest waiting newcomer, and others of the same dialogue, of each person one ballot: what else they sent waits
   * until they are registered.
   */
  takeNewcomers(): Waiting<Answer>[] {
    const taken: Waiting<Answer>[] = []
    this.#newcomers = takeFrom(this.#newcomers, (place) => {
      if (taken.length === MOST_NEWCOMERS) return 'enough'
      const others = this.#joining.get(place.person)
      if (others) {
        others.push(place)
        return 'taken'
      }
      const [first] = taken
      if (first && first.ballot.dialogue.id !== place.one.ballot.dialogue.id) return 'wait'
      this.#joining.set(place.person, [])
      taken.push(place.one)
      return 'taken'
    })
    return taken
  }

  /** These people are registered now, or were refused: what else they sent goes on. */
  endNewcomers(round: readonly Waiting<Answer>[]): void {
    for (const one of round) {
      const { person } = this.#placeOf(one)
      this.#return(this.#joining.get(person) ?? [])
      this.#joining.delete(person)
    }
  }

  #return(places: readonly Place<Answer>[]): void {
    if (places.length > 0) this.#ballots = [...this.#ballots, ...places].sort((a, b) => a.turn - b.turn)
  }

  #placeOf(one: Waiting<Answer>): Place<Answer> {
    const place = this.#places.get(one)
    if (!place) throw new Error('A ballot came back that was never cast.')
    return place
  }
}

/** What is left of a queue; what is behind enough is not looked at. */
function takeFrom<Item>(queue: Item[], look: (item: Item) => 'taken' | 'wait' | 'enough'): Item[] {
  const left: Item[] = []
  for (const [at, item] of queue.entries()) {
    const answer = look(item)
    if (answer === 'enough') return left.concat(queue.slice(at))
    if (answer === 'wait') left.push(item)
  }
  return left
}
