import ipaddr from 'ipaddr.js'

/** RFC 4291: all global unicast IPv6 space that has been given out lies here. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

/** ISATAP (RFC 5214) hides an IPv4 address behind these interface identifiers. */
const ISATAP_MARKS = [0x0000, 0x0200]

/**
 * Tells whether an address belongs to the public internet.
 * Everything that is not plainly public is not: private, loopback, link-local, carrier-grade NAT, multicast and
 * reserved ranges, and every IPv6 form that carries an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo, ISATAP).
 * @param address an IPv4 or IPv6 address in any textual form, without brackets; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || isGlobalUnicast(parsed)
}

function isGlobalUnicast(address: ipaddr.IPv6): boolean {
  const isatap = address.parts[5] === 0x5efe && ISATAP_MARKS.includes(address.parts[4] ?? -1)
  return address.match(GLOBAL_UNICAST) && !isatap
}
