import type { PropsWithChildren } from 'hono/jsx'
import { isAllowed, type Permission } from '#domains/people'
import type { WebContext } from '#web/http'
import { getStaff } from './guard.ts'

/** Shows what leads to something, to whoever may do it: nothing is offered that would be refused. */
export async function May({
  c,
  permission,
  children,
}: PropsWithChildren<{ c: WebContext; permission: Permission }>) {
  return isAllowed(await getStaff(c), permission) ? children : null
}
