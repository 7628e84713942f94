import { expect, onTestFinished, test } from 'vitest'
import { leaveOnFault, surviveFaults } from './report-failure.ts'

test('what one request lets fall is logged without what was typed, and ends nothing', () => {
  const lines: object[] = []
  const note = (fields: object) => void lines.push(fields)
  process.on('uncaughtException', leaveOnFault)
  const restore = surviveFaults({ debug: note, info: note, warn: note, error: note })
  onTestFinished(() => void process.off('uncaughtException', leaveOnFault))
  onTestFinished(() => void process.off('unhandledRejection', leaveOnFault))
  expect(process.listeners('uncaughtException')).not.toContain(leaveOnFault)
  const survive = process.listeners('uncaughtException').at(-1)
  survive?.(Object.assign(new TypeError('what somebody typed'), { code: 'E_FAULT' }), 'uncaughtException')
  expect(lines).toMatchObject([{ err: { type: 'TypeError', code: 'E_FAULT' } }])
  expect(JSON.stringify(lines)).not.toContain('typed')
  expect(JSON.stringify(lines)).toContain('report-failure.test.ts')
  restore()
  expect(process.listeners('uncaughtException')).toContain(leaveOnFault)
})
