import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Whether an address is that of a proxy whose X-Forwarded-For is believed. */
export type IsTrusted = (address: string) => boolean

/**
 * Reads a list of addresses and CIDR ranges.
 * @throws Error that names the part that is neither
 */
export function trustOnly(list: string[]): IsTrusted {
  const ranges = list.map((part): Range => {
    if (!part.includes('/') && ipaddr.isValid(part)) {
      const address = ipaddr.process(part)
      return [address, address.kind() === 'ipv4' ? 32 : 128]
    }
    if (!ipaddr.isValidCIDR(part))
      throw new Error(`WEERKLANK_TRUSTED_PROXIES: "${part}" is no address and no CIDR range.`)
    return plainRange(ipaddr.parseCIDR(part))
  })
  return (text) => {
    if (!ipaddr.isValid(text)) return false
    const address = ipaddr.process(text)
    return ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
  }
}

/** An IPv4 range that is written as IPv6 holds the IPv4 addresses that it means. */
function plainRange([address, bits]: Range): Range {
  if (!(address instanceof ipaddr.IPv6) || !address.isIPv4MappedAddress() || bits < 96) return [address, bits]
  return [address.toIPv4Address(), bits - 96]
}

/** The visitor's address: the nearest hop that is not one of our own proxies. */
export function visitorAddress(
  request: Pick<IncomingMessage, 'headers'> & { remote: string },
  isTrusted: IsTrusted,
): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const hops = [...forwarded.map((hop) => hop.trim()).filter(Boolean), request.remote]
  for (const hop of hops.reverse()) if (!isTrusted(withoutPort(hop))) return hop
  return request.remote
}

/** What most limits count by: an IPv6 address by its /48, which is given to whoever asks for it and holds 65,536 networks. */
export function limitKeyOf(address: string): string {
  return networkOf(address, 48)
}

/** One household or telephone: a /64. A provider of mobile telephones gives each its own out of one /48. */
export function householdOf(address: string): string {
  return networkOf(address, 64)
}

function networkOf(address: string, bits: 48 | 64): string {
  const bare = withoutPort(address)
  if (!ipaddr.isValid(bare)) return 'unknown'
  const parsed = ipaddr.process(bare)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  const parts = parsed.parts.slice(0, bits / 16).map((part) => part.toString(16))
  return `${parts.join(':')}::/${bits}`
}

/** Some proxies forward the port too; all their visitors would be one unknown visitor, and limited together. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(hop)?.[1] ?? hop
}
