import { describe, expect, test } from 'vitest'
import { isOfAPerson, linkedPlace, linkedPlaces } from './community-address.ts'

describe('an address of a person', () => {
  test.each([
    'https://mastodon.example/@jan',
    'https://forum.example/u/jan/summary',
    'https://forum.example/users/jan',
    'https://forum.example/memberlist.php?mode=viewprofile&u=2',
    'https://www.facebook.com/jan.de.vries',
    'https://facebook.com/profile.php?id=1',
    'https://x.com/jan',
    'https://www.linkedin.com/in/jan',
    'https://krant.example/auteur/jan',
    'https://uni.example/~jan/',
  ])('%s', (address) => expect(isOfAPerson(address)).toBe(true))

  test.each([
    'https://forum.example/',
    'https://forum.example/viewtopic.php?t=3',
    'https://www.facebook.com/groups/noord/',
    'https://reddit.com/r/zwolle',
    'https://groups.google.com/u/0/g/noord',
    'https://blog.example/uitgaan/markt',
    'https://blog.example/inwoners',
    'https://blog.example/in/de-buurt',
    'geen adres',
  ])('is not %s', (address) => expect(isOfAPerson(address)).toBe(false))
})

describe('the place that a link leads to', () => {
  test.each([
    ['https://www.Forum.example/brug?t=3#p4', 'forum.example'],
    ['http://forum.example:8080/', 'forum.example:8080'],
    ['https://m.facebook.com/groups/Noord/posts/1', 'facebook.com/groups/noord'],
    ['https://old.reddit.com/r/Zwolle/comments/1', 'reddit.com/r/zwolle'],
    ['https://www.meetup.com/nl-NL/repaircafe/events', 'meetup.com/nl-nl/repaircafe'],
  ])('of %s is %s', (link, place) => expect(linkedPlace(link)?.place).toBe(place))

  test.each([
    'https://www.facebook.com/sharer/sharer.php?u=x',
    'https://x.com/intent/post?text=x',
    'https://nextdoor.nl/news_feed',
    'https://nl.wikipedia.org/wiki/Brug',
    'https://forum.example/u/jan',
    'https://192.0.2.1/forum',
    'https://[::1]/forum',
    'http://localhost/forum',
    'mailto:jan@forum.example',
  ])('is none for %s', (link) => expect(linkedPlace(link)).toBeUndefined())

  test('a post names each place once, by the first page of it and without what says who sent readers', () => {
    const html =
      '<p><a href="https://forum.example/brug?utm_source=x&amp;t=3" rel="nofollow">a</a> <a href="https://forum.example/park">b</a> <img src="https://beeld.example/1"></p>'
    expect(linkedPlaces(html)).toEqual([
      { place: 'forum.example', address: 'https://forum.example/brug?t=3' },
    ])
  })

  test('a post of nothing but beginnings of links is read in no time', () => {
    const html = '<a '.repeat(200_000)
    const began = performance.now()
    expect(linkedPlaces(html)).toEqual([])
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
