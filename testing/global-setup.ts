import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '#platform/postgres'
import { makeTemplate } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** Starts one PostgreSQL for all database tests, with a migrated template that each test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-tests-'))
  const cluster = await startCluster({ folder: join(folder, 'pg'), fast: true })
  await makeTemplate(cluster.url())
  project.provide('postgresUrl', cluster.url())
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
