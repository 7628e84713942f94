import { randomUUID, randomUUIDv7 } from 'node:crypto'

/** Makes a key: UUIDv7, so that keys made later sort later. */
export function newId(): string {
  return randomUUIDv7()
}

/** Makes an id that everybody may see, of something that a person did: UUIDv4, which tells no time and no order. */
export function newPublicId(): string {
  return randomUUID()
}
