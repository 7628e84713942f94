import { expect, test } from 'vitest'
import { TimeColumns } from './time-columns.tsx'

const words = { name: 'Mensen per dag.', most: 'meest: 40', from: '1 mei', to: '3 mei' }

function columnsOf(values: (number | null)[]): { kind: string; height: number }[] {
  const html = String(<TimeColumns values={values} {...words} />)
  return [...html.matchAll(/<rect class="([^"]+)"[^>]* height="([^"]+)"/g)].map(([, kind = '', height]) => ({
    kind,
    height: Number(height),
  }))
}

test('the height of a column is in proportion to its number', () => {
  const [half, whole] = columnsOf([20, 40])
  expect(half?.height).toBe((whole?.height ?? 0) / 2)
})

test('what is too few to tell can be seen to be there, and nobody is nothing', () => {
  const [few, nobody] = columnsOf([null, 0, 30])
  expect(few).toMatchObject({ kind: 'bar low' })
  expect(few?.height).toBeGreaterThan(0)
  expect(nobody).toEqual({ kind: 'bar', height: 0 })
})

test('without any numbers it still draws', () => {
  expect(columnsOf([])).toEqual([])
  expect(columnsOf([0])).toEqual([{ kind: 'bar', height: 0 }])
})
