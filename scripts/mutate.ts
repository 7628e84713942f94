/**
 * `npm run mutate -- PATH…`: changes the code in one place after another, and tells which changes the pure tests of its
 * room do not notice. What it is for and how it is set up: docs/MUTATION.md.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { isMeant, patternsOf, planMutation, type RoomPlan } from './mutation/plan.ts'
import { describeScore, type Mutant, scoreFiles } from './mutation/score.ts'

const root = join(import.meta.dirname, '..')

/**
 * Leaves out of what is remembered whatever runs while a file is loaded: of that it is not known which tests saw it, so
 * new ones would go unnoticed.
 */
function forgetLoaded(path: string): void {
  if (!existsSync(path)) return
  const report: { files: Record<string, { mutants: { static?: boolean }[] }> } = JSON.parse(
    readFileSync(path, 'utf8'),
  )
  for (const file of Object.values(report.files))
    file.mutants = file.mutants.filter((mutant) => !mutant.static)
  writeFileSync(path, JSON.stringify(report))
}

async function mutate(plan: RoomPlan, again: boolean): Promise<Mutant[]> {
  const remembered = `.mutation/${plan.room.replace('/', '-')}.json`
  forgetLoaded(remembered)
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
    incremental: true,
    incrementalFile: remembered,
    force: again,
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
for (const room of plan.rooms)
  for (const score of scoreFiles(await mutate(room, plan.again))) {
    const file = relative(root, score.file)
    if (isMeant(room, file)) console.log(describeScore({ ...score, file }, readFileSync(score.file, 'utf8')))
  }
