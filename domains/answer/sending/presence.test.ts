import { expect, test } from 'vitest'
import { GONE_AFTER_MS, Presences, readSign } from './presence.ts'

const ann = { accountId: 'a', name: 'Ann' }
const bob = { accountId: 'b', name: 'Bob' }

test('whoever looks or writes is there, once, by name', () => {
  const presences = new Presences()
  presences.hear('x', { ...bob, doing: 'looks' }, 0)
  presences.hear('x', { ...ann, doing: 'looks' }, 1)
  presences.hear('x', { ...ann, doing: 'writes' }, 2)
  expect(presences.list('x')).toEqual([
    { ...ann, doing: 'writes' },
    { ...bob, doing: 'looks' },
  ])
  expect(presences.list('y')).toEqual([])
})

test('whoever leaves, or gives no sign for forty seconds, is gone', () => {
  const presences = new Presences()
  presences.hear('x', { ...ann, doing: 'looks' }, 0)
  presences.hear('x', { ...bob, doing: 'writes' }, 1000)
  presences.hear('y', { ...bob, doing: 'looks' }, 1000)
  expect(presences.expire(GONE_AFTER_MS - 1)).toEqual([])
  expect(presences.expire(GONE_AFTER_MS)).toEqual(['x'])
  expect(presences.list('x')).toEqual([{ ...bob, doing: 'writes' }])
  presences.hear('x', { ...bob, doing: 'left' }, GONE_AFTER_MS)
  expect(presences.list('x')).toEqual([])
  expect(presences.expire(2 * GONE_AFTER_MS)).toEqual(['y'])
  expect(presences.expire(3 * GONE_AFTER_MS)).toEqual([])
})

test.each(['', '{', 'null', '[]', '{"accountId":"a","name":"Ann","doing":"sleeps"}'])(
  '%s is no sign',
  (told) => {
    expect(readSign(told)).toBeUndefined()
  },
)
