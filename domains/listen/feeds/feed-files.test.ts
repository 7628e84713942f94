import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '#cores/text'
import { sharedData } from '#testing'
import { cleanHtml, htmlToText } from './clean-html.ts'
import type { FeedItem, ParsedFeed } from './parsed-feed.ts'
import { readFeed } from './read-feed.ts'

const folder = sharedData('feeds', 'feedparser', 'tests')
const root = folder ?? ''

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name))
}

type Expectation = { of: 'feed' | 'item'; property: string; value: string | Date }

const EXPECTED =
  /Expect:\s+(?:not bozo and )?(feed|entries\[0\])\['(\w+)'\] == u?(?:(['"])(.*)\3|\((\d+(?:, ?\d+)+)\))\s*$/m

/** What a file says that must be found in it, for the properties that mean the same to every reader. */
function expectationOf(text: string): Expectation | undefined {
  const [, where, property = '', , words, numbers] = EXPECTED.exec(text) ?? []
  const of = where === 'feed' ? 'feed' : 'item'
  const known = of === 'feed' ? ['title', 'link'] : Object.keys(itemProperties)
  if (where === undefined || !known.includes(property)) return undefined
  if (words === undefined) {
    const [year = 0, month = 1, ...rest] = (numbers ?? '').split(',').map(Number)
    const [day, hour, minute, second] = rest
    return { of, property, value: new Date(Date.UTC(year, month - 1, day, hour, minute, second)) }
  }
  return { of, property, value: /^(published|updated)$/.test(property) ? new Date(words) : unescaped(words) }
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, u?: string, x?: string) =>
      String.fromCharCode(Number.parseInt(u ?? x ?? '0', 16)),
    )
    .replaceAll('\\n', '\n')
    .replace(/\\(['"\\])/g, '$1')
}

const publishedAt = (item: FeedItem) => item.publishedAt
const updatedAt = (item: FeedItem) => item.updatedAt ?? item.publishedAt
const itemProperties: Record<string, (item: FeedItem) => string | Date | undefined> = {
  title: ({ title }) => title,
  link: ({ url }) => url,
  ...{ id: ({ guid }) => guid, guid: ({ guid }) => guid },
  ...{ description: ({ text }) => text, summary: ({ text }) => text },
  ...{ published: publishedAt, published_parsed: publishedAt, created_parsed: publishedAt },
  ...{ updated: updatedAt, updated_parsed: updatedAt },
}

function foundIn({ items: [first], title, home }: ParsedFeed, { of, property }: Expectation) {
  if (of === 'feed') return property === 'title' ? title : home
  return first && itemProperties[property]?.(first)
}

/** As words or as the same moment: how a reader cleans HTML is its own. */
function isMet(found: string | Date | undefined, value: string | Date): boolean {
  if (value instanceof Date) return found instanceof Date && found.getTime() === value.getTime()
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
  const said = oneLine(String(found ?? ''))
  return [value, htmlToText(value), htmlToText(cleanHtml(value, undefined))].map(oneLine).includes(said)
}

describe.skipIf(folder === undefined)(
  'the feeds of the feedparser project (skipped where the shared data are absent)',
  () => {
    test('are all read, broken ones too, except the one that is empty', () => {
      const files = listFiles(root)
      const unread = files.filter((file) => readFeed({ bytes: readFileSync(file), url: '' }).kind !== 'feed')
      expect(files.length).toBeGreaterThan(2100)
      expect(unread.map((file) => file.slice(root.length + 1))).toEqual(['illformed/rss_empty_document.xml'])
    })

    test('give in 95 of 100 what their authors expect of titles, links, ids, dates and texts', () => {
      let expected = 0
      let met = 0
      for (const file of listFiles(root)) {
        const bytes = readFileSync(file)
        const text = bytes.toString('utf8')
        const wanted = expectationOf(text)
        if (!wanted) continue
        expected += 1
        const header = (name: string) => new RegExp(`^Header:\\s+${name}:\\s*(.*)$`, 'mi').exec(text)?.[1]
        const address = `http://127.0.0.1:8097/${file.slice(root.length + 1)}`
        const url = new URL(header('Content-Location') ?? '', address).href
        const outcome = readFeed({ bytes, url, contentType: header('Content-type') ?? '', timeZone: 'UTC' })
        if (outcome.kind === 'feed' && isMet(foundIn(outcome.feed, wanted), wanted.value)) met += 1
      }
      expect(expected).toBeGreaterThan(1000)
      // What is left: expectations of several things at once, markup that other readers show and we leave out, old names of brackets.
      expect(met / expected).toBeGreaterThan(0.97)
    })
  },
)

const cases = sharedData('cases', 'feeds')

test.skipIf(!cases)(
  'a word with soft hyphens is found by who watches for it (skipped where the cases are absent)',
  () => {
    const bytes = readFileSync(join(cases ?? '', '19-soft-hyphen.xml'))
    const outcome = readFeed({ bytes, url: 'http://127.0.0.1:3121/' })
    if (outcome.kind !== 'feed') throw new Error(outcome.kind)
    const said = outcome.feed.items.map((item) => `${item.title} ${item.text}`)
    for (const [at, word] of [
      [0, 'fietspad'],
      [1, 'zonneweide'],
      [2, 'windmolen'],
    ] as const)
      expect(wordsOf(said[at] ?? '').map(({ folded }) => folded)).toContain(word)
  },
)
