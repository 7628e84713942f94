/**
 * How often groups are called real, on populations of which the truth is known; one JSON line a case.
 * node bench/opinion-evidence.ts [--seeds 100] [--case NAME] [--size 500x60]
 */
import { parseArgs } from 'node:util'
import { groupPeople, layOut, weighEvidence } from '#cores/opinion'
import { drawWorld, shuffled, type World } from './opinion-worlds.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    case: { type: 'string' },
    size: { type: 'string' },
    offset: { type: 'string', default: '0' },
  },
})

const SIZES = [
  { participants: 500, statements: 60 },
  { participants: 2000, statements: 150 },
]

const continuum = { groups: 1, between: 0, strength: 1, shape: 'normal' } as const
const planted = (groups: number, between: number) =>
  ({ axes: groups - 1, groups, between, strength: 1, shape: 'normal' }) as const

type Kind = Pick<World, 'axes' | 'groups' | 'between' | 'strength' | 'shape'> & { readonly shuffle?: boolean }

const CASES: Record<string, Kind> = {
  shuffled: { ...planted(3, 0.9), shuffle: true },
  'one smooth axis': { ...continuum, axes: 1 },
  'two smooth axes': { ...continuum, axes: 2 },
  'one smooth axis, uniform': { ...continuum, axes: 1, shape: 'uniform' },
  'two groups, 90 % between': planted(2, 0.9),
  'three groups, 80 % between': planted(3, 0.8),
  'curve: two groups, 50 %': planted(2, 0.5),
  'curve: two groups, 60 %': planted(2, 0.6),
  'curve: two groups, 70 %': planted(2, 0.7),
  'curve: two groups, 80 %': planted(2, 0.8),
  'curve: two groups, 85 %': planted(2, 0.85),
  'curve: two groups, 95 %': planted(2, 0.95),
  'curve: three groups, 40 %': planted(3, 0.4),
  'curve: three groups, 50 %': planted(3, 0.5),
  'curve: three groups, 60 %': planted(3, 0.6),
  'curve: three groups, 70 %': planted(3, 0.7),
  'curve: three groups, 90 %': planted(3, 0.9),
}

const seeds = Number(values.seeds)

for (const size of SIZES) {
  const name = `${size.participants}x${size.statements}`
  if (values.size !== undefined && values.size !== name) continue
  for (const [label, kind] of Object.entries(CASES)) {
    if (values.case !== undefined && !label.startsWith(values.case)) continue
    console.log(
      JSON.stringify({
        case: label,
        size: name,
        ...count({ ...size, seen: 0.3, ...kind }, kind.shuffle === true),
      }),
    )
  }
}

function count(world: World, isShuffled: boolean) {
  const start = performance.now()
  let real = 0
  const reasons: Record<string, number> = {}
  for (let at = 0; at < seeds; at += 1) {
    const seed = at + 1 + Number(values.offset)
    const drawn = drawWorld(world, seed).matrix
    const layout = layOut(isShuffled ? shuffled(drawn, seed) : drawn)
    const groups = groupPeople(layout, { seed })
    const evidence = weighEvidence(layout, groups.kind === 'found' ? groups.groups : undefined, {
      seed,
      shuffles: 100,
    })
    if (evidence.groups.areReal) real += 1
    const reason = evidence.groups.reason?.slice(0, 40)
    if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return { seeds, real, reasons, msPerSeed: Math.round((performance.now() - start) / seeds) }
}
