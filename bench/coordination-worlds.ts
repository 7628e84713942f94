import { layOut, loadRows, SeededRandom, STRIDE, toVoteMatrix } from '#cores/opinion'
import {
  type Asked,
  type Crowd,
  HOUR,
  MINUTE,
  SECOND,
  type Shown,
  type TimedVote,
} from './coordination-crowds.ts'

/** Honest people with some beside them who are not, or who only seem so. */
export interface World {
  readonly rows: readonly TimedVote[]
  readonly shown: readonly Shown[] | undefined
  /** the people who were added */
  readonly planted: ReadonlySet<number>
}

export interface Plant {
  readonly people: number
  readonly answers: number
  /** share of answers that go another way */
  readonly noise: number
  readonly span: number
}

/** A moment at which people came, so that what is planted is among others. */
function momentIn(crowd: Crowd, random: SeededRandom): number {
  const active = crowd.people.filter((own) => own.length >= 8)
  return active[Math.floor((0.2 + 0.6 * random.uniform()) * active.length)]?.[0]?.time ?? 0
}

type Account = {
  readonly start: number
  readonly asked: readonly Asked[]
  /** whether they answer a list, and not what they are shown */
  readonly isListed: boolean
  /** whether they begin after the one before has ended */
  readonly isNext?: boolean
}

/** Adds accounts that answer as advised, but for their noise. */
function addAccounts(
  crowd: Crowd,
  accounts: readonly Account[],
  answerOf: (account: number, statement: number) => number,
  random: SeededRandom,
): World {
  const first = crowd.rows.reduce((highest, { participant }) => Math.max(highest, participant), 0) + 1
  const rows: TimedVote[] = []
  const shown: Shown[] = []
  let last = 0
  accounts.forEach(({ start, asked, isListed, isNext }, account) => {
    const participant = first + account
    let time = isNext ? Math.max(start, last + 3 * SECOND) : start
    for (const { statement, propensity } of asked) {
      if (!isListed) shown.push({ participant, statement, propensity, time: Math.round(time) })
      time += (2 + 8 * random.uniform()) * SECOND
      rows.push({ participant, statement, vote: answerOf(account, statement), time: Math.round(time) })
    }
    last = time
  })
  return {
    rows: [...crowd.rows, ...rows],
    shown: crowd.shown && [...crowd.shown, ...shown],
    planted: new Set(accounts.map((_, account) => first + account)),
  }
}

/** One advice for every statement, and answers that follow it but for some noise. */
function adviceOf(noise: (account: number) => number, random: SeededRandom) {
  const advice = new Map<number, number>()
  return (account: number, statement: number): number => {
    const right = advice.get(statement) ?? (random.uniform() < 0.5 ? 1 : -1)
    advice.set(statement, right)
    return random.uniform() < noise(account) ? (random.uniform() < 0.3 ? 0 : -right) : right
  }
}

function shuffle<T>(items: readonly T[], random: SeededRandom): T[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1)
    const [a, b] = [mixed[at], mixed[other]]
    if (a === undefined || b === undefined) continue
    mixed[at] = b
    mixed[other] = a
  }
  return mixed
}

/** Statements that there were at the moment, in any order. */
function listFrom(crowd: Crowd, moment: number, answers: number, random: SeededRandom): number[] {
  const known = new Set(crowd.rows.filter(({ time }) => time <= moment).map(({ statement }) => statement))
  return shuffle(
    [...known].sort((a, b) => a - b),
    random,
  ).slice(0, answers)
}

/** How the list of a brigade is kept to: by everybody, in its order, or four fifths of a longer one, in any. */
export type Listed = 'whole' | 'part'

/** A brigade: a list with answers is posted, and accounts go through it. */
export function plantBrigade(crowd: Crowd, plant: Plant, listed: Listed, seed: number): World {
  const random = new SeededRandom(seed * 104729 + 7)
  const moment = momentIn(crowd, random)
  const length = listed === 'whole' ? plant.answers : Math.ceil(plant.answers / 0.8)
  const list = listFrom(crowd, moment, length, random)
  const accounts = Array.from({ length: plant.people }, () => {
    const own = listed === 'whole' ? list : shuffle(list, random).slice(0, plant.answers)
    const asked = own.map((statement) => ({ statement, propensity: 1 }))
    return { start: moment + random.uniform() * plant.span, asked, isListed: true }
  })
  return addAccounts(
    crowd,
    accounts,
    adviceOf(() => plant.noise, random),
    random,
  )
}

/** One person who repeats: an account after another, each asked what the dialogue asks. */
export function plantRun(crowd: Crowd, plant: Plant, seed: number): World {
  const random = new SeededRandom(seed * 15485863 + 11)
  let start = momentIn(crowd, random)
  const accounts = Array.from({ length: plant.people }, () => {
    const account = { start, asked: crowd.ask(start, plant.answers, random), isListed: false, isNext: true }
    start += plant.answers * 6 * SECOND + (5 + 40 * random.uniform()) * SECOND
    return account
  })
  return addAccounts(
    crowd,
    accounts,
    adviceOf(() => plant.noise, random),
    random,
  )
}

/** A club: people follow an advice at 85 to 95 % on what they happen to be asked. */
export function plantClub(crowd: Crowd, plant: Plant, seed: number): World {
  const random = new SeededRandom(seed * 32452843 + 13)
  const moment = momentIn(crowd, random)
  const noise = Array.from({ length: plant.people }, () => 0.05 + 0.1 * random.uniform())
  const accounts = Array.from({ length: plant.people }, () => {
    const start = moment + random.uniform() * plant.span
    return { start, asked: crowd.ask(start, plant.answers, random), isListed: false }
  })
  return addAccounts(
    crowd,
    accounts,
    adviceOf((account) => noise[account] ?? 0.1, random),
    random,
  )
}

/** A class: the same list at the same time, each with the answers that somebody else in the dialogue gives. */
export function plantClass(crowd: Crowd, plant: Plant, seed: number): World {
  const random = new SeededRandom(seed * 49979687 + 17)
  const moment = momentIn(crowd, random)
  const list = listFrom(crowd, moment, plant.answers, random)
  const given = Map.groupBy(crowd.rows, ({ statement }) => statement)
  const accounts = Array.from({ length: plant.people }, () => ({
    start: moment + random.uniform() * plant.span,
    asked: list.map((statement) => ({ statement, propensity: 1 })),
    isListed: true,
  }))
  const answer = (_: number, statement: number) => {
    const all = given.get(statement) ?? []
    return all[random.below(all.length)]?.vote ?? 0
  }
  return addAccounts(crowd, accounts, answer, random)
}

/** People of one mind come within an hour: a newspaper wrote about it. Each is asked what the dialogue asks, and answers alone. */
export function plantRush(crowd: Crowd, people: number, seed: number): World {
  const random = new SeededRandom(seed * 67867967 + 19)
  const next = crowd.likeMinded?.(random)
  if (!next) return moveNearest(crowd, { people, by: 'half' }, seed)
  const moment = momentIn(crowd, random)
  const voices = Array.from({ length: people }, next)
  const accounts = voices.map(() => {
    const start = moment + random.uniform() * HOUR
    return { start, asked: crowd.ask(start, 8 + random.below(25), random), isListed: false }
  })
  const { rows, shown } = addAccounts(
    crowd,
    accounts,
    (account, statement) => voices[account]?.(statement, random) ?? 0,
    random,
  )
  return { rows, shown, planted: new Set() }
}

/**
 * How people of one mind are found among real ones: by half of their votes, of which the moved ones then keep the other half,
 * so that they are not alike by being chosen for it; or by all of them, which makes them more alike than any opinion does.
 */
type Nearest = { readonly people: number; readonly by: 'half' | 'all' }

/** Nobody is added: of those who came about one moment, people who are near one another on the map come within an hour. */
export function moveNearest(crowd: Crowd, { people, by }: Nearest, seed: number): World {
  const random = new SeededRandom(seed * 67867967 + 19)
  const halves = new Map(crowd.rows.map((row) => [row, by === 'half' && random.uniform() < 0.5]))
  const isSeen = (row: TimedVote) => by === 'all' || halves.get(row) === true
  const { points, matrix } = layOut(toVoteMatrix(loadRows(crowd.rows.filter(isSeen))))
  const placeOf = new Map(
    Array.from(matrix.participantIds, (id, row) => [id, points.subarray(row * STRIDE, (row + 1) * STRIDE)]),
  )
  const moment = momentIn(crowd, random)
  const left = (own: readonly TimedVote[]) => (by === 'all' ? own : own.filter((row) => !isSeen(row)))
  const active = crowd.people
    .filter((own) => left(own).length >= 8 && placeOf.has(own[0]?.participant ?? -1))
    .toSorted((a, b) => Math.abs((a[0]?.time ?? 0) - moment) - Math.abs((b[0]?.time ?? 0) - moment))
  // What there was to answer is that of about the moment.
  const then = active.slice(0, Math.max(6 * people, Math.ceil(active.length / 4)))
  const one = placeOf.get(then[random.below(then.length)]?.[0]?.participant ?? -1)
  const distance = (own: readonly TimedVote[]) =>
    placeOf
      .get(own[0]?.participant ?? -1)
      ?.reduce((sum, x, axis) => sum + (x - (one?.[axis] ?? 0)) ** 2, 0) ?? Number.POSITIVE_INFINITY
  const near = then
    .map((own) => ({ own, far: distance(own) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, people)
    .map(({ own }) => left(own))
  const shift = new Map(
    near.map((own) => [own[0]?.participant ?? -1, moment + random.uniform() * HOUR - (own[0]?.time ?? 0)]),
  )
  const kept = new Set(near.flat())
  const moved = <T extends { readonly participant: number; readonly time: number }>(row: T): T => ({
    ...row,
    time: row.time + (shift.get(row.participant) ?? 0),
  })
  const rows = crowd.rows.filter((row) => !shift.has(row.participant) || kept.has(row)).map(moved)
  return { rows, shown: crowd.shown?.map(moved), planted: new Set() }
}

export const SPANS = { '10 min': 10 * MINUTE, hour: HOUR, '6 hours': 6 * HOUR, day: 24 * HOUR } as const
