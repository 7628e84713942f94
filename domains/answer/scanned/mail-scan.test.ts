import { expect, test } from 'vitest'
import { type MailScan, verdictOn } from './mail-scan.ts'

const done: MailScan = {
  state: 'done',
  clean: ['0', '1.0', '1.2', '10'],
  found: { '1.1': 'Eicar', '3': 'Worm' },
}

test.each([
  ['0', 'clean'],
  ['1.0', 'clean'],
  ['10', 'clean'],
  ['1.1', 'found'],
  ['3', 'found'],
  // A message holds what came with it, and the mail holds all.
  ['1', 'found'],
  ['', 'found'],
  // Nobody looked: the scanner takes nothing as large, or there were too many.
  ['2', 'unchecked'],
  ['1.3', 'unchecked'],
  ['100', 'unchecked'],
])('of part "%s" it says %s', (path, kind) => {
  expect(verdictOn(done, path).kind).toBe(kind)
})

test('a virus has its name, what waits says whether the scanner was away, and what nobody asked for is as it was', () => {
  expect(verdictOn(done, '1')).toEqual({ kind: 'found', name: 'Eicar' })
  expect(verdictOn({ state: 'waiting', isAway: true }, '0')).toEqual({ kind: 'waiting', isAway: true })
  expect(verdictOn(undefined, '0')).toEqual({ kind: 'clean' })
})

test('what is found in a mail alone holds up none of its files', () => {
  const scan: MailScan = { state: 'done', clean: ['0'], found: { '': 'Phishing' } }
  expect([verdictOn(scan, '').kind, verdictOn(scan, '0').kind]).toEqual(['found', 'clean'])
})
