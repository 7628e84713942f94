import { readAddress } from '#platform/address'

/** An address, the same however it is written. */
export function handleOf(address: string): string {
  return readAddress(address)?.handle ?? address.trim().toLowerCase()
}
