import type { VoteRow } from './load-votes.ts'
import { SeededRandom } from './seeded-random.ts'
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
