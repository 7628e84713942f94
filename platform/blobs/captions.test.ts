import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCaptions } from './index.ts'

const written = `WEBVTT

00:00:01.000 --> 00:00:03.500
Deze lamp is stuk.

00:01:00.000 --> 00:01:02.000
Al een maand.
`

test.each([
  ['WebVTT', written],
  ['typed by hand', '0:01 --> 0:03.5\nDeze lamp is stuk.\n\n1:00-->1:02\nAl een maand.'],
  [
    'SubRip',
    '1\r\n00:00:01,000 --> 00:00:03,500\r\nDeze lamp is stuk.\r\n\r\n2\r\n00:01:00,000 --> 00:01:02,000\r\nAl een maand.\r\n',
  ],
  [
    'with marks, styles, notes and places',
    `\uFEFFWEBVTT - Titel\n\nSTYLE\n::cue { background: url(https://elders.example) }\n\nNOTE stil\n\n00:01.000 --> 00:03.500 line:0\n<v Jan><b>Deze</b> lamp is stuk.</v>\n\n1:00.000 --> 1:02.000\nAl een maand.`,
  ],
  ['in another order', '1:00 --> 1:02\nAl een maand.\n\n0:01 --> 0:03.5\nDeze lamp is stuk.'],
])('%s comes out as WebVTT with times and words', (_, text) => {
  expect(readCaptions(text)).toEqual({ kind: 'read', captions: written })
})

test.each([
  ['Deze lamp is stuk.', 'no-time', 1],
  [`${written}\nnog iets\nen nog iets`, 'no-time', 9],
  ['0:01 --> 0:03\nJa.\n\n0:09 --> 0:08\nNee.', 'ends-before', 4],
  ['0:01 --> 0:03\n\n0:04 --> 0:08\nNee.', 'no-words', 1],
  ['0:61 --> 0:62\nJa.', 'no-time', 1],
  ['x'.repeat(100_001), 'too-long', 1],
  ['WEBVTT', 'no-time', 1],
])('of %j it is said what is wrong, and in which line', (text, kind, line) => {
  expect(readCaptions(text)).toEqual({ kind, line })
})

test('nothing is nothing', () => {
  expect(readCaptions(' \n\n')).toEqual({ kind: 'read', captions: '' })
})

test('words are words, whatever is in them, and what came out is read as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (words) => {
      const once = readCaptions(`0:01 --> 0:02\nA ${words.replace(/[\r\n]/g, ' ')}`)
      if (once.kind !== 'read') throw new Error(once.kind)
      expect(once.captions.split('\n\n')).toHaveLength(2)
      expect(once.captions.split('\n')[3]).not.toMatch(/[<>]/)
      expect(readCaptions(once.captions)).toEqual(once)
    }),
  )
})
