/** What a member of staff may do. */
export type Role = 'administrator' | 'policy_maker' | 'responder'

export const roles = ['responder', 'policy_maker', 'administrator'] as const satisfies Role[]

/** Somebody who works for the organisation, as the session knows them. */
export type StaffMember = {
  accountId: string
  name: string
  email: string
  role: Role
  unitId: string
  unit: string
}

/** What each role is allowed: asked for by name, so that a page says what it needs and not who may. */
const allowed = {
  administrator: ['answer', 'listen', 'moderate', 'make-dossiers', 'respond', 'administer'],
  policy_maker: ['answer', 'listen', 'moderate', 'make-dossiers', 'respond'],
  responder: ['answer', 'listen', 'moderate'],
} as const satisfies Record<Role, readonly string[]>

export type Permission = (typeof allowed)['administrator'][number]

/** Every permission: an administrator has them all. */
export const permissions: readonly Permission[] = allowed.administrator

/** Whether a member of staff may do something. */
export function isAllowed(staff: Pick<StaffMember, 'role'>, permission: Permission): boolean {
  const list: readonly string[] = allowed[staff.role]
  return list.includes(permission)
}
