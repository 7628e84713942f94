import { expect, test } from 'vitest'
import { type Found, judge, type Ledger } from './ledger.ts'

const ledger = (): Ledger => ({
  votes: new Map([
    ['a 1', [1]],
    ['b 1', [-1]],
  ]),
  questions: new Map([['Waarom?', 'wie@chaos.example']]),
})

const found = (more: Partial<Found> = {}): Found => ({
  votes: new Map([
    ['a 1', 1],
    ['b 1', -1],
    ['c 1', 0],
  ]),
  questions: new Map([
    ['Waarom?', 1],
    ['Nooit bevestigd', 1],
  ]),
  receipts: new Map([['wie@chaos.example', ['<1>']]]),
  refused: new Set(),
  wrongSums: [],
  stuck: [],
  ...more,
})

test('what was acknowledged and is stored once is neither lost nor doubled', () => {
  expect(judge(ledger(), found())).toMatchObject({ lost: [], doubled: [], repeatedMails: 0 })
})

test('an answer that is missing, or is another than was acknowledged, is lost', () => {
  const votes = new Map([['b 1', 1]])
  expect(judge(ledger(), found({ votes })).lost).toEqual([
    'vote a 1: 1, stored undefined',
    'vote b 1: -1, stored 1',
  ])
})

test('of an answer that nobody acknowledged, either the one before or itself may be stored, and no third', () => {
  const unsure = { ...ledger(), votes: new Map([['a 1', [-1, 1]]]) }
  expect(judge(unsure, found()).lost).toEqual([])
  expect(judge(unsure, found({ votes: new Map([['a 1', 0]]) })).lost).toEqual(['vote a 1: -1 or 1, stored 0'])
  expect(judge(unsure, found({ votes: new Map() })).lost).toHaveLength(1)
})

test('a question that is missing is lost, and so is a receipt that no server refused', () => {
  expect(judge(ledger(), found({ questions: new Map() })).lost).toEqual(['question Waarom?'])
  expect(judge(ledger(), found({ receipts: new Map() })).lost).toEqual(['receipt wie@chaos.example'])
  const refused = new Set(['wie@chaos.example'])
  expect(judge(ledger(), found({ receipts: new Map(), refused })).lost).toEqual([])
})

test('a question that stands twice is doubled; a mail that came again is only if it is another', () => {
  expect(judge(ledger(), found({ questions: new Map([['Waarom?', 2]]) })).doubled).toHaveLength(1)
  const receipts = (ids: string[]) => ({ receipts: new Map([['wie@chaos.example', ids]]) })
  expect(judge(ledger(), found(receipts(['<1>', '<1>'])))).toMatchObject({ doubled: [], repeatedMails: 1 })
  expect(judge(ledger(), found(receipts(['<1>', '<2>']))).doubled).toHaveLength(1)
})
