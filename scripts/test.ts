/**
 * `npm test`: builds, runs the unit and database tests and then the journeys in a real browser, and ends with one
 * line that counts them all.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Counts = { passed: number; failed: number; skipped: number }

const none: Counts = { passed: 0, failed: 0, skipped: 0 }

/** Runs a command of node_modules/.bin, with its output passed on. */
function run(command: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

async function runVitest(folder: string): Promise<Counts> {
  const report = join(folder, 'vitest.json')
  const code = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = await readReport(report)
  return atLeastOneFailure(code, {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  })
}

async function runPlaywright(folder: string): Promise<Counts> {
  const report = join(folder, 'playwright.json')
  const code = await run('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
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

const folder = await mkdtemp(join(tmpdir(), 'weerklank-test-'))
try {
  const built = await run('node', ['scripts/build.ts'])
  const parts =
    built === 0 ? [await runVitest(folder), await runPlaywright(folder)] : [{ ...none, failed: 1 }]
  const sum = (key: keyof Counts) => parts.reduce((total, counts) => total + counts[key], 0)
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
