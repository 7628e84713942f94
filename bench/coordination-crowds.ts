import { readFileSync } from 'node:fs'
import { prepareRouting, routingPropensities, SeededRandom, type VoteRow } from '#cores/opinion'

export type TimedVote = VoteRow & { readonly time: number }

/** One time that a statement was shown to somebody. */
export interface Shown {
  readonly participant: number
  readonly statement: number
  readonly propensity: number
  readonly time: number
}

/** Honest people, and what their dialogue looks like to somebody who comes at a moment. */
export interface Crowd {
  readonly rows: readonly TimedVote[]
  /** every showing; absent where there is no log */
  readonly shown: readonly Shown[] | undefined
  /** the votes of each honest person, in the order in which they were given, by first vote */
  readonly people: readonly (readonly TimedVote[])[]
  /**
   * What somebody is asked who comes at this moment, in the order in which they are asked, with its propensity; drawn as
   * the dialogue draws it.
   */
  ask(at: number, answers: number, random: SeededRandom): readonly Asked[]
  /** People of one mind who are no part of it, each with answers of their own; known of made crowds alone. */
  likeMinded?(random: SeededRandom): () => Answer
}

export interface Asked {
  readonly statement: number
  readonly propensity: number
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** By participant the votes in order of time, people by their first vote. */
function peopleOf(rows: readonly TimedVote[]): TimedVote[][] {
  const people = Array.from(Map.groupBy(rows, ({ participant }) => participant).values(), (own) =>
    own.toSorted((a, b) => a.time - b.time),
  )
  return people.sort((a, b) => (a[0]?.time ?? 0) - (b[0]?.time ?? 0))
}

/** A real conversation, from the votes that it published. Somebody is asked what a person was who came about then. */
export function readCrowd(path: string): Crowd {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  const at = (name: string) => names.indexOf(name)
  const [time, statement, participant, vote] = ['timestamp', 'comment-id', 'voter-id', 'vote'].map(at)
  const rows = lines
    .map((line) => line.split(','))
    .map((cells) => ({
      participant: Number(cells[participant ?? 3]),
      statement: Number(cells[statement ?? 2]),
      vote: Number(cells[vote ?? 4]),
      time: Number(cells[time ?? 0]),
    }))
  const people = peopleOf(rows)
  const active = people.filter((own) => own.length >= 8)
  return {
    rows,
    people,
    shown: undefined,
    ask: (moment, answers, random) => {
      const long = active.filter((own) => own.length >= answers)
      const near = (long.length > 0 ? long : active)
        .toSorted((a, b) => Math.abs((a[0]?.time ?? 0) - moment) - Math.abs((b[0]?.time ?? 0) - moment))
        .slice(0, 40)
      const own = near[random.below(near.length)] ?? []
      return own.slice(0, answers).map((one) => ({ statement: one.statement, propensity: 1 }))
    },
  }
}

/** How a made dialogue chooses what to show. */
export type Routed = 'routing' | 'popularity' | 'fixed'

export interface MadeDialogue {
  readonly participants: number
  readonly statements: number
  readonly by: Routed
  /** groups of like-minded people; 0 is a continuum on two axes */
  readonly groups: number
  readonly seed: number
}

/** What somebody answers: their opinion, and the chance that is in every answer. */
export type Answer = (statement: number, random: SeededRandom) => number

/** How far people of one mind stand from one another on an axis; a crowd's deviation is 1, that of a group of it 0.4. */
const CLOSE = 0.2

/** An ordinal model of opinions: two axes, on which groups lie apart or nobody does. */
function drawOpinions({ statements, groups }: MadeDialogue, random: SeededRandom) {
  const loadings = Array.from({ length: statements }, () => [random.normal(), 0.7 * random.normal()])
  const leans = Array.from({ length: statements }, () => 0.8 * random.normal())
  const placeOf = (group: number, by: SeededRandom) => {
    const angle = (2 * Math.PI * group) / Math.max(groups, 1)
    const centre = groups > 0 ? 1.5 : 0
    return [
      centre * Math.cos(angle) + (groups > 0 ? 0.4 : 1) * by.normal(),
      centre * Math.sin(angle) + (groups > 0 ? 0.4 : 1) * by.normal(),
    ]
  }
  const answerAt =
    (place: readonly number[]): Answer =>
    (statement, own) => {
      const [x = 0, y = 0] = loadings[statement] ?? []
      const score = (leans[statement] ?? 0) + x * (place[0] ?? 0) + y * (place[1] ?? 0) + own.normal()
      return score > 0.35 ? 1 : score < -0.35 ? -1 : 0
    }
  return {
    somebody: (group: number, by: SeededRandom) => answerAt(placeOf(group, by)),
    near: (by: SeededRandom) => {
      const place = placeOf(by.below(Math.max(groups, 1)), by)
      return () => answerAt(place.map((x) => x + CLOSE * by.normal()))
    },
  }
}

/** Two weeks, most people by day and in the evening, more in the first days. */
function arrivalsOf(participants: number, random: SeededRandom): number[] {
  const byHour = [1, 1, 1, 1, 1, 1, 2, 5, 8, 8, 9, 9, 10, 8, 8, 8, 9, 10, 12, 14, 14, 11, 6, 2]
  const total = byHour.reduce((sum, weight) => sum + weight, 0)
  return Array.from({ length: participants }, () => {
    const day = Math.floor(14 * random.uniform() ** 1.6)
    let left = random.uniform() * total
    const hour = byHour.findIndex((weight) => {
      left -= weight
      return left < 0
    })
    return 1.7e12 + day * DAY + (hour + random.uniform()) * HOUR
  }).sort((a, b) => a - b)
}

/** What a dialogue knows of its statements when it chooses. */
class Asking {
  readonly #counts: { agrees: number; disagrees: number; votes: number; showings: number }[]
  readonly #weights: number[]
  readonly #by: Routed
  #routing: ReturnType<typeof prepareRouting> | undefined
  #since = 0

  constructor({ statements, by }: MadeDialogue, random: SeededRandom) {
    this.#counts = Array.from({ length: statements }, () => ({
      agrees: 0,
      disagrees: 0,
      votes: 0,
      showings: 0,
    }))
    this.#weights = Array.from({ length: statements }, () => Math.exp(0.9 * random.normal()))
    this.#by = by
  }

  draw(own: ReadonlyMap<number, number>, random: SeededRandom): Asked | undefined {
    const chances = this.#chances(own)
    if (!chances) return undefined
    let left = random.uniform()
    let drawn = -1
    for (let at = 0; at < chances.length && left >= 0; at += 1) {
      const chance = chances[at] ?? 0
      if (chance === 0) continue
      drawn = at
      left -= chance
    }
    return { statement: drawn, propensity: chances[drawn] ?? 1 }
  }

  #chances(own: ReadonlyMap<number, number>): ArrayLike<number> | undefined {
    if (own.size === this.#counts.length) return undefined
    if (this.#by === 'routing') {
      if (!this.#routing || this.#since > 200) {
        this.#routing = prepareRouting(this.#counts.map((counts, id) => ({ id, ...counts })))
        this.#since = 0
      }
      return routingPropensities(this.#routing, own)
    }
    const open = this.#counts.map((_, at) => (own.has(at) ? 0 : (this.#weights[at] ?? 1)))
    const first = open.findIndex((weight) => weight > 0)
    if (this.#by === 'fixed') return open.map((_, at) => (at === first ? 1 : 0))
    const total = open.reduce((sum, weight) => sum + weight, 0)
    return open.map((weight) => weight / total)
  }

  tell(statement: number, vote: number | undefined): void {
    const counts = this.#counts[statement]
    if (!counts) return
    counts.showings += 1
    this.#since += 1
    if (vote === undefined) return
    counts.votes += 1
    if (vote > 0) counts.agrees += 1
    if (vote < 0) counts.disagrees += 1
  }
}

/** A dialogue with a log of showings, in which everybody has an opinion of their own. */
export function makeCrowd(dialogue: MadeDialogue): Crowd {
  const random = new SeededRandom(dialogue.seed * 7919 + 29)
  const opinions = drawOpinions(dialogue, random)
  const asking = new Asking(dialogue, random)
  const rows: TimedVote[] = []
  const shown: Shown[] = []
  arrivalsOf(dialogue.participants, random).forEach((start, participant) => {
    const answer = opinions.somebody(random.below(Math.max(dialogue.groups, 1)), random)
    const own = new Map<number, number>()
    const wanted = 5 + random.below(40)
    let time = start
    for (let at = 0; at < wanted; at += 1) {
      const asked = asking.draw(own, random)
      if (!asked) break
      shown.push({ participant, ...asked, time })
      time += (3 + 12 * random.uniform()) * SECOND
      // Some of what is shown is left unanswered.
      const vote = random.uniform() < 0.08 ? undefined : answer(asked.statement, random)
      asking.tell(asked.statement, vote)
      if (vote === undefined) continue
      own.set(asked.statement, vote)
      rows.push({ participant, statement: asked.statement, vote, time: Math.round(time) })
    }
  })
  const ask: Crowd['ask'] = (_, answers, by) => {
    const own = new Map<number, number>()
    const list: Asked[] = []
    while (list.length < answers) {
      const asked = asking.draw(own, by)
      if (!asked) break
      own.set(asked.statement, 0)
      list.push(asked)
    }
    return list
  }
  return { rows, shown, people: peopleOf(rows), ask, likeMinded: opinions.near }
}
