import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

type Range = readonly [Address, number]

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
    const address = read(text)
    if (!address) return false
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

/** By what limits count a visitor, who may have many addresses of IPv6 to choose from; `unknown` without an address. */
export type Networks = {
  /** By the /48, which is given to whoever asks for it and holds 65,536 networks: what most limits count by. */
  address: string
  /** One household or telephone: a /64. A provider of mobile telephones gives each its own out of one /48. */
  household: string
}

/** The networks of an address, which for IPv4 are the address itself. */
export function networksOf(address: string): Networks {
  const parsed = read(withoutPort(address))
  if (!parsed) return { address: 'unknown', household: 'unknown' }
  if (parsed instanceof ipaddr.IPv6) return { address: network(parsed, 48), household: network(parsed, 64) }
  const text = parsed.toString()
  return { address: text, household: text }
}

function network({ parts }: ipaddr.IPv6, bits: 48 | 64): string {
  const kept = parts.slice(0, bits / 16).map((part) => part.toString(16))
  return `${kept.join(':')}::/${bits}`
}

/** Undefined for what is no address. It is read once, as each request has several. */
function read(text: string): Address | undefined {
  try {
    return ipaddr.process(text)
  } catch {
    return undefined
  }
}

/** Some proxies forward the port too; all their visitors would be one unknown visitor, and limited together. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(hop)?.[1] ?? hop
}
