import { expect, test } from 'vitest'
import { type Stance, stancesOf } from './stance.ts'

const subject = (id: string, parentId: string | null = null, name = id) => ({
  id,
  parentId,
  name,
  otherName: '',
})
const tree = [
  subject('order', null, 'Openbare orde en veiligheid'),
  subject('fireworks', 'order', 'Vuurwerk'),
  subject('traffic', null, 'Verkeersveiligheid'),
]

const stances = (said: Record<string, Stance> = {}) =>
  Object.fromEntries(stancesOf(tree, new Map(Object.entries(said))))

test('public order is off by its name, and so is all that lies in it', () => {
  expect(stances()).toEqual({ order: 'off', fireworks: 'off', traffic: 'other' })
})

test('what was said of a subject goes before its name, and before what it lies in', () => {
  expect(stances({ order: 'watched' })).toMatchObject({ order: 'watched', fireworks: 'watched' })
  expect(stances({ fireworks: 'other', traffic: 'off' })).toEqual({
    ...{ order: 'off', fireworks: 'other', traffic: 'off' },
  })
})

test('a name in the other language of the organisation counts', () => {
  const named = { ...subject('a', null, 'Rust'), otherName: 'Public order' }
  expect([...stancesOf([named], new Map()).values()]).toEqual(['off'])
})
