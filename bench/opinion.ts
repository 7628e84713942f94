/**
 * The opinion engine's figures, one JSON line each, and the peer's beside them where it can run.
 * node bench/opinion.ts --data PREFIX [--peer opinion-peer.py] [--repeat 3]
 * PREFIX.bin and PREFIX.labels.bin are as generate-votes.py writes them.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import {
  adjustedRandIndex,
  describeStatements,
  groupPeople,
  type Layout,
  LivingMap,
  layOut,
  makePlacer,
  oneGroup,
  placeParticipant,
  SeededRandom,
  toVoteMatrix,
  type VoteEvent,
  weighEvidence,
} from '#cores/opinion'
import { readVotes } from '../apps/cli/lab/opinion-files.ts'
import { drawWorld } from './opinion-worlds.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    peer: { type: 'string', default: '../shared/bench/opinion-peer.py' },
    repeat: { type: 'string', default: '3' },
    part: { type: 'string' },
  },
})

const repeat = Number(values.repeat)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`

function report(figure: string, numbers: Record<string, number | string>): void {
  console.log(JSON.stringify({ figure, ...numbers, machine }))
}

/**
 * The fastest of some runs, in milliseconds. Beside it the processor's time, which on a busy machine says more: it
 * counts what the work took (compiling and collecting on other threads included), not what it waited for others.
 */
function fastest<T>(runs: number, work: () => T): { ms: number; cpuMs: number; result: T } {
  let [ms, cpuMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let result: T | undefined
  for (let run = 0; run < runs; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()]
    result = work()
    ms = Math.min(ms, performance.now() - start)
    const used = process.cpuUsage(before)
    cpuMs = Math.min(cpuMs, (used.user + used.system) / 1000)
  }
  return { ms, cpuMs, result: result as T }
}

const round = (ms: number) => Math.round(ms * 100) / 100
const peakRssMb = () => Math.round(process.resourceUsage().maxRSS / 1024)

function cold(prefix: string): LivingMap {
  const load = fastest(1, () => readVotes({ votes: `${prefix}.bin`, sign: 'agree-positive' }))
  const table = load.result
  const runs = Array.from({ length: repeat }, () => {
    const matrix = fastest(1, () => toVoteMatrix(table))
    const layout = fastest(1, () => layOut(matrix.result))
    const groups = fastest(1, () => groupPeople(layout.result))
    const found = groups.result.kind === 'found' ? groups.result.groups : oneGroup(layout.result)
    // A first map knows of no axis that says more than chance, so it counts no ends; a later one counts those that do.
    const statistics = fastest(1, () => describeStatements(layout.result, found, { axes: 0 }))
    const total = matrix.ms + layout.ms + groups.ms + statistics.ms
    const cpu = matrix.cpuMs + layout.cpuMs + groups.cpuMs + statistics.cpuMs
    return {
      total,
      cpu,
      matrix: matrix.ms,
      map: layout.ms,
      groups: groups.ms,
      statistics: statistics.ms,
      layout: layout.result,
      found,
    }
  })
  const first = runs[0]
  const best = runs.reduce((a, b) => (b.total < a.total ? b : a))
  const allEnds = fastest(repeat, () => describeStatements(best.layout, best.found))
  report('cold', {
    participants: best.layout.matrix.participantIds.length,
    statements: best.layout.matrix.statementIds.length,
    votes: table.voteCount,
    loadMs: round(load.ms),
    firstMs: round(first?.total ?? Number.NaN),
    bestMs: round(best.total),
    bestCpuMs: round(Math.min(...runs.map((run) => run.cpu))),
    mapMs: round(best.map),
    groupsMs: round(best.groups),
    statisticsMs: round(best.statistics),
    statisticsOfThreeAxesMs: round(allEnds.ms),
    k: best.found.k,
    ari: round(ariToPlanted(prefix, best.layout, best.found.labels)),
    peakRssMb: peakRssMb(),
  })
  return new LivingMap(table)
}

function ariToPlanted(prefix: string, layout: Layout, labels: Int32Array): number {
  const planted = new Int8Array(readFileSync(`${prefix}.labels.bin`))
  return adjustedRandIndex(
    labels,
    Int32Array.from(layout.matrix.participantIds, (id) => planted[id] ?? -1),
  )
}

function living(map: LivingMap): void {
  const random = new SeededRandom(1)
  const ids = map.table.participantIds.slice()
  const statements = map.table.statementIds.slice()
  const full = fastest(1, () => map.full())
  const built = fastest(1, () => map.buildPairs())
  const batches = Array.from({ length: 20 }, () =>
    Array.from(
      { length: 200 },
      (): VoteEvent => ({
        participant: ids[random.below(ids.length)] ?? 0,
        statement: statements[random.below(statements.length)] ?? 0,
        vote: random.below(3) - 1,
      }),
    ),
  )
  const quick = batches.map((batch) =>
    fastest(1, () => {
      map.apply(batch)
      return map.quick()
    }),
  )
  const again = fastest(1, () => map.full())
  report('after 200 more votes', {
    quickMs: round(Math.min(...quick.map((run) => run.ms))),
    quickCpuMs: round(Math.min(...quick.map((run) => run.cpuMs))),
    fullMs: round(again.ms),
    fullCpuMs: round(again.cpuMs),
    firstFullMs: round(full.ms),
    pairSumsMs: round(built.ms),
    pairSumsCpuMs: round(built.cpuMs),
    memoryMb: Math.round(map.bytes / 1e6),
    peakRssMb: peakRssMb(),
  })
}

function onePosition(map: LivingMap): void {
  const { axes, model } = map.quick()
  const placer = makePlacer(model)
  const lengths = Array.from(map.table.rows.length)
  const row = map.table.rowCodes(lengths.findIndex((votes) => votes >= 50))
  const votes = new Map(
    Array.from(row.subarray(0, 50), (code) => [map.table.statementIds[code >>> 2] ?? 0, (code & 3) - 1]),
  )
  const times = 200_000
  const { ms, cpuMs } = fastest(5, () => {
    for (let time = 0; time < times; time += 1) placeParticipant(placer, votes)
  })
  report('one position', {
    votes: votes.size,
    axes: axes.components.length,
    microseconds: round((ms * 1000) / times),
    cpuMicroseconds: round((cpuMs * 1000) / times),
  })
}

function evidence(): void {
  const world = {
    participants: 1000,
    statements: 100,
    seen: 0.3,
    axes: 2,
    groups: 3,
    between: 0.9,
    shape: 'normal',
    strength: 1,
  } as const
  const layout = layOut(drawWorld(world, 1).matrix)
  const groups = groupPeople(layout)
  if (groups.kind !== 'found') throw new Error(groups.reason)
  const { ms, cpuMs, result } = fastest(repeat, () => weighEvidence(layout, { seed: 1 }))
  report('evidence, 1,000 × 100: 200 shuffles, 100 continua, 100 bootstraps', {
    ms: round(ms),
    cpuMs: round(cpuMs),
    areReal: String(result.groups.areReal),
  })
}

/** Runs the peer and says what processor time the whole of it took, starting Python and loading included. */
const TIMED = `import runpy, sys, resource
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')
used = resource.getrusage(resource.RUSAGE_SELF)
print(round(used.ru_utime + used.ru_stime, 3))`

function peer(prefix: string): void {
  if (!existsSync(values.peer)) return
  try {
    const environment = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
    const lines = execFileSync('/usr/bin/python3', ['-c', TIMED, values.peer, prefix], {
      env: environment,
      encoding: 'utf8',
    })
    const [line = '{}', cpuSeconds = ''] = lines.trim().split('\n')
    console.log(
      JSON.stringify({ figure: 'peer', ...JSON.parse(line), total_cpu_s: Number(cpuSeconds), machine }),
    )
  } catch {
    console.error('the peer did not run; it needs python3-scipy and python3-sklearn')
  }
}

const wants = (part: string) => values.part === undefined || values.part === part

if (values.data !== undefined) {
  const map = cold(values.data)
  if (wants('living')) {
    living(map)
    onePosition(map)
  }
  if (wants('peer')) peer(values.data)
}
if (wants('evidence')) evidence()
