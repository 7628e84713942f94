import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

type Octets = [number, number, number, number]

const octet = fc.integer({ min: 0, max: 255 })
const anyIpv4 = fc.tuple(octet, octet, octet, octet)
const forbiddenIpv4 = fc.oneof(
  fc.tuple(fc.constant(0), octet, octet, octet),
  fc.tuple(fc.constant(10), octet, octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
  fc.tuple(fc.constant(127), octet, octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(198), fc.integer({ min: 18, max: 19 }), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
)

const dotted = (octets: Octets): string => octets.join('.')
const hextets = ([a, b, c, d]: Octets): string =>
  `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
const number = ([a, b, c, d]: Octets): number => a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d

const disguises: Record<string, (octets: Octets) => string> = {
  'mapped, dotted': (octets) => `::ffff:${dotted(octets)}`,
  'mapped, hexadecimal': (octets) => `::ffff:${hextets(octets)}`,
  compatible: (octets) => `::${hextets(octets)}`,
  translated: (octets) => `::ffff:0:${hextets(octets)}`,
  '6to4': (octets) => `2002:${hextets(octets)}::1`,
  NAT64: (octets) => `64:ff9b::${hextets(octets)}`,
  'local NAT64': (octets) => `64:ff9b:1::${hextets(octets)}`,
  Teredo: (octets) => `2001:0:${hextets(octets)}::1`,
  ISATAP: (octets) => `2a00:1450::5efe:${hextets(octets)}`,
  'ISATAP, global': (octets) => `2a00:1450::200:5efe:${hextets(octets)}`,
}

/** How the URL parser, and so the machine, reads other spellings of an IPv4 address. */
const spellings: Record<string, (octets: Octets) => string> = {
  decimal: (octets) => String(number(octets)),
  hexadecimal: (octets) => `0x${number(octets).toString(16)}`,
  'octal parts': (octets) => octets.map((part) => `0${part.toString(8)}`).join('.'),
  'two parts': ([a, b, c, d]) => `${a}.${(b << 16) | (c << 8) | d}`,
  'trailing dot': (octets) => `${dotted(octets)}.`,
}

describe('isPublicAddress', () => {
  test('accepts addresses of the public internet', () => {
    for (const address of ['8.8.8.8', '93.184.215.14', '172.32.0.1', '2a00:1450:400e:80c::200e']) {
      expect(isPublicAddress(address), address).toBe(true)
    }
  })

  test('refuses every private, local, shared, multicast or reserved IPv4 address', () => {
    fc.assert(fc.property(forbiddenIpv4, (octets) => !isPublicAddress(dotted(octets))))
  })

  test.each(Object.entries(disguises))('refuses any IPv4 address inside IPv6: %s', (_name, disguise) => {
    fc.assert(fc.property(anyIpv4, (octets) => !isPublicAddress(disguise(octets))))
  })

  test.each(Object.entries(spellings))(
    'sees through other spellings of a private address: %s',
    (_name, spell) => {
      fc.assert(
        fc.property(forbiddenIpv4, (octets) => {
          const host = URL.parse(`http://${spell(octets)}/`)?.hostname ?? ''
          return !isPublicAddress(host)
        }),
      )
    },
  )

  test('refuses IPv6 outside the global unicast space', () => {
    const outside = [
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12::1',
      'fec0::1',
      'ff02::1',
      '100::1',
      '4000::1',
    ]
    for (const address of [...outside, '2001:db8::1', '3fff::1']) {
      expect(isPublicAddress(address), address).toBe(false)
    }
  })

  test('refuses what is no address at all', () => {
    fc.assert(fc.property(fc.string(), (text) => !isPublicAddress(`${text}x`)))
  })
})
