/**
 * `npm run mutate -- PATH…`: changes the code in one place after another, and tells which changes the pure tests of its
 * room do not notice. What it is for and how it is set up: docs/MUTATION.md.
 */
import { readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { patternsOf, planMutation, type RoomPlan } from './mutation/plan.ts'
import { describeScore, type Mutant, scoreFiles } from './mutation/score.ts'

const root = join(import.meta.dirname, '..')

async function mutate(plan: RoomPlan): Promise<Mutant[]> {
  const stryker = new Stryker({
    mutate: patternsOf(plan),
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutation/vitest.config.ts', dir: plan.room, related: true },
    // It would read tsconfig.json through a compiler API that TypeScript 7 has not, for types that nobody checks here.
    tsconfigFile: 'none',
    disableTypeChecks: false,
    // A test run already uses a second thread.
    concurrency: 1,
    timeoutMS: 15_000,
    tempDirName: '.mutation/sandbox',
    // A room without a pure test is no fault.
    allowEmpty: true,
    reporters: ['progress-append-only'],
    warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
  })
  return stryker.runMutationTest()
}

const plan = planMutation(process.argv.slice(2), (path) =>
  statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory(),
)
if (plan.kind === 'refused') {
  console.error(plan.why)
  process.exit(2)
}
process.chdir(root)
for (const room of plan.rooms) {
  const scores = scoreFiles(await mutate(room))
  if (scores.length === 0) console.log(`${room.paths.join(', ')}: no pure test of ${room.room} reaches it`)
  for (const score of scores) {
    const file = relative(root, score.file)
    console.log(describeScore({ ...score, file }, readFileSync(score.file, 'utf8')))
  }
}
