import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonPart, jsonMembers } from './json-members.ts'

async function read(...chunks: string[]): Promise<JsonPart[]> {
  async function* give() {
    yield* chunks
  }
  return Array.fromAsync(jsonMembers(give()))
}

describe('a JSON file in parts', () => {
  test('gives each member, and each feature with its line', async () => {
    const parts = await read(
      '{\n "type": "x",\n "features": [\n  {"a": [1, {}]},\n\n  {"b": "}],{"}\n ],\n "n": 1\n}\n',
    )
    expect(parts.map(({ name, isElement, text, line }) => [name, isElement, text, line])).toEqual([
      ['type', false, '"x"', 2],
      ['features', true, '{"a": [1, {}]}', 4],
      ['features', true, '{"b": "}],{"}', 6],
      ['n', false, '1', 8],
    ])
  })

  test('is the same as the whole, wherever it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }),
        fc.jsonValue({ maxDepth: 2 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (features, crs, size, isWide) => {
          const text = JSON.stringify({ crs, features, 'ä"\\': 1 }, null, isWide ? 2 : 0)
          const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
          const parts = await read(...chunks)
          const elements = parts.filter(({ isElement }) => isElement).map((part) => JSON.parse(part.text))
          expect(elements).toEqual(JSON.parse(JSON.stringify(features)))
          expect(JSON.parse(parts.find(({ name }) => name === 'crs')?.text ?? '')).toEqual(
            JSON.parse(JSON.stringify(crs)),
          )
        },
      ),
    )
  })

  test.each([
    ['a file that is cut off', '{"features": [{"a": 1}, {"b"', /cut off, or no JSON object, at line 1/],
    ['a file that is cut off between features', '{"features": [{"a": 1},\n', /at line 2/],
    ['an empty file', '', /no JSON object/],
    ['a list', '[1, 2]', /begins with \{/],
    ['two objects', '{"a": 1} {"b": 2}', /behind the end/],
  ])('%s is refused', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })
})
