import { expect, test } from 'vitest'
import { Ballot } from './ballot.tsx'

const ballot = (statement: string) =>
  String(
    <Ballot
      id="one"
      action="/vote"
      statement={statement}
      name="choice"
      labels={{ agree: 'Eens', disagree: 'Oneens', pass: 'Weet ik niet' }}
    />,
  )

test('the longer a statement is, the smaller it is set, so that the answers stay where they are', () => {
  expect(ballot('Er komt een zwembad in het park.')).toContain('class="wk-statement"')
  expect(ballot('Er komt een zwembad. '.repeat(4))).toContain('class="wk-statement wk-statement--middle"')
  expect(ballot('Er komt een zwembad. '.repeat(7))).toContain('class="wk-statement wk-statement--long"')
  expect(ballot('Er komt een zwembad. '.repeat(12))).toContain('class="wk-statement wk-statement--longest"')
})
