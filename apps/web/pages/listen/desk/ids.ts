import { z } from 'zod'

/** An id from an address or a form; undefined for anything else. */
export function readId(text: string | undefined): string | undefined {
  return z.uuid().safeParse(text).data
}
