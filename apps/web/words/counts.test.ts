import { expect, test } from 'vitest'
import { saidWords, tellVoters, unansweredWords } from './counts.ts'

const c = { var: { locale: 'nl' as const, services: { config: { timeZone: 'Europe/Amsterdam' } } } }

test('people who voted and inputs are told as two numbers', () => {
  const said = { inputs: 8, hidden: 3, ...tellVoters(188, 'moves') }
  expect(saidWords(c, said)).toBe('Meer dan 170 mensen stemden, 8 keer inbreng (waarvan 3 niet openbaar)')
  expect(saidWords(c, { inputs: 8, ...tellVoters(188, 'is-final') })).toBe(
    '188 mensen stemden, 8 keer inbreng',
  )
  expect(saidWords(c, { inputs: 0, ...tellVoters(3, 'of-then') })).toBe(
    'Enkele mensen stemden, geen andere inbreng',
  )
})

test('while votes come in, nothing is said that a single vote could move', () => {
  for (let voters = 0; voters < 100; voters++) {
    const told = tellVoters(voters, 'moves')
    expect(told.voters % 10).toBe(0)
    expect(told.voted).toBe(voters < 20 ? 'none' : 'many')
  }
})

test('what waits is told as what has to be answered: inputs, and dialogues as a whole', () => {
  const words = [
    [0, 0],
    [1, 0],
    [0, 1],
    [3, 2],
  ].map(([inputs = 0, dialogues = 0]) => unansweredWords(c, { inputs, dialogues }))
  expect(words).toEqual([
    'Er wacht niets op antwoord',
    '1 keer inbreng wacht op antwoord',
    '1 dialoog wacht op antwoord',
    '3 keer inbreng en 2 dialogen wachten op antwoord',
  ])
})
