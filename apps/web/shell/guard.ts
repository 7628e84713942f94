import type { MiddlewareHandler } from 'hono'
import { isAllowed, type Permission, type StaffMember } from '#domains/people'
import type { Limit } from '#platform/limits'
import { countVisitor, isOfMany, limits, type Web, type WebContext } from '#web/http'
import { forbiddenPage, limitedPage } from './errors.tsx'
import { sendToSignIn } from './held.ts'

/** The door of the desk: whoever is not signed in is sent to sign in. It stands once, before all pages behind it. */
export const signedInOnly: MiddlewareHandler<Web> = async (c, next) =>
  (await c.var.staff()) ? next() : sendToSignIn(c)

/** Only for staff who may do this; others are told that they may not. */
export function staffMay(permission: Permission): MiddlewareHandler<Web> & { permission: Permission } {
  const guard: MiddlewareHandler<Web> = async (c, next) =>
    isAllowed(await getStaff(c), permission) ? next() : forbiddenPage(c)
  return Object.assign(guard, { permission })
}

/** The member of staff who is at the desk. */
export async function getStaff(c: WebContext): Promise<StaffMember> {
  const staff = await c.var.staff()
  if (!staff) throw new Error('This page is not behind the door of the desk.')
  return staff
}

/** Counts each request by the visitor's address, and refuses the one too many with a page that says how long to wait. */
export function limitByAddress(limit: Limit): MiddlewareHandler<Web> {
  return async (c, next) => {
    const outcome = await countVisitor(c, limit)
    if (outcome.kind === 'limited') return limitedPage(c, outcome.retryAfterSeconds)
    return next()
  }
}

/**
 * Counts every form that is sent. A class that votes together is no flood, nor is a mail provider, and staff are known.
 * Reading is free.
 */
export const limitWrites: MiddlewareHandler<Web> = async (c, next) => {
  if (c.req.method !== 'POST') return next()
  const outcome = await countVisitor(c, isOfMany(c.req.path) ? limits.vote : limits.write)
  if (outcome.kind === 'limited' && !(await c.var.staff())) return limitedPage(c, outcome.retryAfterSeconds)
  return next()
}
