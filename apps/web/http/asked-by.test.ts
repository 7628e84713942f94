import { expect, test } from 'vitest'
import { askedBy } from './asked-by.ts'
import type { Asked } from './gate.ts'

test.each<[Asked, string, string]>([
  ['vote', 'POST', '/nl/dialogues/bomen/vote'],
  ['form', 'POST', '/nl/tell-us'],
  ['form', 'POST', '/nl/desk/dossiers/bomen/close'],
  ['form', 'GET', '/en/sign-in/open?token=abc'],
  ['code', 'GET', '/nl/my-input/ABCD-EFGH?q=x'],
  ['code', 'GET', '/nl/dialogues/bomen/take-part'],
  ['code', 'POST', '/nl/my-input'],
  ['form', 'POST', '/nl/desk/dialogues/bomen/together'],
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
  const url = new URL(path, 'https://praat.example')
  expect(askedBy({ method, path: url.pathname, url: url.href })).toBe(asked)
})
