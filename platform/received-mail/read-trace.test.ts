import { expect, test } from 'vitest'
import { readTrace } from './read-trace.ts'

const read = (source: string) => readTrace(Buffer.from(source))

test('what servers wrote above a mail is read: whom to report to, for whom, and when the last one took it', () => {
  const source = [
    'Return-Path: <zoe@elders.example>',
    'Delivered-To: antwoord+abc@voorbeeld.example',
    'Received: from mx (mx [1.2.3.4]; evil)',
    '\tby post; Mon, 2 Mar 2026 10:00:00 +0100',
    'Received: by elders; Sun, 1 Mar 2026 09:00:00 +0000',
    'Subject: x',
    '',
    'Return-Path: <>',
  ]
  for (const end of ['\n', '\r\n'])
    expect(read(source.join(end))).toEqual({
      returnPath: 'zoe@elders.example',
      deliveredTo: ['antwoord+abc@voorbeeld.example'],
      takenAt: new Date('2026-03-02T09:00:00Z'),
    })
})

test('an empty return path is told from none', () => {
  expect(read('Return-Path: <>\n\n').returnPath).toBe('')
  expect(read('Subject: x\n\n').returnPath).toBeNull()
})

test('nonsense is no trace', () => {
  for (const source of [
    '',
    '\n',
    '\n\nReceived: x; y',
    'Received: later',
    'Received',
    `Received:${';'.repeat(90_000)}`,
  ])
    expect(read(source)).toEqual({ returnPath: null, deliveredTo: [], takenAt: null })
})
