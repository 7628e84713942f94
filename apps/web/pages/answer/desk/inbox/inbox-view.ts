import { z } from 'zod'
import {
  type InboxFilter,
  type InboxOrder,
  type Narrowing,
  narrowingSchema,
  narrowingValues,
  viewListSchema,
} from '#domains/answer'
import { cleanText } from '#platform/text'
import { pathHere, type WebContext } from '#web/http'

/**
 * Which list is shown, in which order and from where: part of every address of the inbox. Where somebody looks for something,
 * what they typed: the list is then what was found.
 */
export type InboxView = {
  filter: InboxFilter
  order: InboxOrder
  after: string | undefined
  sought?: string | undefined
  narrowing?: Narrowing | undefined
  /** The saved view that it is, by its id, as long as it is not narrowed otherwise. */
  saved?: string | undefined
}

/** More is not carried along; the search itself looks at less, and says so. */
const LONGEST_CARRIED = 400

const sought = z
  .string()
  .transform((typed) => cleanText(typed).replace(/\s+/g, ' ').trim().slice(0, LONGEST_CARRIED).toWellFormed())
  .transform((typed) => typed || undefined)

const viewSchema = viewListSchema.extend({
  after: z.string().max(200).optional().catch(undefined),
  q: sought.optional(),
  view: z.uuid().optional().catch(undefined),
})

/** Reads the list from the address; what it does not say, or says wrong, is the list of what is open. */
export function readView(c: WebContext): InboxView {
  const { filter, order, after, q, view } = viewSchema.parse(c.req.query())
  return { filter, order, after, sought: q, narrowing: narrowingSchema.parse(c.req.query()), saved: view }
}

/** The list as fields of a form say it. */
export function viewValues(view: InboxView): Record<string, string> {
  return {
    ...(view.filter === 'open' ? {} : { filter: view.filter }),
    ...(view.order === 'due' ? {} : { order: view.order }),
    ...(view.after ? { after: view.after } : {}),
    ...(view.sought ? { q: view.sought } : {}),
    ...narrowingValues(view.narrowing),
    ...(view.saved ? { view: view.saved } : {}),
  }
}

/** The address of a list, or of something in it. */
export function inboxPath(
  c: WebContext,
  view: InboxView,
  path = '',
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    ...viewValues(view),
    ...more,
  })
  // Without a word, the inbox opens with what somebody chose for that.
  if (path === '' && query.size === 0) query.set('filter', view.filter)
  const address = pathHere(c, `/desk/inbox${path}`)
  return query.size > 0 ? `${address}?${query}` : address
}
