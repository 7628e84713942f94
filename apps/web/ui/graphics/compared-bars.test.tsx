import { expect, test } from 'vitest'
import { ComparedBars } from './compared-bars.tsx'

async function draw(part: number | null, whole: number | null): Promise<string> {
  const rows = [{ label: 'Jonger dan 40', part, whole, sentence: 'Zo is het.' }]
  return String(await (<ComparedBars rows={rows} hidden="niet getoond" />))
}

test('each group has its label, two bars in proportion, and their figures', async () => {
  const html = await draw(75, 50)
  expect(html).toContain('Jonger dan 40')
  expect(html).toContain('aria-label="Zo is het."')
  const widths = [...html.matchAll(/width="([\d.]+)%" height="16"/g)].map(([, width]) => Number(width))
  expect(widths).toEqual([63, 42])
  expect(html).toContain('75 %')
  expect(html).toContain('50 %')
})

test('a group that is not told of has no bar, and nothing that tells its size', async () => {
  const html = await draw(null, 50)
  expect(html).toContain('niet getoond')
  expect(html.match(/height="16"/g)).toHaveLength(1)
  expect(await draw(null, null)).not.toContain('height="16"')
})

test('without a population there is one bar', async () => {
  expect((await draw(75, null)).match(/height="16"/g)).toHaveLength(1)
})

test('the longest bar leaves room for its figure', async () => {
  expect(await draw(100, 100)).toContain('width="84%"')
})
