import { configDefaults, defineConfig } from 'vitest/config'

// Two projects: pure tests in milliseconds, and tests on a real PostgreSQL that one global set-up starts.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // Ends what hangs. What is waited for in a test must come well before, so that the test says what did not come.
    // A test that takes long by what it tests says so itself.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // What `--changed` cannot see by imports: what is reached by a path.
    forceRerunTriggers: [
      ...configDefaults.forceRerunTriggers,
      '**/db/migrations/**',
      '**/*.worker.ts',
      '**/testing/{database,global-setup}.ts',
    ],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{apps,cores,domains,platform,db,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.{ts,tsx}', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{apps,cores,domains,platform,db,scripts}/**/*.db.test.{ts,tsx}'],
          globalSetup: ['./testing/global-setup.ts'],
        },
      },
    ],
  },
})
