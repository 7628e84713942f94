import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFeedReader } from '#domains/listen'
import type { FetchOutcome } from '#platform/fetch'
import { now, today } from '#stories'
import {
  askApproval,
  filingSchema,
  lookAtPlaced,
  makePostAConversation,
  placeReply,
  readConversation,
} from '../index.ts'
import { letterhead, turnOf, useAnswerDesk } from '../testing.ts'
import { makePost, makeSource } from './elsewhere.fixture.ts'

const { database, hire, inTransaction } = useAnswerDesk()
const reader = createFeedReader()
const clock = { now: () => now }
const url = 'https://blog.example/brug'
const words = 'De brug gaat op maandag 9 maart om zeven uur weer open.'

let ann = ''
let sourceId = ''
beforeAll(async () => {
  ann = await hire('ann')
  await database()
    .db.insertInto('organisation')
    .values({ name: 'Gemeente Voorbeeld', created_at: now })
    .execute()
  sourceId = await makeSource(database().db, ann, now)
})
afterAll(() => reader.close())

/** A reply that somebody says stands below a post. */
async function place() {
  const postId = await makePost(database().db, { sourceId, url, body: 'Hoe lang nog?', at: now })
  const made = await inTransaction((tx) =>
    makePostAConversation(tx, postId, filingSchema.parse({}), { by: ann, timeZone: 'Europe/Amsterdam', now }),
  )
  if (!('conversationId' in made)) throw new Error(made.kind)
  const id = made.conversationId
  await inTransaction((tx) => askApproval(tx, turnOf(id, ann, 1), words))
  const placing = { draftSeq: 2, answersInput: false, address: `${url}#comment-1`, isOtherHost: false }
  await inTransaction((tx) => placeReply(tx, turnOf(id, ann, 2), placing, letterhead))
  return id
}

const missing = { kind: 'failed', url, reason: 'status', status: 404, transient: false } as const
const html = (text: string): FetchOutcome => ({
  ...{ kind: 'fetched', url, headers: { 'content-type': 'text/html; charset=utf-8' } },
  body: new TextEncoder().encode(text),
})

/** Looks at a site that answers so, and says what is then known, and what was asked of the site. */
async function look(page: FetchOutcome, robots: FetchOutcome = missing) {
  const id = await place()
  // What a site said of programs is kept for a day.
  await database().db.deleteFrom('source_site').execute()
  const asked: string[] = []
  const fetcher = async (request: { url: string }) => {
    asked.push(request.url)
    return request.url.endsWith('/robots.txt') ? robots : page
  }
  const again = () => lookAtPlaced(database().db, { fetcher, reader }, { conversationId: id, seq: 3, clock })
  const outcome = await again()
  expect(await again()).toEqual({ kind: 'settled' })
  const shown = await inTransaction((tx) => readConversation(tx, { id, by: ann, now, today }))
  return { outcome, asked, placed: shown?.entries.at(-1)?.placed }
}

test('a reply that stands on the page is seen, by asking for the page once', async () => {
  const feed = '<link rel="alternate" type="application/rss+xml" title="Reacties" href="/brug/feed/">'
  const site = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
  const { asked, placed } = await look(
    html(`<html><head>${site}${feed}</head><body><p>Hoe lang nog?</p><p>${words}</p></body></html>`),
  )
  expect(asked).toEqual(['https://blog.example/robots.txt', `${url}#comment-1`])
  expect(placed).toMatchObject({ state: 'seen', seenBy: null, lookedAt: now, reason: null })
  expect(placed?.feed).toBe('https://blog.example/brug/feed/')
})

test.each([
  [
    'a page on which it does not stand',
    html('<p>Hoe lang nog?</p><script>De brug</script>'),
    'not-found',
    null,
  ],
  ['an empty page', html(''), 'not-found', null],
  ['a page that is gone', missing, 'gone', 'status-404'],
  ['a page for members', { ...missing, status: 403 }, 'refused', 'status-403'],
  [
    'an address in our own network',
    { kind: 'refused', url, reason: 'private-address' },
    'refused',
    'private-address',
  ],
  [
    'a server that is out of order',
    { ...missing, status: 503, transient: true },
    'unreachable',
    'status-503',
  ],
] as const)('%s is told with its reason, and not asked for again', async (_, page, state, reason) => {
  expect((await look(page)).placed).toMatchObject({ state, reason })
})

test('where the site asks programs to stay away, the page is not asked for', async () => {
  const robots = html('User-agent: *\nDisallow: /brug')
  const { asked, placed } = await look(html(words), robots)
  expect(asked).toEqual(['https://blog.example/robots.txt'])
  expect(placed).toMatchObject({ state: 'refused', reason: 'robots' })
})
