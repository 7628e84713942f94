import { describe, expect, test } from 'vitest'
import type { StaffMember } from '#domains/people'
import { officeHours } from '#platform/clock'
import { listReached, listToldNow, type OpenFind } from './escalation.ts'

const counting = { calendar: officeHours, timeZone: 'Europe/Amsterdam' }
const at = (text: string) => new Date(`${text}:00Z`)
const find = (foundAt: string, more: Partial<OpenFind> = {}): OpenFind => ({
  ...{ postId: foundAt, sourceId: 'a', foundAt: at(foundAt), toldAsMany: false, toldAsIdle: false },
  ...more,
})

const reachedAt = (
  rule: Parameters<typeof listReached>[0],
  finds: OpenFind[],
  now: string,
): [step: string, posts: number, sources: number][] =>
  listReached(rule, finds, { ...counting, now: at(now) }).map(({ step, finds: told, sources }) => [
    ...([step, told.length, sources] as const),
  ])

describe('many posts at once', () => {
  const many = { posts: 3, sources: 2, hours: 2 }
  const rule = { many, idleHours: undefined }
  const three = ['08:00', '09:00', '09:30'].map((time) => find(`2026-05-11T${time}`))

  test('are told where they are of enough sources', () => {
    const ofTwo = [...three.slice(1), find('2026-05-11T08:30', { sourceId: 'b' })]
    expect(reachedAt(rule, ofTwo, '2026-05-11T10:00')).toEqual([['many', 3, 2]])
    expect(reachedAt(rule, three, '2026-05-11T09:40')).toEqual([])
  })

  test('count for as long as was said, and once', () => {
    const ofTwo = [...three.slice(0, 2), find('2026-05-11T08:30', { sourceId: 'b' })]
    expect(reachedAt(rule, ofTwo, '2026-05-11T09:59')).toEqual([['many', 3, 2]])
    expect(reachedAt(rule, ofTwo, '2026-05-11T10:00')).toEqual([])
    const told = ofTwo.map((one) => ({ ...one, toldAsMany: true }))
    expect(reachedAt(rule, told, '2026-05-11T09:59')).toEqual([])
  })
})

test('what nobody looked at is told after hours of work, over a weekend and a holiday too, once', () => {
  const rule = { many: undefined, idleHours: 4 }
  const friday = [find('2026-05-08T13:00')]
  expect(reachedAt(rule, friday, '2026-05-11T08:59')).toEqual([])
  expect(reachedAt(rule, friday, '2026-05-11T09:00')).toEqual([['idle', 1, 1]])
  expect(reachedAt(rule, [find('2026-05-08T13:00', { toldAsIdle: true })], '2026-05-11T09:00')).toEqual([])
  const beforeAscension = [find('2026-05-13T14:00')]
  expect(reachedAt(rule, beforeAscension, '2026-05-14T20:00')).toEqual([])
  expect(reachedAt(rule, beforeAscension, '2026-05-15T10:00')).toEqual([['idle', 1, 1]])
})

test('whom a watch names is told; where nobody of them works here any more, the administrators', () => {
  const member = (accountId: string, role: StaffMember['roles'][number]['role'], unitId: string) => {
    const held = { role, unitId, unit: unitId }
    return {
      accountId,
      name: accountId,
      email: `${accountId}@x.example`,
      roles: [held],
      unitId,
      unit: unitId,
    }
  }
  const staff = [
    member('ann', 'responder', 'web'),
    member('bo', 'policy_maker', 'web'),
    member('dee', 'administrator', 'board'),
  ]
  const told = (kind: 'account' | 'unit', id: string) =>
    listToldNow({ kind, id }, staff).map(({ accountId }) => accountId)
  expect(told('account', 'bo')).toEqual(['bo'])
  expect(told('unit', 'web')).toEqual(['ann', 'bo'])
  expect(told('account', 'gone')).toEqual(['dee'])
  expect(told('unit', 'closed')).toEqual(['dee'])
})
