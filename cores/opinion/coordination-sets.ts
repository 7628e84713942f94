import { calibrate } from './coordination-answers.ts'
import { answeredInOrder, type Crowd } from './coordination-crowd.ts'
import type { ShownTo } from './coordination-shown.ts'

/** A statement counts as if so many people more had answered it at the rate of everybody of that time. */
const PRIOR_PEOPLE = 2
const LEAST_RATE = 0.002
/** Of those who are held beside the members, this share may be members who were not found. */
const UNFOUND = 0.1
/** One person's set counts for at most this much, in nats. */
const MOST_BY_SET = 12
const MOST_ANSWERS = 36

/** What each person's choice of statements says for being one of the members: nats, in the order asked. */
export interface SetEvidence {
  readonly ofMembers: Float64Array
  /** how many answers members usually gave, up to as many as are counted in full */
  readonly usualAnswers: number
  /** the part of it, on the mean, that the log gives: answers that were never shown */
  readonly byLog: number
  /** for somebody who is no member */
  ofOther(at: number): number
}

/**
 * Compares which statements members answered with which ones others of the same time did. Each answer is a choice among
 * all: its likelihood ratio is how much more often members choose it. Everybody counts with as many answers as members
 * usually gave, their first, since people who stay for longer go on to other statements. Shrunk until its mean over the
 * others is at most 1. What the log says that somebody was shown is no choice of theirs and counts for nothing; one whose
 * answers were mostly never shown counts as rarely as that is among others.
 */
export function weighSets(
  crowd: Crowd,
  members: readonly number[],
  others: readonly number[],
  shown: ShownTo | undefined,
): SetEvidence {
  const usual = middleOf(members.map((at) => rowLength(crowd, at)))
  const own = members.map((at) => chosen(crowd, at, usual))
  const theirs = others.map((at) => chosen(crowd, at, usual))
  const rates = new ChoiceRates(crowd.open.length, own, theirs)
  const unshown = weighUnshown(crowd, members, others, shown)
  const left = (at: number, columns: readonly number[]) =>
    shown ? columns.filter((column) => !shown.has(crowd.rows[at], column)) : columns
  const part = calibrate(
    theirs.map((columns, k) => rates.ratio(left(others[k], columns), columns, 'other')),
    UNFOUND,
  )
  const capped = (log: number) => Math.min(MOST_BY_SET, part * log)
  return {
    ofMembers: Float64Array.from(
      members,
      (at, k) => capped(rates.ratio(left(at, own[k]), own[k], 'member')) + unshown(at),
    ),
    usualAnswers: Math.min(usual, MOST_ANSWERS),
    byLog: members.reduce((sum, at) => sum + unshown(at), 0) / Math.max(members.length, 1),
    ofOther: (at) => {
      const columns = chosen(crowd, at, usual)
      return capped(rates.ratio(left(at, columns), columns, 'neither')) + unshown(at)
    },
  }
}

/** Rates at which a statement is chosen, by people without one of them, and their sums over all statements. */
interface Rates {
  readonly members: number
  readonly others: number
  readonly member: Float64Array
  readonly other: Float64Array
  readonly memberTotal: number
  readonly otherTotal: number
}

type Role = 'member' | 'other' | 'neither'

/** How often members and others choose each statement. */
class ChoiceRates {
  readonly #members: Int32Array
  readonly #others: Int32Array
  readonly #rates: Record<Role, Rates>

  constructor(
    statements: number,
    members: readonly (readonly number[])[],
    others: readonly (readonly number[])[],
  ) {
    this.#members = countColumns(statements, members)
    this.#others = countColumns(statements, others)
    this.#rates = {
      neither: this.#ratesOf(members.length, others.length),
      member: this.#ratesOf(members.length - 1, others.length),
      other: this.#ratesOf(members.length, others.length - 1),
    }
  }

  #ratesOf(members: number, others: number): Rates {
    const member = Float64Array.from(this.#members, (count, column) =>
      rateOf(count, members, pooled(count + this.#others[column], members + others)),
    )
    const other = Float64Array.from(this.#others, (count, column) =>
      rateOf(count, others, pooled(count + this.#members[column], members + others)),
    )
    const [memberTotal, otherTotal] = [sumOf(member), sumOf(other)]
    return { members, others, member, other, memberTotal, otherTotal }
  }

  /**
   * The log-likelihood ratio of the choices that are counted, of all choices of somebody, whose own are left out of the
   * rates that they are held against.
   */
  ratio(counted: readonly number[], own: readonly number[], as: Role): number {
    const rates = this.#rates[as]
    const ownOf = (column: number) => this.#without(column, rates, as)
    let [memberTotal, otherTotal, log] = [rates.memberTotal, rates.otherTotal, 0]
    for (const column of own) {
      const without = ownOf(column)
      memberTotal += without.member - rates.member[column]
      otherTotal += without.other - rates.other[column]
    }
    for (const column of counted) {
      const without = ownOf(column)
      log += Math.log((without.member * otherTotal) / (without.other * memberTotal))
    }
    return log
  }

  /** The rates of a statement that somebody answered, without their own answer. */
  #without(column: number, { members, others }: Rates, as: Role) {
    const member = this.#members[column] - (as === 'member' ? 1 : 0)
    const other = this.#others[column] - (as === 'other' ? 1 : 0)
    const share = pooled(member + other, members + others)
    return { member: rateOf(member, members, share), other: rateOf(other, others, share) }
  }
}

function pooled(count: number, people: number): number {
  return Math.max(LEAST_RATE, count / Math.max(people, 1))
}

function rateOf(count: number, people: number, share: number): number {
  return (count + PRIOR_PEOPLE * share) / (people + PRIOR_PEOPLE)
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function countColumns(statements: number, sets: readonly (readonly number[])[]): Int32Array {
  const counts = new Int32Array(statements)
  for (const columns of sets)
    for (const column of columns) {
      counts[column] += 1
    }
  return counts
}

/** Statements that somebody answered: the first so many, in the order of their votes. */
function chosen(crowd: Crowd, at: number, most: number): readonly number[] {
  const order = answeredInOrder(crowd, at)
  return order.length <= most ? order : order.slice(0, most)
}

/**
 * Per person what it says whether most of their answers were never shown to them, by how often that is so among members
 * and others: nats; 0 without a log.
 */
function weighUnshown(
  crowd: Crowd,
  members: readonly number[],
  others: readonly number[],
  shown: ShownTo | undefined,
): (at: number) => number {
  if (!shown) return () => 0
  const isUnshown = (at: number) => {
    const columns = chosen(crowd, at, Number.POSITIVE_INFINITY)
    const seen = columns.filter((column) => shown.has(crowd.rows[at], column))
    return 2 * seen.length < columns.length
  }
  const shareOf = (people: readonly number[]) => (people.filter(isUnshown).length + 0.5) / (people.length + 1)
  const [member, other] = [shareOf(members), shareOf(others)]
  const [unseen, seen] = [Math.log(member / other), Math.log((1 - member) / (1 - other))]
  return (at) => (isUnshown(at) ? unseen : seen)
}

function rowLength({ matrix, rows }: Crowd, at: number): number {
  return matrix.rowStart[rows[at] + 1] - matrix.rowStart[rows[at]]
}

/** The higher of two in the middle: a number of answers stays whole. */
function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
