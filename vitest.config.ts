import { defineConfig } from 'vitest/config'

// Two projects: pure tests in milliseconds, and tests on a real PostgreSQL that one global set-up starts.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // Ends what hangs; a machine with much else to do is slow, and no fault. A test that is about time says so itself.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
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
