import { expect, test } from 'vitest'
import { createPictureQueue, type PictureOutcome } from './index.ts'

const within = { width: 1, height: 1 }

test('so many are at work and so many wait; one more is told that it is busy, and room comes free', async () => {
  const works: PromiseWithResolvers<PictureOutcome>[] = []
  const queue = createPictureQueue({ atOnce: 2, waiting: 1 }, () => {
    const work = Promise.withResolvers<PictureOutcome>()
    works.push(work)
    return work.promise
  })
  const send = () => queue(Buffer.of(1), within)
  const [first, second, third] = [send(), send(), send()]
  expect(works).toHaveLength(2)
  expect(await send()).toEqual({ kind: 'busy' })
  works[0]?.reject(new Error('broken on purpose'))
  await expect(first).rejects.toThrow('on purpose')
  expect(works, 'who waited is at work').toHaveLength(3)
  for (const work of works.slice(1)) work.resolve({ kind: 'broken' })
  expect(await Promise.all([second, third])).toEqual([{ kind: 'broken' }, { kind: 'broken' }])
  const [fourth, fifth] = [send(), send()]
  expect(works).toHaveLength(5)
  for (const work of works) work.resolve({ kind: 'no-picture' })
  expect(await Promise.all([fourth, fifth])).toHaveLength(2)
})
