import { answersOf, type Choice, leastShown, type PassReason, type Tally, type Vote } from './vote.ts'

/** People who are told of together: public figures move by as many answers at once, and no single one shows. */
export const peopleInStep = leastShown

/**
 * Of how many people figures are told: the last ten that at least ten more people have passed, so that whoever sees
 * somebody answer never sees the figures move by that answer. Once no more answers come, all of them, from ten on.
 * @returns 0 where nothing is told
 */
export function peopleTold(people: number, isOver: boolean): number {
  if (isOver) return people < leastShown ? 0 : people
  return Math.max(0, Math.floor(people / peopleInStep) - 1) * peopleInStep
}

/** From how many people on something is told at all. */
export function leastTold(isOver: boolean): number {
  return isOver ? leastShown : leastShown + peopleInStep
}

/** One row of the history: what somebody answered, or null where they took it back. */
export type VoteMove = {
  participant: number
  statement: number
  choice: Vote['choice'] | null
  reason: PassReason | null
  /** When, in milliseconds. */
  at: number
}

/** What is told of the answers to one statement; a reason may be of fewer than ten people. */
export type StatementFigures = Tally & { reasons: { [Reason in PassReason]: number } }

/** Where the votes are kept that are told. */
export type ToldVotes = {
  choiceOf: (participant: number, statement: number) => number | undefined
  tell: (move: VoteMove) => void
}

type Steps = {
  /** Who have an answer now, told or not. */
  people: number
  /** At how many people the next step is complete. */
  next: number
  /** The last of each person since the step before the last one; told once the next is complete. */
  complete: Map<number, VoteMove>
  /** The last of each person since the last complete step. */
  since: Map<number, VoteMove>
}

/**
 * Holds votes back until they are told: of each statement by steps of ten people, each told when the next is complete.
 * A changed vote, and one that is taken back, waits for the step that comes next; going back over a step completes
 * nothing. It is fed all votes of a dialogue in commit order, and comes to the same after each new beginning.
 */
export class VoteSteps {
  readonly #told: ToldVotes
  readonly #steps = new Map<number, Steps>()
  readonly #figures = new Map<number, StatementFigures>()
  readonly #reasons = new Map<number, Map<number, PassReason>>()
  /** Figures of these were not drained since they changed. */
  readonly #changed = new Set<number>()
  readonly #turns: number[]
  #turned = 0
  #taken = 0
  #isOver = false

  /** @param turns  of a former run: after how many votes the dialogue was over, went on, was over again */
  constructor(told: ToldVotes, turns: readonly number[] = []) {
    this.#told = told
    this.#turns = [...turns]
    this.#turnWhereDue()
  }

  get turns(): readonly number[] {
    return this.#turns
  }

  /** O(1), and where a step is complete O(votes in it). */
  take(move: VoteMove): void {
    const steps = this.#stepsOf(move.statement)
    const before = this.#choiceOf(steps, move)
    steps.people += Number(move.choice !== null) - Number(before !== null)
    steps.since.set(move.participant, move)
    this.#taken += 1
    if (this.#isOver) this.#tellRest(steps)
    else if (steps.people === steps.next) this.#complete(steps)
    this.#turnWhereDue()
  }

  /**
   * No more answers come: all that waits is told, and of a statement that fewer than ten people answered no figures. Or
   * answers come again, and the next step begins.
   */
  setOver(isOver: boolean): void {
    if (isOver === this.#isOver) return
    this.#turns.push(this.#taken)
    this.#turnWhereDue()
  }

  /** Figures that changed since this was asked last, by statement; of fewer than ten people none. */
  drain(): Map<number, StatementFigures> {
    const changed = [...this.#changed].map((statement) => [statement, this.#figuresOf(statement)] as const)
    this.#changed.clear()
    return new Map(changed.filter(([, figures]) => answersOf(figures) >= leastShown))
  }

  #turnWhereDue(): void {
    while (this.#turns[this.#turned] === this.#taken) {
      this.#turned += 1
      this.#isOver = !this.#isOver
      if (this.#isOver) for (const steps of this.#steps.values()) this.#tellRest(steps, 1)
    }
  }

  #stepsOf(statement: number): Steps {
    const known = this.#steps.get(statement)
    if (known) return known
    const steps = { people: 0, next: peopleInStep, complete: new Map(), since: new Map() }
    this.#steps.set(statement, steps)
    return steps
  }

  #choiceOf({ since, complete }: Steps, { participant, statement }: VoteMove): number | null {
    const waiting = since.get(participant) ?? complete.get(participant)
    return waiting ? waiting.choice : (this.#told.choiceOf(participant, statement) ?? null)
  }

  #complete(steps: Steps): void {
    this.#tellAll(steps.complete)
    steps.complete = steps.since
    steps.since = new Map()
    steps.next += peopleInStep
  }

  /** @param least  of this many people together */
  #tellRest(steps: Steps, least = peopleInStep): void {
    const waiting = new Map([...steps.complete, ...steps.since])
    if (waiting.size < least) return
    this.#tellAll(waiting)
    steps.complete = new Map()
    steps.since = new Map()
    // Should answers come again, ten more people make the next step.
    steps.next = Math.ceil(steps.people / peopleInStep + 1) * peopleInStep
  }

  #tellAll(moves: ReadonlyMap<number, VoteMove>): void {
    for (const move of moves.values()) {
      this.#count(move)
      this.#told.tell(move)
    }
  }

  #count({ participant, statement, choice, reason }: VoteMove): void {
    const figures = this.#figuresOf(statement)
    const before = this.#told.choiceOf(participant, statement) ?? null
    if (before !== null) figures[nameOf(before)] -= 1
    if (choice !== null) figures[nameOf(choice)] += 1
    const reasons = this.#reasonsOf(statement)
    const reasonBefore = reasons.get(participant)
    if (reasonBefore) figures.reasons[reasonBefore] -= 1
    reasons.delete(participant)
    if (reason) {
      figures.reasons[reason] += 1
      reasons.set(participant, reason)
    }
    this.#changed.add(statement)
  }

  #figuresOf(statement: number): StatementFigures {
    const known = this.#figures.get(statement)
    if (known) return known
    const none = { agree: 0, disagree: 0, pass: 0, reasons: { unsure: 0, unclear: 0, not_relevant: 0 } }
    this.#figures.set(statement, none)
    return none
  }

  #reasonsOf(statement: number): Map<number, PassReason> {
    const known = this.#reasons.get(statement)
    if (known) return known
    const reasons = new Map<number, PassReason>()
    this.#reasons.set(statement, reasons)
    return reasons
  }
}

function nameOf(choice: number): Choice {
  if (choice === 0) return 'pass'
  return choice > 0 ? 'agree' : 'disagree'
}
