import { parseArgs } from 'node:util'

/** What one run of `npm test` does; the words are those of the runner's own command line. */
export type TestPlan = {
  kind: 'run'
  /** Filters of Vitest; undefined where it does not run. */
  unit: string[] | undefined
  /** Filters of Playwright; undefined where it does not run. */
  journeys: string[] | undefined
  /** What somebody might miss, in words. */
  leftOut: string[]
  /** Nothing to test is no failure where only what changed is asked for. */
  mayBeEmpty: boolean
}

export type PlanOutcome = TestPlan | { kind: 'refused'; why: string }

/** The files that differ from this commit in the working tree, or since another: an error where git knows no such commit. */
export type ListChanged = (since: string) => Promise<string[]>

const USAGE = `npm test                          everything
npm test -- PATH…                 these files and folders; those in e2e are journeys
npm test -- --changed             what depends on what is not committed
npm test -- --changed=main        what depends on what changed since main`

const journeyFolders = ['apps/web/', 'e2e/']

/** Reads what follows `npm test --`. */
export async function planTests(words: string[], listChanged: ListChanged): Promise<PlanOutcome> {
  const read = readWords(words)
  if ('why' in read) return { kind: 'refused', why: `${read.why}\n\n${USAGE}` }
  const { changed, paths } = read
  const plan = choose(paths)
  if (changed === undefined) return plan
  try {
    return narrow(plan, changed, await listChanged(changed))
  } catch (error) {
    return { kind: 'refused', why: `git does not say what changed since ${changed}: ${messageOf(error)}` }
  }
}

function readWords(words: string[]): { changed: string | undefined; paths: string[] } | { why: string } {
  try {
    const { values, positionals } = parseArgs({
      // Without a commit: since the last one.
      args: words.map((word) => (word === '--changed' ? '--changed=HEAD' : word)),
      options: { changed: { type: 'string' } },
      allowPositionals: true,
    })
    return { changed: values.changed, paths: positionals }
  } catch (error) {
    return { why: messageOf(error) }
  }
}

function choose(paths: string[]): TestPlan {
  const isJourney = (path: string) => /^(\.\/)?e2e(\/|$)/.test(path)
  const [unit, journeys] = [paths.filter((path) => !isJourney(path)), paths.filter(isJourney)]
  const runs = (some: string[]) => (paths.length === 0 || some.length > 0 ? some : undefined)
  return { kind: 'run', unit: runs(unit), journeys: runs(journeys), leftOut: [], mayBeEmpty: false }
}

function narrow(plan: TestPlan, since: string, files: string[]): TestPlan {
  const isOnPages = files.some((file) => journeyFolders.some((folder) => file.startsWith(folder)))
  const leftOut = ['tests that import nothing that changed (those of the whole program among them)']
  if (plan.journeys && !isOnPages) leftOut.push('the journeys (nothing changed in apps/web or e2e)')
  return {
    ...plan,
    unit: plan.unit && [`--changed=${since}`, ...plan.unit],
    journeys: isOnPages ? plan.journeys : undefined,
    leftOut,
    mayBeEmpty: true,
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
