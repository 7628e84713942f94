/**
 * Who is told to have answered together, in crowds of which it is known; one JSON line a case.
 * node bench/opinion-coordination.ts [--seeds 10] [--case PATTERN] [--crowd NAME]
 */
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findCoordination, loadRows, toVoteMatrix } from '#cores/opinion'
import { sharedData } from '#testing'
import { type Crowd, HOUR, makeCrowd, type Routed, readCrowd, type Shown } from './coordination-crowds.ts'
import {
  moveNearest,
  plantBrigade,
  plantClass,
  plantClub,
  plantRun,
  plantRush,
  SPANS,
  type World,
} from './coordination-worlds.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    offset: { type: 'string', default: '0' },
    case: { type: 'string', default: '' },
    crowd: { type: 'string', default: '' },
  },
})

type CrowdOf = (seed: number) => Crowd
type Case = (crowd: Crowd, seed: number) => World

const crowds = new Map<string, CrowdOf>()
const folder = sharedData('opinion', 'conversations')
for (const name of folder ? readdirSync(folder) : []) {
  const path = `${folder}/${name}/votes.csv`
  let crowd: Crowd | undefined
  crowds.set(name.split('.')[0] ?? name, () => (crowd ??= readCrowd(path)))
}
const made = (by: Routed, groups: number, participants: number, statements: number): CrowdOf => {
  return (seed) => makeCrowd({ by, groups, participants, statements, seed })
}
crowds.set('made: routing', made('routing', 0, 500, 80))
crowds.set('made: routing, three groups', made('routing', 3, 500, 80))
crowds.set('made: popularity', made('popularity', 2, 800, 120))
crowds.set('made: fixed order', made('fixed', 0, 400, 40))

const cases = new Map<string, Case>()
cases.set('nobody', (crowd) => ({ ...crowd, planted: new Set() }))
cases.set('rush of like-minded', (crowd, seed) => plantRush(crowd, 25, seed))
cases.set('rush of those with the most alike answers', (crowd, seed) =>
  moveNearest(crowd, { people: 25, by: 'all' }, seed),
)
cases.set('class of 25, own answers, 12', (crowd, seed) =>
  plantClass(crowd, { people: 25, answers: 12, noise: 0, span: HOUR / 4 }, seed),
)
for (const answers of [12, 20])
  cases.set(`club of 40, ${answers}`, (crowd, seed) =>
    plantClub(crowd, { people: 40, answers, noise: 0, span: 2 * HOUR }, seed),
  )
const sizes = [20, 40, 60]
const lengths = [8, 12, 20, 30]
for (const listed of ['whole', 'part'] as const)
  for (const span of ['hour', '6 hours', 'day'] as const)
    for (const noise of [0, 0.05, 0.1, 0.15])
      for (const answers of lengths)
        cases.set(`brigade, ${listed}, ${span}, ${answers} answers, ${100 * noise} %`, (crowd, seed) =>
          plantBrigade(
            crowd,
            { people: sizes[seed % 3] ?? 20, answers, noise, span: SPANS[span] },
            listed,
            seed,
          ),
        )
for (const noise of [0, 0.1])
  cases.set(`run of 15, 12 answers, ${100 * noise} %`, (crowd, seed) =>
    plantRun(crowd, { people: 15, answers: 12, noise, span: 0 }, seed),
  )

const showingsOf = (shown: readonly Shown[]) => ({
  participants: Int32Array.from(shown, ({ participant }) => participant),
  statements: Int32Array.from(shown, ({ statement }) => statement),
  propensities: Float64Array.from(shown, ({ propensity }) => propensity),
  times: Float64Array.from(shown, ({ time }) => time),
})

/** Who is told in a world, by kind; an engine that knows one word alone tells all by it. */
function judge({ rows, shown, planted }: World) {
  const matrix = toVoteMatrix(loadRows(rows))
  const start = process.cpuUsage()
  const outcome = findCoordination(matrix, shown ? { showings: showingsOf(shown) } : {})
  const { user, system } = process.cpuUsage(start)
  if (outcome.kind === 'unknown') throw new Error(outcome.reason)
  const told = (kind: string) =>
    outcome.clusters
      .filter((cluster) => ('kind' in cluster ? cluster.kind : 'told') === kind)
      .flatMap(({ rows: own }) => Array.from(own, (row) => matrix.participantIds[row] ?? -1))
  const all = new Set(['told', 'arranged', 'alike'].flatMap(told))
  const isPlanted = (id: number) => planted.has(id)
  return {
    right: [...all].filter(isPlanted).length,
    wrong: [...all].filter((id) => !isPlanted(id)).length,
    arranged: new Set(told('arranged')).size,
    arrangedRight: new Set(told('arranged').filter(isPlanted)).size,
    planted: planted.size,
    ms: (user + system) / 1000,
  }
}

const seeds = Number(values.seeds)
for (const [crowdName, crowdOf] of crowds) {
  if (!crowdName.startsWith(values.crowd)) continue
  for (const [caseName, plant] of cases) {
    if (!new RegExp(values.case).test(caseName)) continue
    const from = 1 + Number(values.offset)
    // A conversation in which nobody is planted is the same each time.
    const runs = caseName === 'nobody' && !crowdName.startsWith('made') ? 1 : seeds
    const found = Array.from({ length: runs }, (_, at) => judge(plant(crowdOf(from + at), from + at)))
    const total = (name: keyof (typeof found)[number]) => found.reduce((sum, one) => sum + one[name], 0)
    const [right, wrong, planted] = [total('right'), total('wrong'), total('planted')]
    console.log(
      JSON.stringify({
        crowd: crowdName,
        case: caseName,
        runs,
        seeds: [from, from + runs - 1],
        planted,
        told: right,
        others: wrong,
        recall: planted > 0 ? round(right / planted) : null,
        precision: right + wrong > 0 ? round(right / (right + wrong)) : null,
        arranged: total('arranged'),
        arrangedPlanted: total('arrangedRight'),
        runsTold: found.filter((one) => one.right + one.wrong > 0).length,
        runsArranged: found.filter((one) => one.arranged > 0).length,
        ms: Math.round(total('ms') / runs),
      }),
    )
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
