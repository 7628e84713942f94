import { expect, test } from 'vitest'
import { type Asked, askedBy, bounds, createGate } from './gate.ts'

const kinds = Object.keys(bounds) as Asked[]

/** A gate of a process that is as late as the test says. */
function makeGate() {
  const late = { least: 0, most: 0 }
  const gate = createGate({ read: () => late, close: () => undefined })
  /** Which kinds are refused now; whoever is let in is done at once. */
  const refused = () =>
    kinds.filter((asked) => {
      const leave = gate.letIn(asked)
      leave?.()
      return leave === undefined
    })
  const beLate = (ms: number) => Object.assign(late, { least: ms, most: ms })
  return { gate, late, beLate, refused }
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
  const { beLate, refused } = makeGate()
  beLate(bounds.page.lateMs)
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

test.each<[Asked, string, string]>([
  ['vote', 'POST', '/nl/dialogues/bomen/vote'],
  ['form', 'POST', '/nl/tell-us'],
  ['form', 'POST', '/nl/desk/dossiers/bomen/close'],
  ['form', 'GET', '/en/sign-in/open?token=abc'],
  ['form', 'GET', '/nl/my-input/ABCD-EFGH?q=x'],
  ['form', 'GET', '/nl/dialogues/bomen/take-part'],
  ['answer', 'GET', '/nl/dialogues/bomen?after=4'],
  ['answer', 'GET', '/nl/desk/inbox/1?done=replied'],
  ['page', 'GET', '/nl/dossiers?after=4'],
  ['page', 'GET', '/nl/dialogues/bomen'],
  ['page', 'HEAD', '/'],
  ['search', 'GET', '/nl/desk/dialogues/bomen/statements?q=boom'],
  ['page', 'GET', '/nl/desk/dialogues/bomen/statements?q='],
  ['live', 'GET', '/nl/dialogues/bomen/live?seen=3'],
  ['report', 'GET', '/nl/dialogues/bomen/results.csv'],
  ['report', 'GET', '/nl/desk/dialogues/bomen/log'],
])('it is a %s that is asked by %s %s', (asked, method, path) => {
  expect(askedBy({ method, url: `https://praat.example${path}` })).toBe(asked)
})
