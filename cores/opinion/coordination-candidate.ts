import { Advice, accordAmong, beyondLikeMinded, weighAnswers } from './coordination-answers.ts'
import { type Crowd, placeOf, samplePeople } from './coordination-crowd.ts'
import { LEAST_AWAY, type Seed } from './coordination-seeds.ts'
import { type SetEvidence, weighSets } from './coordination-sets.ts'
import type { ShownTo } from './coordination-shown.ts'
import { expectedArrivals, findRun, type Run } from './coordination-time.ts'
import { binomialTail } from './distributions.ts'

/** Whose answers are held beside: at most so many of other times … */
const MOST_OTHERS = 3000
/** … and so many of the same time for the choice of statements. */
const MOST_OF_THAT_TIME = 200
const ROUNDS = 8
/** Nobody is a member who is not more likely one than not, … */
const LEAST_POSTERIOR = 0.5
/** … or whose answers speak against it; where the choice of statements is as clear as this, not by more than that: nats. */
const CLEAR_SET = 4
const MOST_AGAINST = -2.5
/** Who came then and whose answers speak against it by so much is held beside the members: nats. */
const UNLIKE = -0.5
/** Who came before or after and answers like the members by more than that is not. */
const LIKE = 1
/** Two of the others give a statement the same answer so often where most of them are a brigade, and seem the honest ones. */
const OF_ONE_MIND = 0.66
/** Highest probability, over all participants together, that such likeness arises if arrival and opinion are unrelated. */
const IMPROBABLE = 1e-4
/** … and of those who answer so, at most this share is there by chance. */
const MOST_BY_CHANCE = 0.08
/** How far from where it began a cluster may reach, in milliseconds. */
const LONGEST_REACH = 36 * 3_600_000
/**
 * Members must follow their advice beyond what like-minded people do, by so many nats together: fewer where they came one
 * after another, fewest where they chose their statements alike, …
 */
const LEAST_BEYOND = { alike: 25, arranged: 10, listed: 3 } as const
/** … and nothing where, besides, their answers are as clear as this on the mean. */
const CLEAR_ANSWERS = 2
/** Choices or visits speak for an arrangement from so many nats a person, and so many together. */
const LEAST_BY_PERSON = 3
const LEAST_TOGETHER = 15
/** … where choices must give this much an answer too: many answers add up small differences in what there was to answer. */
const LEAST_BY_ANSWER = 0.3
/** Visits that chance lets follow one another so seldom are a run: nats. */
const LEAST_BY_RUN = 9
/** The answers of members must speak for it by so much on the mean: those who answer a list each their own way do not. */
const LEAST_ANSWERS = { listed: 1, others: 0.7 } as const

export interface Limits {
  readonly leastPeople: number
  readonly falseShare: number
  /** how far before and after the members others are looked at, as a share of their time */
  readonly reach: number
  /** who belongs to another cluster already */
  readonly taken: ReadonlySet<number>
  readonly shown: ShownTo | undefined
}

/** People who answered in concert, and what speaks for it. */
export interface Candidate {
  /** places in the crowd, ascending */
  readonly members: readonly number[]
  readonly kind: 'arranged' | 'alike'
  readonly expected: number
  readonly evidence: { readonly answers: number; readonly sets: number; readonly runs: number }
}

/** Who came within a time, and what speaks for each of being a member. */
interface Weighed {
  readonly people: readonly number[]
  readonly answers: readonly number[]
  readonly sets: readonly number[]
  readonly posterior: readonly number[]
}

interface Period {
  readonly from: number
  readonly to: number
}

/** Who was looked at together, and what was found if it is more than chance, and more than like-minded people. */
export interface Grown {
  /** places in the crowd */
  readonly people: readonly number[]
  readonly candidate: Candidate | undefined
}

/**
 * Grows a cluster from people who seem alike: by turns an advice is read from the members, and the members are chosen by
 * their evidence and by how many came then.
 */
export function growCandidate(crowd: Crowd, first: readonly number[], seed: Seed, limits: Limits): Grown {
  let members = first.filter((at) => !limits.taken.has(at))
  const time = crowd.times[seed.at]
  let period: Period = { from: time - seed.window, to: time + seed.window }
  let weighed: Weighed | undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    if (members.length < limits.leastPeople) return { people: members, candidate: undefined }
    weighed = weigh(crowd, members, period, limits)
    const chosen = choose(weighed, round === ROUNDS - 1 ? limits.falseShare : 0.2)
    period = periodOf(crowd, chosen, seed, limits.reach) ?? period
    // Once nothing changes, only the last and strictest choice is left.
    if (chosen.length === members.length && chosen.every((at, k) => at === members[k]))
      round = Math.max(round, ROUNDS - 2)
    members = chosen
  }
  const candidate =
    weighed && members.length >= limits.leastPeople
      ? verify(crowd, { members, weighed, period }, limits)
      : undefined
  return { people: members, candidate }
}

/** The time of the members, and somewhat more on both sides. */
function periodOf(
  crowd: Crowd,
  members: readonly number[],
  { at, window }: Seed,
  reach: number,
): Period | undefined {
  if (members.length === 0) return undefined
  const times = members.map((at) => crowd.times[at])
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const margin = reach * Math.max(window, last - first)
  const time = crowd.times[at]
  return {
    from: Math.max(first - margin, time - LONGEST_REACH),
    to: Math.min(last + margin, time + LONGEST_REACH),
  }
}

function peopleOf(crowd: Crowd, { from, to }: Period, taken: ReadonlySet<number>): number[] {
  const people: number[] = []
  for (let at = placeOf(crowd, from); at < crowd.times.length && crowd.times[at] <= to; at += 1)
    if (!taken.has(at)) people.push(at)
  return people
}

/** People of other times; where there are hardly any, those of this time who are not members. */
function othersOf(crowd: Crowd, { from, to }: Period, members: ReadonlySet<number>): number[] {
  const all = Array.from(samplePeople(crowd, MOST_OTHERS)).filter((at) => !members.has(at))
  const away = all.filter((at) => crowd.times[at] < from || crowd.times[at] > to)
  return away.length >= 20 ? away : all
}

function weigh(crowd: Crowd, members: readonly number[], period: Period, limits: Limits): Weighed {
  const own = new Set(members)
  const advice = new Advice(crowd, members)
  const others = othersOf(crowd, period, own)
  const weighOne = weighAnswers(
    members.map((at) => advice.follow(at, true)),
    others.map((at) => advice.follow(at, false)),
  )
  const people = peopleOf(crowd, period, limits.taken)
  const answers = people.map((at) => weighOne(advice.follow(at, own.has(at))))
  const unlike = people.filter((at, k) => !own.has(at) && answers[k] < UNLIKE)
  const isLike = (at: number) => own.has(at) || weighOne(advice.follow(at, false)) > LIKE
  const sets = setsOf(
    people,
    members,
    weighSets(crowd, members, ofThatTime(crowd, period, unlike, isLike), limits.shown),
  )
  const evidence = answers.map((nats, k) => nats + sets[k])
  const came = Math.max(people.length, 1)
  const expected = expectedArrivals(crowd, period.from, period.to)
  return { people, answers, sets, posterior: posteriorOf(evidence, (came - expected) / came) }
}

/** Those of the time who answer otherwise, and the nearest of before and after. */
function ofThatTime(
  crowd: Crowd,
  { from, to }: Period,
  unlike: readonly number[],
  isLike: (at: number) => boolean,
): number[] {
  // Of many, those of all of the time: what there was to answer may have changed meanwhile.
  const found = unlike
    .toSorted((a, b) => crowd.hashes[a] - crowd.hashes[b] || a - b)
    .slice(0, MOST_OF_THAT_TIME)
  let [before, after] = [placeOf(crowd, from) - 1, placeOf(crowd, to)]
  while (after < crowd.times.length && crowd.times[after] <= to) after += 1
  while (found.length < MOST_OF_THAT_TIME && (before >= 0 || after < crowd.times.length)) {
    const left = before >= 0 ? from - crowd.times[before] : Number.POSITIVE_INFINITY
    const right = after < crowd.times.length ? crowd.times[after] - to : Number.POSITIVE_INFINITY
    const next = left <= right ? before-- : after++
    if (!isLike(next)) found.push(next)
  }
  return found
}

/** Per person what their choice says: nothing where it says nothing of the members. */
function setsOf(people: readonly number[], members: readonly number[], sets: SetEvidence): number[] {
  const mean = meanOf(sets.ofMembers)
  if (mean < LEAST_BY_PERSON / 2) return people.map(() => 0)
  const place = new Map(members.map((at, k) => [at, k]))
  return people.map((at) => {
    const member = place.get(at)
    return member === undefined ? sets.ofOther(at) : sets.ofMembers[member]
  })
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at += 1) sum += values[at]
  return values.length > 0 ? sum / values.length : 0
}

/** The probability of being a member: how many there are among those who came then is fitted by turns. */
function posteriorOf(evidence: readonly number[], share: number): number[] {
  let prior = Math.min(0.9, Math.max(0.05, share))
  let posterior: number[] = []
  for (let round = 0; round < 8; round += 1) {
    const odds = Math.log(prior / (1 - prior))
    posterior = evidence.map((nats) => 1 / (1 + Math.exp(-odds - nats)))
    prior = Math.min(0.95, Math.max(0.01, meanOf(posterior)))
  }
  return posterior
}

/** The surest people first, until the share of those who are there by chance would pass the limit; by place in the crowd. */
function choose({ people, answers, sets, posterior }: Weighed, falseShare: number): number[] {
  const order = Array.from(people.keys())
    .filter((k) => posterior[k] >= LEAST_POSTERIOR)
    .filter((k) => answers[k] > 0 || (answers[k] > MOST_AGAINST && sets[k] >= CLEAR_SET))
    .sort((a, b) => posterior[b] - posterior[a] || a - b)
  let wrong = 0
  let count = 0
  for (const k of order) {
    wrong += 1 - posterior[k]
    if (wrong > falseShare * (count + 1)) break
    count += 1
  }
  return order
    .slice(0, count)
    .map((k) => people[k])
    .sort((a, b) => a - b)
}

interface Settled {
  readonly members: readonly number[]
  readonly weighed: Weighed
  readonly period: Period
}

function verify(crowd: Crowd, { members, weighed, period }: Settled, limits: Limits): Candidate | undefined {
  const own = new Set(members)
  const advice = new Advice(crowd, members)
  const others = othersOf(crowd, period, own)
  const away = others.filter((at) => crowd.times[at] < period.from || crowd.times[at] > period.to).length
  if (away < LEAST_AWAY * Math.min(crowd.rows.length, MOST_OTHERS)) return undefined
  if (accordAmong(crowd, others) > OF_ONE_MIND) return undefined
  const followings = members.map((at) => advice.follow(at, true))
  const weighOne = weighAnswers(
    followings,
    others.map((at) => advice.follow(at, false)),
  )
  const unlike = weighed.people.filter((at, k) => !own.has(at) && weighed.answers[k] < UNLIKE)
  const isLike = (at: number) => own.has(at) || weighOne(advice.follow(at, false)) > LIKE
  const sets = weighSets(crowd, members, ofThatTime(crowd, period, unlike, isLike), limits.shown)
  const bySet = meanOf(sets.ofMembers)
  const isListed =
    (sets.byLog >= LEAST_BY_PERSON ||
      bySet - sets.byLog >= Math.max(LEAST_BY_PERSON, LEAST_BY_ANSWER * sets.usualAnswers)) &&
    bySet * members.length >= LEAST_TOGETHER
  const ofOther = (at: number) => weighOne(advice.follow(at, false)) + (isListed ? sets.ofOther(at) : 0)
  const answers = followings.map(weighOne)
  if (meanOf(answers) < (isListed ? LEAST_ANSWERS.listed : LEAST_ANSWERS.others)) return undefined
  const ofMembers = answers.map((nats, k) => nats + (isListed ? sets.ofMembers[k] : 0))
  const then = peopleOf(crowd, period, limits.taken).filter((at) => !own.has(at))
  const concentrated = concentration(crowd.rows.length, ofMembers, then.map(ofOther), others.map(ofOther))
  if (!concentrated.isImprobable) return undefined
  const run = findRun(crowd, members)
  const kind = isListed || isRun(run, members.length) ? 'arranged' : 'alike'
  const isClear = isListed && meanOf(answers) >= CLEAR_ANSWERS
  const least = isListed ? LEAST_BEYOND.listed : LEAST_BEYOND[kind]
  if (!isClear && beyondLikeMinded(advice, { members, then, others }, isListed) < least) return undefined
  return {
    members,
    kind,
    expected: concentrated.expected,
    evidence: {
      answers: meanOf(answers),
      sets: bySet,
      runs: run ? -run.logProbability / members.length : 0,
    },
  }
}

/** Most members are in the run, and it is improbable. */
function isRun(run: Run | undefined, members: number): boolean {
  return run !== undefined && run.people.length >= 0.6 * members && -run.logProbability >= LEAST_BY_RUN
}

/** Whether far more people of that time have the evidence that three quarters of the members have than people of others. */
function concentration(
  crowd: number,
  ofMembers: readonly number[],
  ofThen: readonly number[],
  ofOthers: readonly number[],
) {
  const enough = ofMembers.toSorted((a, b) => a - b)[Math.floor(ofMembers.length / 4)] ?? 0
  const hasEnough = (nats: number) => nats >= enough
  const then = ofMembers.length + ofThen.length
  const found = ofMembers.filter(hasEnough).length + ofThen.filter(hasEnough).length
  const rate = (ofOthers.filter(hasEnough).length + 1) / (ofOthers.length + 2)
  return {
    isImprobable:
      binomialTail(found, then, rate) < IMPROBABLE / Math.max(crowd, 1) &&
      rate * then <= MOST_BY_CHANCE * found,
    expected: rate * then,
  }
}
