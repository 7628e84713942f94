/** What a member of staff may do. */
export type Role = 'administrator' | 'policy_maker' | 'responder'

export const roles = ['responder', 'policy_maker', 'administrator'] as const satisfies Role[]

/** A role in a unit, as it is held on a day. */
export type HeldRole = { role: Role; unitId: string; unit: string }

/** Somebody who works for the organisation, as the session knows them. */
export type StaffMember = {
  accountId: string
  name: string
  email: string
  /** All that they hold today, the oldest first; never empty. */
  roles: HeldRole[]
  /** The unit of the first of these. */
  unitId: string
  unit: string
}

/** What each role is allowed: asked for by name, so that a page says what it needs and not who may. */
const allowed = {
  administrator: ['answer', 'listen', 'moderate', 'make-dossiers', 'respond', 'erase', 'administer'],
  policy_maker: ['answer', 'listen', 'moderate', 'make-dossiers', 'respond', 'erase'],
  responder: ['answer', 'listen', 'moderate'],
} as const satisfies Record<Role, readonly string[]>

export type Permission = (typeof allowed)['administrator'][number]

/** Every permission: an administrator has them all. */
export const permissions: readonly Permission[] = allowed.administrator

type Roles = { roles: readonly Pick<HeldRole, 'role'>[] }

/** Whether somebody holds a role, in whatever unit. */
export function holdsRole(staff: Roles, role: Role): boolean {
  return staff.roles.some((held) => held.role === role)
}

/** Whether a member of staff may do something, by any of their roles. */
export function isAllowed(staff: Roles, permission: Permission): boolean {
  return staff.roles.some(({ role }) => {
    const list: readonly string[] = allowed[role]
    return list.includes(permission)
  })
}
