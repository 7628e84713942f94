import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The first test that fails ends the run of a mutant: those that take long come last. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const durationOf = (file: TestSpecification) =>
      this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0
    return files.toSorted((a, b) => durationOf(a) - durationOf(b))
  }
}

// The pure tests alone: no mutant waits for a database. Which of them run is said in `scripts/mutate.ts`.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/*.db.test.{ts,tsx}', '**/node_modules/**'],
    setupFiles: ['scripts/mutation/first-counterexample.ts'],
    sequence: { sequencer: ShortestFirst },
  },
})
