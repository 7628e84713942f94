import { readParts } from './form.ts'
import type { WebContext } from './web.ts'

/** A form as somebody sent it, to give it back to them. */
export type Typed = {
  /** Where it was sent. */
  action: string
  /** All fields as they came, but for those of `secrets` and files. */
  fields: [name: string, value: string][]
  /** Names of fields that are asked for again: nobody's code is written on a page. */
  secrets: string[]
}

/** Nothing of ours asks for a password. */
const SECRET = 'code'

/** No form of ours has as many; what has is not given back. */
const MOST_FIELDS = 2000

/**
 * What a form that is refused held. Forms of other sites are refused before anything else can be: with a page of ours around
 * it, one would come from us the second time.
 */
export async function readTyped(c: WebContext): Promise<Typed | undefined> {
  if (c.req.method !== 'POST') return undefined
  const parts = await readParts(c).catch(() => undefined)
  if (!parts) return undefined
  const { pathname, search } = new URL(c.req.url)
  const typed: Typed = { action: pathname + search, fields: [], secrets: [] }
  for (const [name, value] of parts) {
    if (typed.fields.length === MOST_FIELDS) return undefined
    if (name === SECRET) typed.secrets.push(name)
    else if (typeof value === 'string') typed.fields.push([name, value])
  }
  return { ...typed, secrets: [...new Set(typed.secrets)] }
}
