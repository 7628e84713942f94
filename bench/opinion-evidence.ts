/**
 * How often groups are called real, on populations of which the truth is known; one JSON line a case.
 * node bench/opinion-evidence.ts [--seeds 200] [--from 1] [--case NAME] [--size 300x40]
 * A case is named by its beginning: "smooth", "smooth 2 exponential", "classes 3", "planted 2 90".
 */
import { parseArgs } from 'node:util'
import { adjustedRandIndex, groupPeople, type Layout, layOut, weighEvidence } from '#cores/opinion'
import {
  type Drawn,
  drawClasses,
  drawWorld,
  SHAPES,
  type Shape,
  shuffled,
  type World,
} from './opinion-worlds.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    case: { type: 'string', default: '' },
    size: { type: 'string' },
  },
})

type Size = { participants: number; statements: number }
type Truth = Drawn & { readonly best?: Int32Array }
type Case = { label: string; draw: (size: Size, seed: number) => Truth; sizes: readonly Size[] }

const sizes = {
  small: { participants: 300, statements: 40 },
  town: { participants: 400, statements: 60 },
  middle: { participants: 1000, statements: 100 },
  large: { participants: 2000, statements: 150 },
}

const smooth = { groups: 1, between: 0, strength: 1, seen: 0.3 } as const

/** Landscapes without groups: every shape, on one to three axes, with equal and unequal numbers of answers. */
function* landscapes(): Generator<Case> {
  for (const axes of [1, 2, 3])
    for (const shape of Object.keys(SHAPES) as Shape[])
      for (const unequal of [false, true])
        yield {
          label: `smooth ${axes} ${shape}${unequal ? ', unequal' : ''}`,
          draw: (size, seed) => drawWorld({ ...size, ...smooth, axes, shape, unequal }, seed),
          sizes: [sizes.small, sizes.middle, sizes.large],
        }
}

/** Votes per person as a share of the statements, in dialogues of classes. */
const ANSWERED = 25 / 60

function* populations(): Generator<Case> {
  for (const classes of [2, 3, 4])
    yield {
      label: `classes ${classes}`,
      draw: (size, seed) =>
        drawClasses({ ...size, classes, votes: size.participants * size.statements * ANSWERED }, seed),
      sizes: [sizes.town, sizes.middle],
    }
  for (const [groups, shares] of [
    [2, [50, 60, 70, 80, 85, 90, 95]],
    [3, [40, 50, 60, 70, 80, 90]],
  ] as const)
    for (const share of shares) {
      const world: Omit<World, keyof Size> = {
        ...{ axes: groups - 1, groups, between: share / 100, strength: 1, shape: 'normal', seen: 0.3 },
      }
      yield {
        label: `planted ${groups} ${share} %`,
        draw: (size, seed) => drawWorld({ ...size, ...world }, seed),
        sizes: [sizes.middle],
      }
    }
  yield {
    label: 'shuffled',
    draw: (size, seed) => {
      const drawn = drawWorld({ ...size, ...smooth, axes: 2, groups: 3, between: 0.9, shape: 'normal' }, seed)
      return { ...drawn, matrix: shuffled(drawn.matrix, seed) }
    },
    sizes: [sizes.small, sizes.middle],
  }
}

for (const { label, draw, sizes: own } of [...landscapes(), ...populations()])
  for (const size of own) {
    const name = `${size.participants}x${size.statements}`
    if (!label.startsWith(values.case) || (values.size !== undefined && values.size !== name)) continue
    console.log(JSON.stringify({ case: label, size: name, ...count((seed) => draw(size, seed)) }))
  }

/** Right: called real, and as near to the truth as four fifths of what the true parameters would reach. */
function count(draw: (seed: number) => Truth) {
  const [seeds, from] = [Number(values.seeds), Number(values.from)]
  const start = performance.now()
  const weighed = Array.from({ length: seeds }, (_, at) => weigh(draw(from + at), from + at))
  const known = weighed.reduce((sum, one) => sum + one.known / seeds, 0)
  const real = weighed.filter(({ verdict }) => verdict === 'groups')
  const chosen = Object.fromEntries([2, 3, 4, 5].map((k) => [k, real.filter((one) => one.k === k).length]))
  return {
    ...{
      seeds,
      from,
      real: real.length,
      unclear: weighed.filter(({ verdict }) => verdict === 'unclear').length,
    },
    ...(known > 0 && {
      chosen,
      right: real.filter(({ found }) => found >= 0.8 * known).length,
      known: round(known),
    }),
    msPerSeed: Math.round((performance.now() - start) / seeds),
  }
}

function weigh({ matrix, labels, best }: Truth, seed: number) {
  const layout = layOut(matrix)
  const { verdict, k, areReal } = weighEvidence(layout, { seed }).groups
  const truth = Int32Array.from(matrix.participantIds, (id) => labels[id] ?? 0)
  const known = best
    ? adjustedRandIndex(
        Int32Array.from(matrix.participantIds, (id) => best[id] ?? 0),
        truth,
      )
    : 0
  return { verdict, k, known, found: areReal ? adjustedRandIndex(truth, labelsOf(layout, k)) : 0 }
}

function labelsOf(layout: Layout, k: number): Int32Array {
  const found = groupPeople(layout, { k })
  if (found.kind !== 'found') throw new Error(found.reason)
  return found.groups.labels
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
