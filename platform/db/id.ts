import { randomUUIDv7 } from 'node:crypto'

/** Makes a key: UUIDv7, so that keys made later sort later. */
export function newId(): string {
  return randomUUIDv7()
}
