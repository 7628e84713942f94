import { expect, test } from 'vitest'
import { createEnginePool } from './engine-pool.ts'

test('a question after the closing is refused, and starts no thread that nobody would end', async () => {
  const pool = createEnginePool()
  await pool.close()
  const before = process.getActiveResourcesInfo()
  await expect(pool.ask('small', 'forget', { dialogueId: 'x' })).rejects.toThrow(/closed/)
  expect(process.getActiveResourcesInfo()).toEqual(before)
})
