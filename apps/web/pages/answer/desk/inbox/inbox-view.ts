import { z } from 'zod'
import { type InboxFilter, type InboxOrder, inboxFilters, inboxOrders, type Narrowing } from '#domains/answer'
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
}

/** More is not carried along; the search itself looks at less, and says so. */
const LONGEST_CARRIED = 400

const sought = z
  .string()
  .transform((typed) => cleanText(typed).replace(/\s+/g, ' ').trim().slice(0, LONGEST_CARRIED).toWellFormed())
  .transform((typed) => typed || undefined)

const viewSchema = z.object({
  filter: z.enum(inboxFilters).catch('open'),
  order: z.enum(inboxOrders).catch('due'),
  after: z.string().max(200).optional().catch(undefined),
  q: sought.optional(),
  label: z.uuid().optional().catch(undefined),
})

/** Reads the list from the address; what it does not say, or says wrong, is the list of what is open. */
export function readView(c: WebContext): InboxView {
  const { filter, order, after, q, label } = viewSchema.parse(c.req.query())
  return { filter, order, after, sought: q, narrowing: { label } }
}

/** The list as fields of a form say it. */
export function viewValues(view: InboxView): Record<string, string> {
  return {
    ...(view.filter === 'open' ? {} : { filter: view.filter }),
    ...(view.order === 'due' ? {} : { order: view.order }),
    ...(view.after ? { after: view.after } : {}),
    ...(view.sought ? { q: view.sought } : {}),
    ...(view.narrowing?.label ? { label: view.narrowing.label } : {}),
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
  const address = pathHere(c, `/desk/inbox${path}`)
  return query.size > 0 ? `${address}?${query}` : address
}
