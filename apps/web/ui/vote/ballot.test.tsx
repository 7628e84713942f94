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

test('a long statement is set smaller, so that the answers stay in sight', () => {
  expect(ballot('Er komt een zwembad in het park.')).toContain('class="wk-statement"')
  expect(ballot('Er komt een zwembad in het park. '.repeat(5))).toContain(
    'class="wk-statement wk-statement--long"',
  )
})
