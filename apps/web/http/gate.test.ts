import { expect, test } from 'vitest'
import { type Asked, bounds, createGate } from './gate.ts'

const kinds = Object.keys(bounds) as Asked[]

/** A gate of a process that is as late as the test says. */
function makeGate() {
  const late = { least: 0, most: 0 }
  const clock = { ms: 0 }
  const gate = createGate({ read: () => late, close: () => undefined }, () => clock.ms)
  /** Which kinds are refused now; whoever is let in is done at once. */
  const refused = () =>
    kinds.filter((asked) => {
      const leave = gate.letIn(asked)
      leave?.()
      return leave === undefined
    })
  const beLate = (ms: number) => Object.assign(late, { least: ms, most: ms })
  return { gate, clock, late, beLate, refused }
}

test('the later the process, the more is given up, in the order of the list, and never a form or a vote', () => {
  for (const ms of [0, 60, 80, 120, 200, 500, 60_000]) {
    const { beLate, refused } = makeGate()
    beLate(ms)
    expect(refused()).toEqual(kinds.slice(0, refused().length))
  }
  const { beLate, refused } = makeGate()
  beLate(60_000)
  expect(refused()).toEqual(['report', 'live', 'search', 'page', 'answer'])
})

test('one long piece of work refuses nobody', () => {
  const { late, refused } = makeGate()
  late.most = 5000
  expect(refused()).toEqual([])
})

test('who was refused is let in again when it is well below the bound, and not before', () => {
  const { late, beLate, refused } = makeGate()
  beLate(bounds.page.lateMs)
  expect(refused()).toContain('page')
  // One calm moment of three is not enough.
  late.least = 0
  expect(refused()).toContain('page')
  beLate(bounds.page.lateMs * 0.8)
  expect(refused()).toContain('page')
  beLate(bounds.page.lateMs * 0.6)
  expect(refused()).not.toContain('page')
  beLate(bounds.page.lateMs * 0.8)
  expect(refused()).not.toContain('page')
})

test('many who read hold up nobody who writes, and the other way round', () => {
  const { gate, refused } = makeGate()
  const readers = Array.from({ length: bounds.page.inFlight }, () => gate.letIn('page'))
  expect(refused()).toEqual(['report', 'live', 'search', 'page'])
  for (const leave of readers) leave?.()
  expect(refused()).toEqual([])
  const writers = Array.from({ length: bounds.form.inFlight }, () => gate.letIn('form'))
  expect(refused()).toEqual(['form'])
  for (const leave of writers) leave?.()
  expect(refused()).toEqual([])
})

test('who would wait too long at the rate at which others are answered is refused, and let in as the line grows shorter', () => {
  const { gate, clock, refused } = makeGate()
  const line = Array.from({ length: 300 }, () => gate.letIn('vote'))
  expect(refused()).toEqual([])
  for (let done = 0; done < 100; done++, clock.ms += 10) line.pop()?.()
  // Two hundred, at a hundred a second.
  expect(refused()).toEqual([])
  const more = Array.from({ length: 60 }, () => gate.letIn('vote'))
  expect(refused()).toEqual(['vote'])
  for (const leave of more) leave?.()
  expect(refused()).toEqual(['vote'])
  for (let done = 0; done < 100; done++, clock.ms += 10) line.pop()?.()
  expect(refused()).toEqual([])
})

test('a class that votes at once is not refused, however slow the machine', () => {
  const { gate, clock, refused } = makeGate()
  const line = Array.from({ length: 190 }, () => gate.letIn('vote'))
  for (let done = 0; done < 10; done++, clock.ms += 1000) line.pop()?.()
  expect(refused()).toEqual([])
})

test('while nobody is answered at all, as when the database is away, votes are let in to wait', () => {
  const { gate, clock, refused } = makeGate()
  gate.letIn('vote')?.()
  clock.ms = 5000
  for (let at = 0; at < bounds.vote.inFlight - 1; at++) gate.letIn('vote')
  clock.ms = 9000
  expect(refused()).toEqual([])
})
