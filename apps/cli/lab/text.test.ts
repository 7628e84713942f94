import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { textCommand } from './text.ts'

const folder = mkdtempSync(join(tmpdir(), 'weerklank-text-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

async function languageOf(text: string) {
  const file = join(folder, 'text.txt')
  writeFileSync(file, text)
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await textCommand().parseAsync(['language', file], { from: 'user' })
  return JSON.parse(String(log.mock.lastCall?.[0]))
}

test('the language of a text is told with how sure that is, and of a short one not', async () => {
  const told = await languageOf('De winkeliers telden gisteren fietsers in de straat.\n')
  expect(told).toEqual({ language: 'nl', p: expect.any(Number) })
  expect(await languageOf('Brug dicht')).toEqual({ language: 'und', p: 0 })
})
