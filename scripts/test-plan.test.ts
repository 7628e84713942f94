import { expect, test } from 'vitest'
import { planTests } from './test-plan.ts'

const plan = (words: string[], files: string[] = []) => planTests(words, async () => files)

test('without a word everything runs, and nothing to test is a failure', async () => {
  expect(await plan([])).toEqual({ kind: 'run', unit: [], journeys: [], leftOut: [], mayBeEmpty: false })
})

test('paths in e2e go to the browser, the others do not, and who gets none does not run', async () => {
  expect(await plan(['domains/answer', 'e2e/frame.spec.ts'])).toMatchObject({
    unit: ['domains/answer'],
    journeys: ['e2e/frame.spec.ts'],
  })
  expect(await plan(['domains/answer'])).toMatchObject({ unit: ['domains/answer'], journeys: undefined })
  expect(await plan(['./e2e'])).toMatchObject({ unit: undefined, journeys: ['./e2e'] })
})

test('of what changed the journeys run only where a page or a journey did, and it says what is left out', async () => {
  const small = await plan(['--changed'], ['domains/answer/inbox.queries.ts'])
  expect(small).toMatchObject({ unit: ['--changed=HEAD'], journeys: undefined, mayBeEmpty: true })
  expect(small).toMatchObject({ leftOut: [/import/, /journeys/].map((word) => expect.stringMatching(word)) })
  for (const file of ['apps/web/app.ts', 'e2e/site.ts']) {
    const large = await plan(['--changed=main'], [file])
    expect(large).toMatchObject({ unit: ['--changed=main'], journeys: [] })
    expect(large).toMatchObject({ leftOut: [expect.stringMatching('import')] })
  }
})

test('an option that there is not, or a commit that git does not know, is refused with what there is', async () => {
  const unknown = await plan(['--watch'])
  expect(unknown).toMatchObject({
    kind: 'refused',
    why: expect.stringMatching(/--watch[\s\S]+--changed=main/),
  })
  const lost = await planTests(['--changed=mian'], () => Promise.reject(new Error('unknown revision')))
  expect(lost).toMatchObject({ kind: 'refused', why: expect.stringMatching('since mian: unknown revision') })
})
