import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sharedData } from '#testing'
import { wordsOf } from '../watches/watch-words.ts'
import { htmlToText } from './clean-html.ts'
import { readFeed } from './read-feed.ts'

const folder = sharedData('feeds', 'feedparser', 'tests')
const root = folder ?? ''

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name))
}

/** What a file says that must be found in it, for the four properties that mean the same to every reader. */
function expectationOf(text: string): { where: string; property: string; value: string } | undefined {
  const match =
    /Expect:\s+(?:not bozo and )?(feed|entries\[0\])\['(title|link)'\] == u?(['"])(.*)\3\s*$/m.exec(text)
  const [, where, property, , value] = match ?? []
  if (where === undefined || property === undefined || value === undefined) return undefined
  const unescaped = value.replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, u?: string, x?: string) =>
    String.fromCharCode(Number.parseInt(u ?? x ?? '0', 16)),
  )
  return { where, property, value: unescaped }
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

    test('give the titles and links that their authors expect', () => {
      let expected = 0
      let met = 0
      for (const file of listFiles(root)) {
        const bytes = readFileSync(file)
        const wanted = expectationOf(bytes.toString('utf8'))
        if (!wanted) continue
        expected += 1
        const url = `http://127.0.0.1:8097/${file.slice(root.length + 1)}`
        const outcome = readFeed({ bytes, url })
        if (outcome.kind !== 'feed') continue
        const { feed } = outcome
        const found =
          wanted.where === 'feed'
            ? { title: feed.title, link: feed.home }
            : { title: feed.items[0]?.title, link: feed.items[0]?.url }
        const value = wanted.property === 'title' ? found.title : found.link
        if (value === wanted.value || value === htmlToText(wanted.value)) met += 1
      }
      expect(expected).toBe(427)
      // What is left: titles that are only a picture, addresses from headers of a server, and two spellings of a bracket.
      expect(met).toBeGreaterThanOrEqual(393)
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
