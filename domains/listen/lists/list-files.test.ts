import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { sharedData } from '#testing'
import type { FeedList } from './feed-list.ts'
import { readList } from './read-list.ts'

const folder = sharedData('feeds', 'listparser-opml')
const root = folder ?? ''
const files = folder
  ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
  : []

/** What is read, by the names that the expectations give it. */
function asExpected(list: FeedList) {
  const tagged = (feed: FeedList['feeds'][number]) => ({
    ...feed,
    tags: feed.categories.filter((path) => path.length === 1).flat(),
  })
  return {
    bozo: list.warnings.length > 0 ? 1 : 0,
    version: list.format,
    feeds: list.feeds.map(tagged),
    lists: list.lists,
    opportunities: list.sites,
    meta: {
      title: list.title,
      author: list.owner,
      ...{ created: list.createdAt, created_parsed: list.createdAt },
      ...{ modified: list.modifiedAt, modified_parsed: list.modifiedAt },
    },
  }
}

type Value = unknown
const PATH = /^(not )?(len\()?result((?:\[[^\]]+\]|\.get\([^)]*\))*)\)?(?: (==|is|in) )?(.*)$/

/** The value at `['feeds'][0]['url']`. */
function at(result: Value, path: string): Value {
  const steps = [...path.matchAll(/\[(?:'([^']*)'|"([^"]*)"|(\d+))\]|\.get\('([^']*)'[^)]*\)/g)]
  return steps.reduce<Value>((value, [, a, b, index, d]) => {
    const key = a ?? b ?? index ?? d ?? ''
    return (value as Record<string, Value>)[key]
  }, result)
}

function literal(text: string, result: Value): Value {
  if (text === 'False') return 0
  if (text.startsWith('result')) return at(result, text.slice('result'.length))
  const instant = /^datetime\.datetime\(([\d, ]+),/.exec(text)?.[1]
  if (instant !== undefined) {
    const [year = 0, month = 1, ...rest] = instant.split(',').map(Number)
    return new Date(Date.UTC(year, month - 1, ...rest))
  }
  return JSON.parse(text.replaceAll("'", '"'))
}

/** Whether what a comment expects is so: `len(result['feeds']) == 1`, `'tag' in result['feeds'][0]['tags']`. */
function holds(expectation: string, result: Value): boolean {
  const inside = /^(.+) in (\(?result.*)$/.exec(expectation)
  if (inside) {
    const places = (inside[2] ?? '').replace(/^\(|\)$/g, '').split(', ')
    const found = places.map((place) => at(result, place.slice('result'.length)))
    const all = places.length > 1 ? found : (found[0] as Value[])
    return all.some((one) => JSON.stringify(one) === JSON.stringify(literal(inside[1] ?? '', result)))
  }
  const [, not, len, path = '', sign, value = ''] = PATH.exec(expectation) ?? []
  const found = at(result, path)
  if (not) return !found || (Array.isArray(found) && found.length === 0)
  if (sign === undefined) return Boolean(found)
  const wanted = literal(value.trim(), result)
  if (found instanceof Date) return found.getTime() === new Date(wanted as string).getTime()
  return JSON.stringify(len ? (found as Value[]).length : found) === JSON.stringify(wanted)
}

test.skipIf(!folder).each(files)('%s is read as it expects', (name) => {
  const bytes = readFileSync(join(root, name))
  const outcome = readList({ bytes })
  if (outcome.kind !== 'list') throw new Error(`${basename(name)}: ${outcome.reason}`)
  const result = asExpected(outcome.list)
  const expectations = [...bytes.toString('utf8').matchAll(/Eval: (.*)$/gm)].map(([, line = '']) =>
    line.trim(),
  )
  expect(expectations.length).toBeGreaterThan(0)
  expect(expectations.filter((line) => !holds(line, result))).toEqual([])
})
