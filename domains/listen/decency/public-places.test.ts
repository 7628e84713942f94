import { describe, expect, test } from 'vitest'
import { findFeed } from '../sources/find-feed.ts'
import { findClosedPlatform } from './closed-platform.ts'
import { asksToBeLeft, pageAsksToBeLeft } from './kept-out.ts'
import { isSignInPage } from './sign-in-page.ts'

test.each([
  ['https://www.facebook.com/groups/wijkoost', 'facebook.com'],
  ['https://NL-NL.Facebook.com./wijkoost', 'facebook.com'],
  ['https://linkedin.com/feed', 'linkedin.com'],
  ['https://discord.gg/abc', 'discord.gg'],
  ['http://t.co/x', 't.co'],
])('%s is of a platform that is not read', (address, platform) => {
  expect(findClosedPlatform(address)).toBe(platform)
})

test.each([
  'https://notfacebook.com/',
  'https://facebook.com.krant.example/',
  'https://krant.example/?u=https://facebook.com/',
  'https://krant.example/facebook.com',
  'geen adres',
])('%s is of none', (address) => {
  expect(findClosedPlatform(address)).toBeUndefined()
})

test('a platform that is not read is not even asked', async () => {
  const fetcher = () => Promise.reject(new Error('It was asked.'))
  const tasks = { read: fetcher, discover: fetcher, readList: fetcher, readPage: fetcher, readWords: fetcher }
  const reader = { ...tasks, close: () => Promise.resolve() }
  const found = await findFeed({ fetcher, reader }, 'https://x.com/gemeente', { now: () => new Date() })
  expect(found).toEqual({ kind: 'unusable', problem: 'closed-x.com' })
})

describe('a page where one signs in', () => {
  const page = (url: string, html: string) => ({
    ...{ url, headers: { 'content-type': 'text/html' } },
    body: new TextEncoder().encode(html),
  })
  const asked = 'https://forum.example/groep'
  const password = '<form><input name=p type="password"></form>'

  test.each([
    ['https://forum.example/login?next=/groep', '<p>Welkom</p>'],
    ['https://forum.example/wp-login.php', '<p>Welkom</p>'],
    ['https://sso.forum.example/', '<p>Welkom</p>'],
    [asked, `<title>Inloggen – Forum</title>${password}`],
    [asked, `<TITLE>Log in</TITLE><INPUT TYPE='password'>`],
  ])('is known by where we are led, or by what it says: %s %s', (url, html) => {
    expect(isSignInPage(asked, page(url, html))).toBe(true)
  })

  test.each([
    [asked, `<title>Wijkforum Oost</title>${password}`],
    [asked, '<title>Hoe kan ik inloggen op MijnOverheid?</title><p>Zo.</p>'],
    ['https://forum.example/blog/inlogproblemen', '<p>Bericht</p>'],
    ['https://forum.example/authors/login-verhalen', '<p>Bericht</p>'],
  ])('is not any page that speaks of it: %s %s', (url, html) => {
    expect(isSignInPage(asked, page(url, html))).toBe(false)
  })

  test('is no feed, wherever it stands', () => {
    const feed = { ...page('https://forum.example/login/feed', '<rss/>'), headers: {} }
    expect(isSignInPage(asked, feed)).toBe(false)
  })

  test('is looked for in time that goes with the length of the page', () => {
    const start = performance.now()
    isSignInPage(asked, page(asked, '<title>login</title>'.concat('<input '.repeat(30_000))))
    expect(performance.now() - start).toBeLessThan(500)
  })
})

test.each([
  'Dit is van mij. #nobot',
  '#NoBots',
  'zie\n＃noindex!',
  '(#no-bot)',
  '#NOARCHIVE',
  'مرحبا #nobot',
])('%j asks programs to leave it alone', (text) => {
  expect(asksToBeLeft(text)).toBe(true)
})

test.each(['#nobotox', 'nobot', 'a#nobot', 'https://x.example/#nobot', '#nobøt', ''])(
  '%j asks nothing',
  (text) => {
    expect(asksToBeLeft('Titel', text)).toBe(false)
  },
)

test.each([
  [{ 'x-robots-tag': 'noindex, nofollow' }, '', true],
  [{ 'x-robots-tag': 'googlebot: noindex' }, '', false],
  [{ 'x-robots-tag': 'googlebot: noindex, weerklank: none' }, '', true],
  [{ 'x-robots-tag': 'nosnippet' }, '', false],
  [{ 'tdm-reservation': '1' }, '', false],
  [{ 'tdm-reservation': '0' }, '', false],
  [{}, '<meta name=ROBOTS content="NoIndex">', true],
  [{}, '<meta content="max-snippet:0" name="weerklank">', false],
  [{}, '<meta name="googlebot" content="noindex">', false],
  [{}, '<meta name="tdm-reservation" content="1">', false],
  [{}, '<meta name="description" content="Over mij. #nobot">', true],
  [{}, '<p>noindex</p>', false],
])('what a page asks is read: %o %s', (headers, html, wishes) => {
  expect(pageAsksToBeLeft(headers, html)).toBe(wishes)
})
