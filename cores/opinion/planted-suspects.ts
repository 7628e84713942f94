import type { VoteRow } from './load-votes.ts'
import { SeededRandom } from './seeded-random.ts'
import type { Showings } from './showings.ts'
import { plantedRows } from './testing.ts'

const DAY = 24 * 60 * 60 * 1000
const MINUTE = 60 * 1000

/**
 * A dialogue of two weeks in which some people copy one another within ten minutes, with 5 % of their votes reversed.
 */
export function plantSuspects(seed: number, honest = 1800, copies = 200) {
  const random = new SeededRandom(seed)
  const { rows } = plantedRows({ participants: honest, statements: 60, groups: 3, seen: 0.35, seed })
  const timed: VoteRow[] = []
  const start = Array.from({ length: honest }, () => random.uniform() * 14 * DAY)
  for (const row of rows)
    timed.push({ ...row, time: Math.round((start[row.participant] ?? 0) + random.uniform() * 5 * MINUTE) })
  const template = Array.from({ length: 60 }, () => (random.uniform() < 0.5 ? 1 : -1))
  const attack = 5 * DAY
  for (let copy = 0; copy < copies; copy += 1) {
    const from = random.below(30)
    for (let statement = from; statement < from + 20 + random.below(10); statement += 1) {
      const own = template[statement] ?? 1
      const vote = random.uniform() < 0.05 ? -own : own
      timed.push({
        participant: honest + copy,
        statement,
        vote,
        time: Math.round(attack + random.uniform() * 10 * MINUTE),
      })
    }
  }
  return { rows: timed, isSuspect: (participant: number) => participant >= honest, honest }
}

/** People who answer in concert, beside honest people. */
export interface Concert {
  readonly seed: number
  readonly people: number
  readonly answers: number
  /** share of their answers that go another way; 1 for answers of their own */
  readonly noise: number
  /** within how many minutes they come; one after another where absent */
  readonly minutes?: number
  /** which statements they answer: all the same list, or what anybody is asked */
  readonly choice: 'list' | 'asked'
  /** how everybody is asked: by chance, popular statements more often, or all in one order */
  readonly order?: 'drawn' | 'fixed'
  /** with answers of their own: how far they stand from one place, where a crowd's deviation is 1; anywhere where absent */
  readonly apart?: number
}

type Timed = VoteRow & { readonly time: number }

const STATEMENTS = 60
const HONEST = 400

/**
 * Opinions on two axes without groups, two weeks of people who come by day, and some who answer in concert on the sixth
 * day. Their numbers begin at 400. Everybody is logged to be shown what they answer, but for a list.
 */
export function plantConcert(concert: Concert) {
  const random = new SeededRandom(concert.seed * 977 + 5)
  const popular = Array.from({ length: STATEMENTS }, () => Math.exp(0.8 * random.normal()))
  const ask = (count: number) =>
    concert.order === 'fixed'
      ? Array.from({ length: count }, (_, statement) => statement)
      : drawWeighted(popular, count, random)
  const asked: Timed[] = []
  const answer = drawOpinions(random)
  for (let participant = 0; participant < HONEST; participant += 1) {
    const person = answer()
    const start = Math.floor(14 * random.uniform()) * DAY + (8 + 14 * random.uniform()) * 60 * MINUTE
    ask(6 + random.below(30)).forEach((statement, at) => {
      const time = Math.round(start + at * 9000 * (0.5 + random.uniform()))
      asked.push({ participant, statement, vote: person(statement), time })
    })
  }
  const list = drawWeighted(
    popular.map(() => 1),
    concert.answers,
    random,
  )
  const advice = popular.map(() => (random.uniform() < 0.5 ? 1 : -1))
  const own: Timed[] = []
  const place = concert.apart === undefined ? undefined : [random.normal(), random.normal()]
  let next = 5 * DAY + 15 * 60 * MINUTE
  for (let member = 0; member < concert.people; member += 1) {
    const person = answer(place?.map((x) => x + (concert.apart ?? 0) * random.normal()))
    const begins = next + random.uniform() * (concert.minutes ?? 0) * MINUTE
    const statements = concert.choice === 'list' ? list : ask(concert.answers)
    statements.forEach((statement, at) => {
      const turned = random.uniform() < concert.noise
      const vote = concert.noise === 1 ? person(statement) : (advice[statement] ?? 1) * (turned ? -1 : 1)
      own.push({ participant: HONEST + member, statement, vote, time: Math.round(begins + at * 6000) })
    })
    if (concert.minutes === undefined) next += statements.length * 6000 + 5000 + 20_000 * random.uniform()
  }
  return {
    rows: [...asked, ...own],
    isSuspect: (participant: number) => participant >= HONEST,
    /** as if those in concert had been shown what they answered, or not */
    showings: (isOwnShown: boolean) => showingsOf(isOwnShown ? [...asked, ...own] : asked),
  }
}

/** For each person anew a way of answering. */
function drawOpinions(random: SeededRandom) {
  const loadings = Array.from({ length: STATEMENTS }, () => [random.normal(), 0.7 * random.normal()])
  const leans = Array.from({ length: STATEMENTS }, () => 0.7 * random.normal())
  return ([x = 0, y = 0]: readonly number[] = [random.normal(), random.normal()]) => {
    return (statement: number) => {
      const [a = 0, b = 0] = loadings[statement] ?? []
      const score = (leans[statement] ?? 0) + a * x + b * y + random.normal()
      return score > 0.3 ? 1 : score < -0.3 ? -1 : 0
    }
  }
}

function drawWeighted(weights: readonly number[], count: number, random: SeededRandom): number[] {
  return weights
    .map((weight, statement) => ({ statement, key: Math.log(1 - random.uniform()) / weight }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ statement }) => statement)
}

function showingsOf(rows: readonly Timed[]): Showings {
  return {
    participants: Int32Array.from(rows, ({ participant }) => participant),
    statements: Int32Array.from(rows, ({ statement }) => statement),
    propensities: new Float64Array(rows.length).fill(1 / STATEMENTS),
    times: Float64Array.from(rows, ({ time }) => time),
  }
}
