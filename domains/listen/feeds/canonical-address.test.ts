import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalAddress } from './canonical-address.ts'

describe('canonicalAddress', () => {
  test.each([
    'http://krant.example/artikel',
    'https://www.krant.example/artikel/',
    'HTTPS://WWW.Krant.example:443/artikel',
    'https://krant.example/artikel?utm_source=rss&utm_medium=feed&fbclid=x',
    'https://krant.example/artikel#reacties',
  ])('gives one spelling to %s', (address) => {
    expect(canonicalAddress(address)).toBe('krant.example/artikel')
  })

  test('keeps what leads to another page', () => {
    expect(canonicalAddress('https://forum.example/t?id=3&page=2&utm_id=9')).toBe(
      'forum.example/t?id=3&page=2',
    )
    expect(canonicalAddress('https://forum.example/#!/t/3')).not.toBe(
      canonicalAddress('https://forum.example/#!/t/4'),
    )
    expect(canonicalAddress('https://krant.example:8443/a')).toBe('krant.example:8443/a')
  })

  test.each([
    'forum.example/?format_id=1&myfbclid=2&xutm_source=3',
    'forum.example/?cmpids=1&fbclid2=2&xcmpid=3',
    'mijnwww.krant.example/a',
    'forum.example/a#/t/3',
  ])('is careful with what only looks like a mark or a prefix: %s', (address) => {
    expect(canonicalAddress(`https://${address}`)).toBe(address.replace('/?', '?'))
  })

  test('drops a place within a page, though it holds a slash', () => {
    expect(canonicalAddress('https://krant.example/a#deel/2')).toBe('krant.example/a')
    expect(canonicalAddress('https://krant.example/a#deel#/2')).toBe('krant.example/a')
  })

  test('takes no longer for a path that is made to be slow', () => {
    const path = '/'.repeat(250_000)
    const begin = process.cpuUsage()
    expect(canonicalAddress(`https://x.example${path}a`)).toBe(`x.example${path}a`)
    expect(canonicalAddress(`https://x.example/a${path}`)).toBe('x.example/a')
    // Each slash looked at for each slash takes minutes; what else this machine does is not counted.
    expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000)
  })

  test('does not mind the order of parameters', () => {
    expect(canonicalAddress('https://a.example/?b=2&a=1')).toBe(
      canonicalAddress('https://a.example/?a=1&b=2'),
    )
    expect(canonicalAddress('https://a.example/?a=2&a=1')).toBe('a.example?a=1&a=2')
    expect(canonicalAddress('https://a.example/?a=1&a=2')).toBe('a.example?a=1&a=2')
  })

  test('is its own canonical form once made an address again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonicalAddress(address)
        return canonicalAddress(`https://${once}`) === once
      }),
    )
  })

  test('leaves alone what is no address', () => {
    expect(canonicalAddress(' geen adres ')).toBe('geen adres')
  })
})
