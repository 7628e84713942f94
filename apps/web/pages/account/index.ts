import type { DB } from '#db'
import { listFailingJobs } from '#platform/jobs'
import { examineMailboxes } from '#platform/mailbox'
import { sharedRead, type WebContext } from '#web/http'
import type { Part } from '#web/shell'
import { say } from '#web/words'
import { calendarRoutes } from './desk/calendar/calendar.routes.ts'
import { colleagueRoutes } from './desk/colleague/colleague.routes.ts'
import { ownRoutes } from './desk/colleague/own.routes.ts'
import { conditionRoutes } from './desk/condition.routes.ts'
import { mandatesRoutes } from './desk/mandates/mandates.routes.ts'
import { organisationRoutes } from './desk/organisation.routes.ts'
import { sessionRoutes } from './desk/sessions.routes.ts'
import { staffRoutes } from './desk/staff.routes.ts'
import { subjectsRoutes } from './desk/subjects/subjects.routes.ts'
import { unitsRoutes } from './desk/units/units.routes.ts'
import { unsentRoutes } from './desk/unsent.routes.ts'
import { menuMessages } from './menu.messages.ts'
import { logoRoutes } from './residents/logo.routes.ts'
import { signInRoutes } from './residents/sign-in.routes.ts'

/** Looked at on every page of an administrator: once in a moment for all of them. */
const readFailingJobs = sharedRead(listFailingJobs<DB>, { alsoSignedIn: true })

async function countLateMailboxes(c: WebContext): Promise<number> {
  const { db, config, clock } = c.var.services
  const mailboxes = await examineMailboxes(db, config.mailboxes, clock.now())
  return mailboxes.filter(({ isLate }) => isLate).length
}

/** Signing in, who works here, and whether the installation does its work. */
export const accountPart: Part = {
  residents: [signInRoutes, logoRoutes],
  desk: [
    sessionRoutes,
    staffRoutes,
    colleagueRoutes,
    ownRoutes,
    unitsRoutes,
    subjectsRoutes,
    mandatesRoutes,
    calendarRoutes,
    organisationRoutes,
    conditionRoutes,
    unsentRoutes,
  ],
  deskMenu: [
    { menuItem: 'staff', label: (c) => say(c, menuMessages)('staff'), permission: 'administer' },
    {
      menuItem: 'condition',
      label: (c) => say(c, menuMessages)('condition'),
      permission: 'administer',
      alerts: async (c) => (await readFailingJobs(c)).length + (await countLateMailboxes(c)),
    },
  ],
  footer: { how: [{ path: '/desk', label: (c) => say(c, menuMessages)('desk') }] },
}
