/** Of one picture or document, in bytes; what a database row can hold. */
export const LARGEST_FILE = 10 * 1024 * 1024

/**
 * How large a file may be, in bytes.
 * @param _start  its first 64 bytes, or all of it
 */
export function largestOf(_start: Uint8Array): number {
  return LARGEST_FILE
}
