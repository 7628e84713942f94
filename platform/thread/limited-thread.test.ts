import { afterEach, expect, test } from 'vitest'
import { createLimitedThread, type LimitedThread } from './index.ts'

/** Doubles a number, and has a word for each way to break a limit. */
const program = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', (asks) => {
  if (asks === 'hang') for (;;);
  if (asks === 'hoard') for (const hoard = []; ; ) hoard.push({ size: hoard.length, parts: [1.5] })
  if (asks === 'dig') (function dig() { dig() })()
  if (asks === 'break') throw new Error('broken on purpose')
  if (asks === 'leave') process.exit()
  parentPort.postMessage(asks * 2)
})`
const file = new URL(`data:text/javascript,${encodeURIComponent(program)}`)

let thread: LimitedThread<unknown, number>
const start = (limitMs: number) => {
  thread = createLimitedThread({ file, limitMs, memoryMb: 32 })
  return thread
}
afterEach(() => thread.close())

const MINUTE = 60_000

test('answers one question after the other', async () => {
  const { ask } = start(MINUTE)
  const answers = await Promise.all([ask(1), ask(2), ask(3)])
  expect(answers).toEqual([2, 4, 6].map((answer) => ({ kind: 'answered', answer })))
})

test('work that takes too long is ended, and the next question is answered', async () => {
  const { ask } = start(2000)
  const outcomes = await Promise.all([ask('hang'), ask(4)])
  expect(outcomes).toEqual([{ kind: 'too-long' }, { kind: 'answered', answer: 8 }])
})

test.each(['hoard', 'dig'])(
  'work that needs too much is ended, and the next question is answered: %s',
  async (asks) => {
    const { ask } = start(MINUTE)
    const outcomes = await Promise.all([ask(asks), ask(5)])
    expect(outcomes).toEqual([{ kind: 'too-much' }, { kind: 'answered', answer: 10 }])
  },
)

test('work that throws, or a thread that leaves, fails that question alone', async () => {
  const { ask } = start(MINUTE)
  await expect(ask('break')).rejects.toThrow('broken on purpose')
  await expect(ask('leave')).rejects.toThrow('ended before it answered')
  expect(await ask(6)).toEqual({ kind: 'answered', answer: 12 })
})

test('whoever closes it waits for no question, and it answers none any more', async () => {
  const { ask, close } = start(MINUTE)
  await ask(1)
  const hanging = expect(ask('hang')).rejects.toThrow('ended before it answered')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await close()
  await hanging
  await expect(ask(1)).rejects.toThrow('is closed')
})
