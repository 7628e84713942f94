import type { Part } from '#web/shell'
import { say } from '#web/words'
import { overviewRoutes } from './desk/overview.routes.ts'
import { responseDeskRoutes } from './desk/response-desk.routes.ts'
import { menuMessages } from './menu.messages.ts'
import { addressRoutes } from './residents/address.routes.ts'
import { outcomesRoutes } from './residents/outcomes.routes.tsx'
import { trackRoutes } from './residents/track.routes.ts'

export { showResponses } from './desk/conversation-responses.tsx'
export { OutcomeEcho } from './residents/outcome-echo.tsx'
export { showOutcomes } from './residents/outcomes.routes.tsx'
export { VerdictTag } from './verdict.tsx'

/** What came of input: told to everybody, and to whoever gave it. */
export const followupPart: Part = {
  residents: [addressRoutes, trackRoutes, outcomesRoutes],
  desk: [overviewRoutes, responseDeskRoutes],
  menu: [
    { menuItem: 'outcomes', path: '/outcomes', label: (c) => say(c, menuMessages)('outcomes') },
    { menuItem: 'my-input', path: '/my-input', label: (c) => say(c, menuMessages)('myInput') },
  ],
  deskMenu: [
    { menuItem: 'overview', label: (c) => say(c, menuMessages)('overview'), permission: 'respond' },
    { menuItem: 'responses', label: (c) => say(c, menuMessages)('responses'), permission: 'respond' },
  ],
  footer: {
    participate: [
      { path: '/outcomes', label: (c) => say(c, menuMessages)('allOutcomes') },
      { path: '/my-input', label: (c) => say(c, menuMessages)('followInput') },
    ],
  },
}
