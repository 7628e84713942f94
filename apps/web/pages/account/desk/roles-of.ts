import type { StaffMember } from '#domains/people'
import type { Spoken } from '#web/http'
import { say } from '#web/words'
import { staffMessages } from './staff.messages.ts'

/** What somebody does where: "Klantcontact, Beheerder; Griffie, Beleidsmaker". */
export function rolesOf(c: Spoken, { roles }: Pick<StaffMember, 'roles'>): string {
  const t = say(c, staffMessages)
  return roles.map(({ unit, role }) => `${unit}, ${t(role)}`).join('; ')
}
