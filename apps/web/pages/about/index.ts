import type { Part } from '#web/shell'
import { say } from '#web/words'
import { menuMessages } from './menu.messages.ts'
import { aboutRoutes } from './residents/about.routes.tsx'
import { demoMailRoutes } from './residents/demo-mail.routes.tsx'

/** How this site treats people. */
export const aboutPart: Part = {
  residents: [aboutRoutes, demoMailRoutes],
  footer: {
    how: [
      { path: '/your-data', label: (c) => say(c, menuMessages)('yourData') },
      { path: '/accessibility', label: (c) => say(c, menuMessages)('accessibility') },
    ],
  },
}
