import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { responseTargetSchema, responseTextSchema, verdicts } from './index.ts'

const text = { explanation: 'Wij legden het zo aan.', unitId: newId() }

test('every verdict but "adopted" needs a reason', () => {
  const accepted = verdicts.filter((verdict) => responseTextSchema.safeParse({ ...text, verdict }).success)
  expect(accepted).toEqual(['adopted'])
  for (const verdict of verdicts)
    expect(responseTextSchema.safeParse({ ...text, verdict, reason: 'cost' }).success).toBe(true)
})

test('every verdict needs an explanation', () => {
  const blank = responseTextSchema.safeParse({ ...text, verdict: 'adopted', explanation: ' \n' })
  expect(blank.error?.issues).toMatchObject([{ path: ['explanation'], message: 'missing' }])
})

test('a form that names an input twice names it once', () => {
  const id = newId()
  expect(responseTargetSchema.parse({ kind: 'inputs', inputIds: [id, id] })).toEqual({
    kind: 'inputs',
    inputIds: [id],
  })
})
