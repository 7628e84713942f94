import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The first test that fails ends the run of a mutant: the file's own test comes first, and what takes long last. */
class LikeliestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const own = (this.ctx.config.related ?? []).map((path) => basename(path).replace(/\.tsx?$/, '.test.'))
    const rank = (file: TestSpecification) => {
      const isOwn = own.some((name) => basename(file.moduleId).startsWith(name))
      return isOwn ? -1 : (this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0)
    }
    return files.toSorted((a, b) => rank(a) - rank(b))
  }
}

// The pure tests alone: no mutant waits for a database. Which of them run is said in `scripts/mutate.ts`.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // On a busy machine a slow test must not count as one that noticed something.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['**/*.test.{ts,tsx}'],
    exclude: [
      '**/*.db.test.{ts,tsx}',
      '**/node_modules/**',
      // Changes are not switched on in other threads, and these tests look at the clock.
      '**/{feed-reader,engine-pool,limited-thread}.test.ts',
    ],
    setupFiles: ['scripts/mutation/first-counterexample.ts'],
    sequence: { sequencer: LikeliestFirst },
  },
})
