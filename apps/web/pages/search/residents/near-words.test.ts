import { expect, test } from 'vitest'
import { findNearWords } from './near-words.ts'

const texts = [
  'De speeltuin bij het Wilhelminapark',
  'Een speeltuin en een speelveld',
  'Een café aan de gracht',
]

test('a word with a slip becomes the nearest that is used, and the others stay as they were typed', () => {
  expect(findNearWords('speeltiun park', texts)).toBe('speeltuin park')
  expect(findNearWords('"Wilhelmiapark" -boom', texts)).toBe('"wilhelminapark" -boom')
  expect(findNearWords('graht', texts)).toBe('gracht')
  expect(findNearWords('cafee', texts)).toBe('café')
})

test('what is spelled well, short, a number or near to nothing stays', () => {
  for (const typed of ['speeltuin', 'wat', 'z2026', 'vliegveld', '', '🚲'])
    expect(findNearWords(typed, texts), typed).toBeUndefined()
})
