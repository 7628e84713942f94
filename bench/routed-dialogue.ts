import {
  chooseNextStatement,
  layOut,
  loadRows,
  makePlacer,
  type Placer,
  prepareRouting,
  routingPropensities,
  SeededRandom,
  type Showings,
  toVoteMatrix,
  type VoteRow,
} from '#cores/opinion'

/** What people think, before anybody asks them: whole tables, of which a dialogue sees a part. */
export type Population = {
  people: number
  statements: number
  /** Row after row: what each person would answer to each statement, 1, 0 or −1. */
  answers: Int8Array
  /** Per person, what makes them stay, 0 on average. */
  interest: Float64Array
}

/** How statements are drawn, and when people leave. */
export type Habits = {
  /** `uniform`: all that are left alike; `engine`: as the engine routes; `extreme`: that to the third power. */
  routing: 'uniform' | 'engine' | 'extreme'
  /** How much more likely people with one opinion are to go on. */
  byOpinion: number
  /** How much more likely people are to leave after they disagreed. */
  byAnswer: number
  /** How often people answer from the list, something that they agree with, instead of what is asked. */
  fromList: number
}

export type RoutedDialogue = { rows: VoteRow[]; showings: Showings }

/**
 * People and statements as points on a plane; people agree with what is near them, whatever lies further out, which is
 * another model than the engine's axes. Most people are in one quarter, with a long tail towards the others.
 */
export function drawPopulation(people: number, statements: number, seed: number): Population {
  const random = new SeededRandom(seed)
  const exponential = () => -Math.log(1 - random.uniform())
  const places = Array.from({ length: people }, () => [exponential() - 1, (exponential() - 1) * 0.7])
  const points = Array.from({ length: statements }, () => [2.5 * random.normal(), 2.5 * random.normal()])
  const reach = Array.from({ length: statements }, () => 1 + 2.5 * random.uniform())
  const answers = new Int8Array(people * statements)
  places.forEach(([x = 0, y = 0], person) => {
    points.forEach(([u = 0, v = 0], statement) => {
      const liking = (reach[statement] ?? 0) - Math.hypot(x - u, y - v) + 0.6 * random.normal()
      answers[person * statements + statement] = liking > 0.2 ? 1 : liking < -0.2 ? -1 : 0
    })
  })
  return { people, statements, answers, interest: Float64Array.from(places, ([x = 0]) => x) }
}

/** The map is drawn anew after so many people. */
const MAP_EVERY = 100
/** Chance to go on after an answer, where nothing else plays. */
const GO_ON = Math.log(0.9 / 0.1)
const EXTREME_POWER = 3

/** One dialogue among a population: people come one after another, are asked, answer, and leave. */
export function holdDialogue(population: Population, habits: Habits, seed: number): RoutedDialogue {
  const dialogue = new Dialogue(population, habits, new SeededRandom(seed))
  dialogue.hold()
  return dialogue.log()
}

const NOBODY_YET = -1

type OneShowing = { participant: number; statement: number; propensity: number; time: number }

class Dialogue {
  readonly #population: Population
  readonly #habits: Habits
  readonly #random: SeededRandom
  readonly #counts
  readonly #rows: VoteRow[] = []
  readonly #shown: OneShowing[] = []
  #placer: Placer | undefined
  #time = 0

  constructor(population: Population, habits: Habits, random: SeededRandom) {
    this.#population = population
    this.#habits = habits
    this.#random = random
    this.#counts = Array.from({ length: population.statements }, (_, id) => ({
      ...{ id, agrees: 0, disagrees: 0, votes: 0, showings: 0 },
    }))
  }

  hold(): void {
    for (const [turn, person] of shuffle(this.#population.people, this.#random).entries()) {
      if (turn > 0 && turn % MAP_EVERY === 0)
        this.#placer = makePlacer(layOut(toVoteMatrix(loadRows(this.#rows))).model)
      this.#receive(person)
    }
  }

  /** Whoever answered is shown something else, whether they answer that or leave. */
  #receive(person: number): void {
    const own = new Map<number, number>()
    for (;;) {
      const asked = this.#show(person, own)
      if (!asked || (own.size > 0 && !this.#goesOn(person, [...own.values()].at(-1) ?? 0))) return
      this.#answer(person, this.#chooseFromList(person, own) ?? asked.statement, own)
    }
  }

  #show(person: number, own: ReadonlyMap<number, number>): { statement: number } | undefined {
    const { routing } = this.#habits
    const asking = { counts: this.#counts, placer: this.#placer, own, routing }
    const next = draw(asking, this.#random)
    if (!next) return undefined
    this.#time += 1000
    const participant = own.size === 0 ? NOBODY_YET : person
    this.#shown.push({ participant, ...next, time: this.#time })
    const count = this.#counts[next.statement]
    if (count) count.showings += 1
    return next
  }

  #goesOn(person: number, last: number): boolean {
    const { byOpinion, byAnswer } = this.#habits
    const pull = byOpinion * (this.#population.interest[person] ?? 0) - (last < 0 ? byAnswer : 0)
    return this.#random.uniform() < 1 / (1 + Math.exp(-GO_ON - pull))
  }

  #chooseFromList(person: number, own: ReadonlyMap<number, number>): number | undefined {
    if (own.size === 0 || this.#random.uniform() >= this.#habits.fromList) return undefined
    const liked = this.#counts.filter(({ id }) => !own.has(id) && this.#answerOf(person, id) > 0)
    return liked[this.#random.below(Math.max(liked.length, 1))]?.id
  }

  #answerOf(person: number, statement: number): number {
    return this.#population.answers[person * this.#population.statements + statement] ?? 0
  }

  #answer(person: number, statement: number, own: Map<number, number>): void {
    const vote = this.#answerOf(person, statement)
    this.#time += 500
    this.#rows.push({ participant: person, statement, vote, time: this.#time })
    own.set(statement, vote)
    const count = this.#counts[statement]
    if (!count) return
    count.votes += 1
    if (vote > 0) count.agrees += 1
    if (vote < 0) count.disagrees += 1
  }

  log(): RoutedDialogue {
    return {
      rows: this.#rows,
      showings: {
        participants: Int32Array.from(this.#shown, (one) => one.participant),
        statements: Int32Array.from(this.#shown, (one) => one.statement),
        propensities: Float64Array.from(this.#shown, (one) => one.propensity),
        times: Float64Array.from(this.#shown, (one) => one.time),
      },
    }
  }
}

function shuffle(many: number, random: SeededRandom): number[] {
  const order = Array.from({ length: many }, (_, at) => at)
  for (let at = many - 1; at > 0; at -= 1) {
    const other = random.below(at + 1)
    const [one, two] = [order[at] ?? 0, order[other] ?? 0]
    order[at] = two
    order[other] = one
  }
  return order
}

type Asking = {
  counts: Parameters<typeof prepareRouting>[0]
  placer: Placer | undefined
  own: ReadonlyMap<number, number>
  routing: Habits['routing']
}

function draw({ counts, placer, own, routing }: Asking, random: SeededRandom) {
  const chance = random.uniform()
  const prepared = prepareRouting(counts, placer)
  if (routing === 'engine') {
    const next = chooseNextStatement(prepared, own, chance)
    return next.kind === 'statement' ? { statement: next.id, propensity: next.propensity } : undefined
  }
  const propensities = routingPropensities(prepared, own)
  if (!propensities) return undefined
  const power = routing === 'uniform' ? 0 : EXTREME_POWER
  const odds = propensities.map((one) => (one === 0 ? 0 : one ** power))
  const sum = odds.reduce((total, one) => total + one, 0)
  let left = chance * sum
  let statement = 0
  for (const [at, one] of odds.entries()) {
    if (one === 0 || left < 0) continue
    statement = at
    left -= one
  }
  return { statement, propensity: (odds[statement] ?? 0) / sum }
}
