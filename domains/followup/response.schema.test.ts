import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { responseTargetSchema, responseTextSchema, verdicts } from './index.ts'

const text = { action: 'Er ligt een drempel.', why: 'Auto’s rijden te hard.', unitId: newId() }

test('every verdict but "adopted" needs a reason', () => {
  const accepted = verdicts.filter((verdict) => responseTextSchema.safeParse({ ...text, verdict }).success)
  expect(accepted).toEqual(['adopted'])
  for (const verdict of verdicts)
    expect(responseTextSchema.safeParse({ ...text, verdict, reason: 'cost' }).success).toBe(true)
})

const faultsOf = (response: object) =>
  responseTextSchema
    .safeParse({ ...text, verdict: 'adopted', ...response })
    .error?.issues.map(({ path, message }) => [path.join('.'), message])

test('a reason that is not chosen is none', () => {
  for (const reason of ['', null, undefined]) {
    expect(responseTextSchema.parse({ ...text, verdict: 'adopted', reason }).reason).toBeNull()
    expect(faultsOf({ verdict: 'partly', reason })).toEqual([['reason', 'missing']])
  }
  expect(faultsOf({ reason: 'because' })).toHaveLength(1)
})

test('a response needs a verdict, a unit, and what we do and why in five thousand letters at most each', () => {
  expect(faultsOf({ verdict: '' })).toEqual([['verdict', 'missing']])
  expect(faultsOf({ unitId: '' })).toEqual([['unitId', 'missing']])
  for (const field of ['action', 'why']) {
    expect(faultsOf({ [field]: ' \n' })).toEqual([[field, 'missing']])
    expect(faultsOf({ [field]: ` ${'x'.repeat(5000)} ` })).toBeUndefined()
    expect(faultsOf({ [field]: 'x'.repeat(5001) })).toEqual([[field, 'too-long']])
  }
})

test('a form that names an input twice names it once', () => {
  const id = newId()
  expect(responseTargetSchema.parse({ kind: 'inputs', inputIds: [id, id] })).toEqual({
    kind: 'inputs',
    inputIds: [id],
  })
})

test('a response is to one to five hundred inputs, or to a dialogue', () => {
  const ids = Array.from({ length: 501 }, () => newId())
  const faultOf = (inputIds: string[]) =>
    responseTargetSchema.safeParse({ kind: 'inputs', inputIds }).error?.issues[0]?.message
  expect([0, 1, 500, 501].map((count) => faultOf(ids.slice(0, count)))).toEqual([
    'missing',
    undefined,
    undefined,
    'too-many',
  ])
  const whole = { kind: 'dialogue', dialogueId: newId() }
  expect(responseTargetSchema.parse(whole)).toEqual(whole)
})
