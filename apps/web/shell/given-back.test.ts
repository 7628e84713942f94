import { expect, test } from 'vitest'
import { textsOf } from './given-back.tsx'

test('what somebody wrote is given back in any alphabet, and choices and keys are not', () => {
  const fields: [string, string][] = [
    ['seen', '3'],
    ['outcome', 'overturned'],
    ['once', 'q1-_Zx'],
    ['explanation', '這個可以接受。'],
    ['reply', 'Dat mag.\r\nGroet'],
    ['empty', ' '],
  ]
  expect(textsOf(fields)).toEqual(['這個可以接受。', 'Dat mag.\nGroet'])
})
