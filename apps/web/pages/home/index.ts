import type { Part } from '#web/shell'
import { say } from '#web/words'
import { menuMessages } from './menu.messages.ts'
import { homeRoutes } from './residents/home.routes.ts'

/** The front page. */
export const homePart: Part = {
  residents: [homeRoutes],
  menu: [{ menuItem: 'take-part', path: '/', label: (c) => say(c, menuMessages)('takePart') }],
}
