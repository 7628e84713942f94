import { expect, it } from 'vitest'
import { weighEvidence } from './evidence.ts'
import { type KeptVerdict, keepVerdict } from './kept-verdict.ts'
import { loadRows, type VoteRow } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { SeededRandom } from './seeded-random.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** Fewer draws than in production; bench/opinion-changes.ts follows more dialogues, more closely. */
const QUICK = { seed: 1, bootstraps: 20, draws: 32, shuffles: 20 }
const BEFORE = 100
const PEOPLE = 400

const gradual = (random: SeededRandom) => random.normal()
const inTwo = (random: SeededRandom) => (random.below(2) ? 1 : -1) + 0.3 * random.normal()

/** The votes of people of one kind, and from BEFORE on of another. */
function answersOf(first: typeof gradual, then: typeof gradual, seed: number): VoteRow[] {
  const random = new SeededRandom(seed)
  const people = Array.from({ length: PEOPLE }, (_, person) => (person < BEFORE ? first : then)(random))
  return Array.from({ length: 40 }, (_, statement) => statement).flatMap((statement) => {
    const [asked, lean] = [random.normal(), 0.7 * random.normal()]
    return people.flatMap((own, participant) => {
      if (random.uniform() > 0.4) return []
      const score = asked * own + lean + random.normal()
      return [{ participant, statement, vote: score > 0.5 ? 1 : score < -0.5 ? -1 : 0 }]
    })
  })
}

/** What the votes say and which word stands, each time that a twentieth more people have come. */
function follow(rows: readonly VoteRow[]) {
  const looks: { votes: number; said: string; word: KeptVerdict }[] = []
  for (let people = BEFORE; people <= PEOPLE; people = Math.ceil(people * 1.05)) {
    const come = rows.filter(({ participant }) => participant < people)
    const found = weighEvidence(layOut(toVoteMatrix(loadRows(come))), QUICK).groups
    const word = keepVerdict(looks.at(-1)?.word, found, come.length)
    looks.push({ votes: come.length, said: found.verdict, word })
  }
  return looks
}

it.each([
  ['arise', gradual, inTwo, true],
  ['dissolve', inTwo, gradual, false],
] as const)(
  'where groups %s half-way, the word changes once, within a fifth more votes than say so',
  (_, first, then, areReal) => {
    const looks = follow(answersOf(first, then, 3))
    expect(looks[0]?.word.areReal).toBe(!areReal)
    expect(looks.at(-1)?.word.areReal).toBe(areReal)
    const former = areReal ? 'gradual' : 'groups'
    const said = looks[looks.findLastIndex((look) => look.said === former) + 1]
    const stood = looks.findIndex(({ word }) => word.areReal === areReal)
    expect(looks.slice(stood).every(({ word }) => word.areReal === areReal)).toBe(true)
    expect(looks[stood]?.votes).toBeLessThan(1.2 * (said?.votes ?? 0))
  },
  60_000,
)
