import fc from 'fast-check'
import { raw } from 'hono/html'
import { expect, test } from 'vitest'
import { withHtml } from './html-in-json.ts'

const text = fc.string({ unit: 'binary' })

test('fragments in JSON are read as they were written, in any alphabet, a first and a second time', () => {
  const written = fc.record({ said: text, fragments: fc.array(fc.tuple(text, fc.boolean())) })
  fc.assert(
    fc.property(written, ({ said, fragments }) => {
      const html = { asked: fragments.map(([one, isKept]) => (isKept ? raw(one) : one)), yours: [] }
      const joined = fragments.map(([one]) => one).join('')
      for (const _ of [1, 2]) {
        const json = withHtml({ said }, 'parts', html)
        expect(JSON.parse(json)).toEqual({ said, parts: { asked: joined, yours: '' } })
        expect(Buffer.byteLength(json)).toBe(json.length)
      }
    }),
  )
})
