import { z } from 'zod'
import { type InboxFilter, type InboxOrder, inboxFilters, inboxOrders } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'

/** Which list is shown, in which order and from where: part of every address of the inbox. */
export type InboxView = { filter: InboxFilter; order: InboxOrder; after: string | undefined }

const viewSchema = z.object({
  filter: z.enum(inboxFilters).catch('open'),
  order: z.enum(inboxOrders).catch('due'),
  after: z.string().max(200).optional().catch(undefined),
})

/** Reads the list from the address; what it does not say, or says wrong, is the list of what is open. */
export function readView(c: WebContext): InboxView {
  const { filter, order, after } = viewSchema.parse(c.req.query())
  return { filter, order, after }
}

/** The address of a list, or of something in it. */
export function inboxPath(
  c: WebContext,
  view: InboxView,
  path = '',
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    ...(view.filter === 'open' ? {} : { filter: view.filter }),
    ...(view.order === 'due' ? {} : { order: view.order }),
    ...(view.after ? { after: view.after } : {}),
    ...more,
  })
  const address = pathHere(c, `/desk/inbox${path}`)
  return query.size > 0 ? `${address}?${query}` : address
}
