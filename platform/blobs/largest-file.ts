import { filmTypeOf } from './film-type.ts'

/** Of one picture or document, in bytes; what a database row can hold. */
export const LARGEST_FILE = 10 * 1024 * 1024
/** Of one film, in bytes: some minutes of a telephone. */
export const LARGEST_FILM = 200 * 1024 * 1024

/**
 * How large a file may be, in bytes.
 * @param start  its first 64 bytes, or all of it
 */
export function largestOf(start: Uint8Array): number {
  return filmTypeOf(start) ? LARGEST_FILM : LARGEST_FILE
}
