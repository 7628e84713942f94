import { expect, test } from 'vitest'
import { networksOf, trustOnly, visitorAddress } from './address.ts'

const limitKeyOf = (address: string) => networksOf(address).address
const householdOf = (address: string) => networksOf(address).household
const isTrusted = trustOnly(['10.0.0.0/8', '::1'])

test('without a proxy of ours a forwarded address is not believed', () => {
  const headers = { 'x-forwarded-for': '1.2.3.4' }
  expect(visitorAddress({ headers, remote: '203.0.113.9' }, isTrusted)).toBe('203.0.113.9')
})

test('behind our proxies the nearest stranger counts, whatever that stranger claims', () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.1.1.1' }
  expect(visitorAddress({ headers, remote: '10.2.2.2' }, isTrusted)).toBe('203.0.113.9')
  expect(visitorAddress({ headers, remote: '::ffff:10.2.2.2' }, isTrusted)).toBe('203.0.113.9')
})

test('an IPv6 visitor counts by the /48, of which somebody has all networks', () => {
  expect(limitKeyOf('2001:db8:1:2::5')).toBe(limitKeyOf('2001:db8:1:ffff::1'))
  expect(limitKeyOf('2001:db8:2:2::5')).not.toBe(limitKeyOf('2001:db8:1:2::5'))
  expect(limitKeyOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(limitKeyOf('nonsense')).toBe('unknown')
})

test('a household is a /64 of its own', () => {
  expect(householdOf('2001:db8:1:2::5')).toBe(householdOf('2001:db8:1:2:ffff::1'))
  expect(householdOf('2001:db8:1:3::5')).not.toBe(householdOf('2001:db8:1:2::5'))
  expect(householdOf('192.0.2.1')).toBe('192.0.2.1')
})

test('an IPv4 range of proxies may be written as IPv6', () => {
  const mapped = trustOnly(['::ffff:10.0.0.0/104'])
  expect([mapped('10.1.2.3'), mapped('::ffff:10.1.2.3'), mapped('11.1.2.3')]).toEqual([true, true, false])
})

test('visitors of a proxy that forwards the port too are still told apart', () => {
  expect(limitKeyOf('192.0.2.1:4711')).toBe('192.0.2.1')
  expect(limitKeyOf('[2001:db8:1:2::5]:4711')).toBe(limitKeyOf('2001:db8:1:2::5'))
  const headers = { 'x-forwarded-for': '203.0.113.9:4711, 10.1.1.1:80' }
  expect(visitorAddress({ headers, remote: '10.2.2.2' }, isTrusted)).toBe('203.0.113.9:4711')
})

test('a proxy that is no address is refused at the start', () => {
  expect(() => trustOnly(['10.0.0.0/8', 'proxy'])).toThrow('"proxy" is no address')
})
