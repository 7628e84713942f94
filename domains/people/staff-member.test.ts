import { expect, test } from 'vitest'
import { isAllowed, type Permission, type Role, roles } from './staff-member.ts'

test.each<[Permission, Role[]]>([
  ['answer', ['responder', 'policy_maker', 'administrator']],
  ['listen', ['responder', 'policy_maker', 'administrator']],
  ['moderate', ['responder', 'policy_maker', 'administrator']],
  ['make-dossiers', ['policy_maker', 'administrator']],
  ['respond', ['policy_maker', 'administrator']],
  ['administer', ['administrator']],
])('%s is for %j', (permission, allowed) => {
  expect(roles.filter((role) => isAllowed({ roles: [{ role }] }, permission))).toEqual(allowed)
})
