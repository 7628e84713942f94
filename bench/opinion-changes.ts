/**
 * How long the word about groups lags behind votes that say otherwise: groups arise, or dissolve, half-way, as people
 * of another kind come in; one JSON line a case.
 * node bench/opinion-changes.ts [--seeds 20] [--from 1] [--case arise|dissolve]
 */
import { parseArgs } from 'node:util'
import { type KeptVerdict, keepVerdict, layOut, takeRows, weighEvidence } from '#cores/opinion'
import { drawWorld, type World } from './opinion-worlds.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    case: { type: 'string', default: '' },
  },
})

/** People before the change, and after it; a look at each fortieth of those before. */
const BEFORE = 200
const AFTER = 600
const STEP = BEFORE / 40

const gradual = { groups: 1, between: 0 }
const groups = { groups: 2, between: 0.9 }
const shared = { participants: BEFORE + AFTER, statements: 40, axes: 1, strength: 1, seen: 0.4 } as const
const cases: Record<string, World> = {
  arise: { ...shared, shape: 'normal', ...groups, earlier: { people: BEFORE, ...gradual } },
  dissolve: { ...shared, shape: 'normal', ...gradual, earlier: { people: BEFORE, ...groups } },
}

for (const [name, world] of Object.entries(cases)) {
  if (!name.startsWith(values.case)) continue
  const [seeds, from] = [Number(values.seeds), Number(values.from)]
  const followed = Array.from({ length: seeds }, (_, at) => follow(world, from + at))
  const changed = followed.filter(({ lag }) => lag !== undefined)
  const lags = changed.map(({ lag }) => lag ?? 0).sort((a, b) => a - b)
  console.log(
    JSON.stringify({
      ...{ case: name, seeds, from, changed: changed.length },
      withinAFifth: lags.filter((lag) => lag <= 0.2).length,
      medianLag: round(lags[lags.length >> 1] ?? 0),
      largestLag: round(lags.at(-1) ?? 0),
      votesClearlySayAfter: round(medianOf(changed.map(({ seen }) => seen ?? 0))),
      changesOfWord: followed.map(({ changes }) => changes),
    }),
  )
}

/**
 * Follows the word while people come in.
 * @returns after which share of the votes before the change they clearly said otherwise for good (`seen`), how many more
 *   votes, as a share of those then, came in until the word did (`lag`), and how often the word changed
 */
function follow(world: World, seed: number) {
  const { matrix } = drawWorld(world, seed)
  const looks = Array.from(
    { length: (world.participants - BEFORE) / STEP + 1 },
    (_, at) => BEFORE + at * STEP,
  )
  let word: KeptVerdict | undefined
  let changes = 0
  let seen: number | undefined
  let heard: number | undefined
  const before = votesOf(BEFORE)
  for (const people of looks) {
    const layout = layOut(
      takeRows(
        matrix,
        Int32Array.from({ length: people }, (_, row) => row),
      ),
    )
    const found = weighEvidence(layout, { seed: 1 }).groups
    const votes = votesOf(people)
    const next: KeptVerdict = keepVerdict(word, found, votes)
    const first = world.earlier?.groups !== 1
    if (word && next.areReal !== word.areReal) changes += 1
    word = next
    if (found.verdict !== 'unclear' && (found.verdict === 'groups') === first) seen = undefined
    else if (found.verdict !== 'unclear') seen ??= votes
    if (next.areReal === first) heard = undefined
    else heard ??= votes
    if (heard !== undefined && seen !== undefined && votes > heard * 1.25) break
  }
  const isHeard = heard !== undefined && seen !== undefined
  return {
    changes,
    seen: seen === undefined ? undefined : seen / before - 1,
    lag: isHeard ? Math.max(0, (heard as number) / (seen as number) - 1) : undefined,
  }

  function votesOf(people: number): number {
    return matrix.rowStart[people] ?? 0
  }
}

function medianOf(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
