import { expect, test } from 'vitest'
import type { Role, StaffMember } from '#domains/people'
import { officeHours } from '#platform/clock'
import { type EscalationLevel, escalationDays, levelOf, recipientsOf } from './escalation.ts'

test.each([
  ['2026-03-05T24:00', 0, 'the day after tomorrow'],
  ['2026-03-04T24:00', 1, 'tomorrow'],
  ['2026-03-03T24:00', 1, 'today, which is not over'],
  ['2026-03-03T10:00', 2, 'this very minute'],
  ['2026-03-02T24:00', 2, 'yesterday'],
  ['2026-02-27T24:00', 3, 'on Friday, two working days ago'],
] as const)('what is due %s has on Tuesday at ten reached level %i: %s', (due, level, _when) => {
  const days = escalationDays(officeHours, '2026-03-03T10:00')
  expect(days && levelOf(due, days)).toBe(level)
})

test('nobody is told anything at night, on Sundays and on holidays', () => {
  for (const moment of ['2026-03-03T08:59', '2026-03-03T17:00', '2026-03-01T10:00', '2026-04-27T10:00'])
    expect(escalationDays(officeHours, moment)).toBeUndefined()
})

const unit = (id: string, parentId: string | null) => ({ id, name: id, parentId, closedOn: null })
const person = (accountId: string, role: Role, unitId: string): StaffMember => {
  const held = { role, unitId, unit: unitId }
  return { accountId, name: accountId, email: `${accountId}@x.example`, roles: [held], unitId, unit: unitId }
}
const house = {
  units: [unit('city', null), unit('works', 'city'), unit('roads', 'works'), unit('lost', 'lost')],
  staff: [
    person('ann', 'responder', 'roads'),
    person('bob', 'policy_maker', 'works'),
    person('cas', 'policy_maker', 'city'),
    person('dee', 'administrator', 'city'),
  ],
}

test.each([
  [1, 'ann', 'roads', 'ann', 'whoever has it in hand'],
  [1, null, 'roads', 'bob', 'whoever leads the unit, where nobody has it'],
  [1, 'gone', 'roads', 'bob', 'the same, where who had it left'],
  [2, 'ann', 'roads', 'bob', 'who makes policy in the nearest unit above'],
  [3, 'ann', 'roads', 'cas', 'who leads what lies above that'],
  [3, 'ann', 'city', 'dee', 'administrators, where nothing lies above'],
  [2, 'ann', null, 'dee', 'administrators, where no unit answers it'],
  [2, null, 'lost', 'dee', 'administrators, where a unit lies in itself'],
] as const)(
  'level %i of what %s has in unit %s is told to %s: %5$s',
  (level, assignedTo, unitId, told, _who) => {
    const reached = { level: level as EscalationLevel, assignedTo, unitId }
    expect(recipientsOf(reached, house).map(({ accountId }) => accountId)).toEqual([told])
  },
)
