import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { SeededRandom } from '#cores/opinion'

/** One vote at its moment of the simulation, in milliseconds from its beginning. */
export type SimulatedVote = { person: number; statement: number; choice: 1 | 0 | -1; at: number }

/** A real conversation: its published statements, and the latest votes of each person on them. */
export type RealConversation = {
  statements: { number: number; text: string }[]
  rows: { statement: number; choice: 1 | 0 | -1 }[][]
}

export type CrowdSize = { people: number; brigade: number; seed: number }

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
export const SIMULATED_MS = 14 * DAY
const SESSION_MS = 5 * MINUTE
/** A real vote is left out or turned as often as this, so that two people drawn from one row differ. */
const LEFT_OUT = 0.1
const TURNED = 0.08
/** The site takes so many votes of one person in a minute, and the minutes here are short. */
const MOST_VOTES = 100
const BRIGADE_MS = 10 * MINUTE
const BRIGADE_AT = 5.5 * DAY
/** Between these moments the brigade votes. */
export const brigadeTimes = [BRIGADE_AT, BRIGADE_AT + BRIGADE_MS] as const
const BRIGADE_STATEMENTS = 40
const BRIGADE_TURNED = 0.05

/** Reads an export of Polis in which 1 means agree. */
export async function readConversation(folder: string): Promise<RealConversation> {
  const read = async (name: string): Promise<Record<string, string>[]> =>
    parse(await readFile(join(folder, name)), { columns: true })
  const published = (await read('comments.csv')).filter((one) => one.moderated !== '-1')
  const statements = published.map((one) => ({
    number: Number(one['comment-id']),
    text: one['comment-body'] ?? '',
  }))
  const known = new Set(statements.map(({ number }) => number))
  const byPerson = new Map<string, Map<number, { at: number; choice: 1 | 0 | -1 }>>()
  for (const one of await read('votes.csv')) {
    const [statement, at] = [Number(one['comment-id']), Number(one.timestamp)]
    const own = byPerson.get(one['voter-id'] ?? '') ?? new Map()
    byPerson.set(one['voter-id'] ?? '', own)
    if (known.has(statement) && at >= (own.get(statement)?.at ?? 0))
      own.set(statement, { at, choice: Math.sign(Number(one.vote)) as 1 | 0 | -1 })
  }
  const rows = [...byPerson.values()].map((own) =>
    [...own].map(([statement, { choice }]) => ({ statement, choice })),
  )
  return { statements, rows: rows.filter((row) => row.length > 0) }
}

/** Votes of all in order of time; the last `brigade` people are the brigade. */
export function drawCrowd(
  conversation: RealConversation,
  { people, brigade, seed }: CrowdSize,
): SimulatedVote[] {
  const random = new SeededRandom(seed)
  const votes: SimulatedVote[] = []
  for (let person = 0; person < people - brigade; person++)
    votes.push(...honestVotes(conversation, person, random))
  const template = drawTemplate(conversation, random)
  for (let person = people - brigade; person < people; person++)
    votes.push(...copiedVotes(template, person, random))
  return votes.sort((a, b) => a.at - b.at)
}

/** Somebody real, a little changed, at any moment of the two weeks. */
function honestVotes({ rows }: RealConversation, person: number, random: SeededRandom): SimulatedVote[] {
  const row = rows[random.below(rows.length)] ?? []
  const start = random.uniform() * (SIMULATED_MS - SESSION_MS)
  return row
    .filter(() => random.uniform() >= LEFT_OUT)
    .slice(0, MOST_VOTES)
    .map(({ statement, choice }) => ({
      person,
      statement,
      choice: random.uniform() < TURNED ? anotherThan(choice, random) : choice,
      at: start + random.uniform() * SESSION_MS,
    }))
}

type Template = { statement: number; choice: 1 | -1 }[]

function drawTemplate({ statements }: RealConversation, random: SeededRandom): Template {
  return shuffled(statements, random)
    .slice(0, BRIGADE_STATEMENTS)
    .map(({ number }) => ({ statement: number, choice: random.uniform() < 0.5 ? 1 : -1 }))
}

/** Twenty to thirty answers of the template, within the ten minutes. */
function copiedVotes(template: Template, person: number, random: SeededRandom): SimulatedVote[] {
  const session = 2 * MINUTE
  const start = BRIGADE_AT + random.uniform() * (BRIGADE_MS - session)
  return shuffled(template, random)
    .slice(0, 20 + random.below(11))
    .map(({ statement, choice }) => ({
      person,
      statement,
      choice: random.uniform() < BRIGADE_TURNED ? (choice === 1 ? -1 : 1) : choice,
      at: start + random.uniform() * session,
    }))
}

function anotherThan(choice: 1 | 0 | -1, random: SeededRandom): 1 | 0 | -1 {
  const others = ([1, 0, -1] as const).filter((one) => one !== choice)
  return others[random.below(2)] ?? 0
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  return items
    .map((item) => ({ item, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
