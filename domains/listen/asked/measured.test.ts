import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type ComparedQuestion, compareAs, likenessOf, questionsOf, SAME_QUESTION } from '#cores/text'
import { sharedData } from '#testing'

const texts = sharedData('text')

test.skipIf(!texts)(
  'questions of bank customers are found (skipped where WEERKLANK_DATA has no texts)',
  () => {
    const lines = readFileSync(join(texts ?? '', 'banking77', 'train.csv'), 'utf8')
      .split('\n')
      .slice(1)
    const marked = lines.filter((line) => line.includes('?'))
    const found = marked.filter((line) => questionsOf(line.slice(0, line.lastIndexOf(','))).length > 0)
    expect(found.length / marked.length).toBeGreaterThan(0.97)
  },
)

/** Of those that stand with others, the share that stands with another intent than most of its group. */
function shareWrong(said: { text: string; intent: string }[], language: 'nl' | 'en'): number {
  const groups: { lead: ComparedQuestion; intents: string[] }[] = []
  for (const { text, intent } of said) {
    const one = compareAs(text, language)
    if (!one) continue
    const likeness = groups.map(({ lead }) => likenessOf(one, lead))
    const best = likeness.indexOf(Math.max(...likeness))
    if ((likeness[best] ?? 0) > SAME_QUESTION) groups[best]?.intents.push(intent)
    else groups.push({ lead: one, intents: [intent] })
  }
  const joined = groups.filter(({ intents }) => intents.length > 1)
  const right = joined.map(({ intents }) =>
    Math.max(...[...Map.groupBy(intents, (intent) => intent).values()].map((same) => same.length)),
  )
  const all = joined.reduce((sum, { intents }) => sum + intents.length, 0)
  return 1 - right.reduce((sum, n) => sum + n, 0) / all
}

test.skipIf(!texts)('few stand with another question (skipped where WEERKLANK_DATA has no texts)', () => {
  const customers = readFileSync(join(texts ?? '', 'banking77', 'train.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const said = customers.map((line) => {
    const comma = line.lastIndexOf(',')
    return { text: line.slice(0, comma), intent: line.slice(comma + 1).trim() }
  })
  expect(shareWrong(said, 'en')).toBeLessThan(0.12)
  const line = z.object({ intent: z.string(), nl: z.string() })
  const assistant = readFileSync(join(texts ?? '', 'xsid', 'valid.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const dutch = assistant.map((text) => line.parse(JSON.parse(text)))
  expect(
    shareWrong(
      dutch.map(({ nl, intent }) => ({ text: nl, intent })),
      'nl',
    ),
  ).toBeLessThan(0.02)
})
