/**
 * `npm test`: builds, runs the unit and database tests and then the journeys in a real browser, and ends with what
 * failed and one line that counts them all. A run that stands still is ended, and says in which file. `npm test -- PATH…` and
 * `npm test -- --changed` run a part.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Failure, run } from './progress.ts'
import { planTests, type TestPlan } from './test-plan.ts'

type Counts = { passed: number; failed: number; skipped: number }

const progressReporter = join(import.meta.dirname, 'progress-reporter.ts')

type OnFailure = (failure: Failure) => void

const none: Counts = { passed: 0, failed: 0, skipped: 0 }

async function runVitest(folder: string, words: string[], onFailure: OnFailure): Promise<Counts> {
  const report = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--reporter=${progressReporter}`]
  const code = await run('vitest', ['run', ...reporters, `--outputFile.json=${report}`, ...words], {
    onFailure,
  })
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = await readReport(report)
  return atLeastOneFailure(code, {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  })
}

async function runPlaywright(folder: string, words: string[], onFailure: OnFailure): Promise<Counts> {
  const report = join(folder, 'playwright.json')
  const code = await run('playwright', ['test', `--reporter=list,json,${progressReporter}`, ...words], {
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    onFailure,
  })
  const { expected, unexpected, flaky, skipped } = (await readReport(report)).stats ?? {}
  return atLeastOneFailure(code, {
    passed: (expected ?? 0) + (flaky ?? 0),
    failed: unexpected ?? 0,
    skipped: skipped ?? 0,
  })
}

type Report = Record<string, number> & { stats?: Record<string, number> }

/** A runner that broke before its first test writes no report. */
async function readReport(path: string): Promise<Report> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return {} as Report
  }
}

/** A runner can fail without a failed test: a broken set-up, an error between tests. That counts as one. */
function atLeastOneFailure(code: number, counts: Counts): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

async function listChanged(since: string): Promise<string[]> {
  const git = async (...words: string[]) => {
    const { stdout } = await promisify(execFile)('git', words)
    return stdout.split('\n').filter((line) => line !== '')
  }
  const lists = await Promise.all([
    git('diff', '--name-only', `${since}...HEAD`),
    git('diff', '--name-only', 'HEAD'),
    git('ls-files', '--others', '--exclude-standard'),
  ])
  return lists.flat()
}

async function runPlan({ unit, journeys, leftOut, mayBeEmpty }: TestPlan, folder: string): Promise<number> {
  const parts: Counts[] = []
  const failures: Failure[] = []
  const onFailure = (failure: Failure) => void failures.push(failure)
  if ((await run('node', ['scripts/build.ts'])) !== 0) parts.push({ ...none, failed: 1 })
  else {
    if (unit) parts.push(await runVitest(folder, unit, onFailure))
    if (journeys) parts.push(await runPlaywright(folder, journeys, onFailure))
  }
  const sum = (key: keyof Counts) => parts.reduce((total, counts) => total + counts[key], 0)
  for (const part of leftOut) console.log(`\nLeft out: ${part}.`)
  for (const { where, why } of failures) console.log(`\nFailed: ${where}\n${why}`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return sum('failed') === 0 && (sum('passed') > 0 || mayBeEmpty) ? 0 : 1
}

const plan = await planTests(process.argv.slice(2), listChanged)
if (plan.kind === 'refused') {
  console.error(plan.why)
  process.exit(2)
}
const folder = await mkdtemp(join(tmpdir(), 'weerklank-test-'))
try {
  process.exitCode = await runPlan(plan, folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}
