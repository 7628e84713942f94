import type { Part } from '#web/shell'
import { say } from '#web/words'
import { appealRoutes } from './desk/appeal.routes.ts'
import { policyRoutes } from './desk/policy.routes.ts'
import { menuMessages } from './menu.messages.ts'
import { rulesRoutes } from './residents/rules.routes.ts'

/** By which rules statements are published, and the second look at those that were refused. */
export const moderationPart: Part = {
  residents: [rulesRoutes],
  desk: [policyRoutes, appealRoutes],
  deskMenu: [{ menuItem: 'appeals', label: (c) => say(c, menuMessages)('appeals'), permission: 'moderate' }],
}
export { textOwners } from './text-owners.ts'
