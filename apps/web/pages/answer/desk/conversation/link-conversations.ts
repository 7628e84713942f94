import { findConversationsOf } from '#domains/answer'
import { isAllowed } from '#domains/people'
import { pathHere, todayHere } from '#web/http'
import type { LinkInputs } from '#web/pages/dossier'
import { getStaff } from '#web/shell'

/** What began as a conversation is read in the inbox. */
export const linkConversations: LinkInputs = async (c, _dossier, inputs) => {
  const staff = await getStaff(c)
  if (!isAllowed(staff, 'answer')) return new Map()
  const reader = { accountId: staff.accountId, today: todayHere(c) }
  const ids = inputs.map(({ id }) => id)
  const found = await findConversationsOf(c.var.services.db, ids, reader)
  return new Map(found.map(({ inputId, id }) => [inputId, pathHere(c, `/desk/inbox/${id}`)]))
}
