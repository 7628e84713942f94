import type { Part } from '#web/shell'
import { say } from '#web/words'
import { menuMessages } from './menu.messages.ts'
import { searchRoutes } from './residents/search.routes.ts'

/** Looking for something among all that everybody may read. */
export const searchPart: Part = {
  residents: [searchRoutes],
  search: { path: '/search', label: (c) => say(c, menuMessages)('search') },
}
