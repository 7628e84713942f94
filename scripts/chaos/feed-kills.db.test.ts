import { beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { buildProgram } from '../../apps/cli/run/program-under-test.ts'
import { killWhileFeedsFlow } from './feed-kills.ts'

const database = useTestDatabase()
beforeAll(buildProgram)

test('a worker that is killed while sources are read loses no post, makes none twice, and marks each', async () => {
  const { db, url } = database()
  const report = await killWhileFeedsFlow({ db, databaseUrl: url, kills: 2, draw: Math.random })
  expect(report).toMatchObject({ lost: [], doubled: [], unmarked: [], markedFalsely: [], stuck: [] })
  expect(report.stored).toBe(report.written)
  expect(report.written).toBeGreaterThan(8)
}, 180_000)
