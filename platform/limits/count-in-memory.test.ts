import { expect, test } from 'vitest'
import { createMemoryCounter } from './count-in-memory.ts'

const twice = { name: 'twice', times: 2, perSeconds: 10, scope: 'process' } as const

test('what is over begins anew, and who comes too often hears when', () => {
  let time = 0
  const count = createMemoryCounter(() => time)
  expect([count(twice, 'a').kind, count(twice, 'a').kind]).toEqual(['allowed', 'allowed'])
  time = 4000
  expect(count(twice, 'a')).toEqual({ kind: 'limited', retryAfterSeconds: 6 })
  expect(count({ ...twice, name: 'another' }, 'a')).toEqual({ kind: 'allowed' })
  time = 10_000
  expect(count(twice, 'a')).toEqual({ kind: 'allowed' })
})
