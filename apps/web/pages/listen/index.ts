import type { Part } from '#web/shell'
import { say } from '#web/words'
import { alertRoutes } from './desk/alerts.routes.ts'
import { askedRoutes } from './desk/asked.routes.ts'
import { captureRoutes } from './desk/capture.routes.ts'
import { communitiesDeskRoutes } from './desk/communities/communities.routes.ts'
import { letGoRoutes } from './desk/let-go.routes.ts'
import { mailedRoutes } from './desk/mailed.routes.tsx'
import { personRoutes } from './desk/person.routes.ts'
import { postRoutes } from './desk/post.routes.ts'
import { publicOrderRoutes } from './desk/public-order.routes.ts'
import { sourceRoutes } from './desk/source.routes.ts'
import { sourceListRoutes } from './desk/source-list.routes.ts'
import { urgencyRoutes } from './desk/urgency.routes.ts'
import { watchRoutes } from './desk/watch.routes.ts'
import { followedRoutes } from './followed.routes.ts'
import { menuMessages } from './menu.messages.ts'
import { communitiesRoutes } from './residents/communities.routes.ts'
import { registerRoutes } from './residents/register.routes.ts'
import { watchFeedRoutes } from './watch-feed.routes.ts'
import { websubRoutes } from './websub.routes.ts'

export { findsBox } from './desk/finds-box.tsx'
export { linkPosts } from './desk/link-posts.ts'
export { mannersLine } from './manners-line.tsx'
export type { CountForCommunity, ShowAtListening, ShowOnPost } from './slots.ts'

/** What is said elsewhere in public. */
export const listenPart: Part = {
  residents: [communitiesRoutes, registerRoutes, followedRoutes],
  machines: [websubRoutes, watchFeedRoutes],
  desk: [
    alertRoutes,
    askedRoutes,
    captureRoutes,
    communitiesDeskRoutes,
    letGoRoutes,
    personRoutes,
    publicOrderRoutes,
    mailedRoutes,
    postRoutes,
    sourceListRoutes,
    sourceRoutes,
    urgencyRoutes,
    watchRoutes,
  ],
  deskMenu: [{ menuItem: 'listen', label: (c) => say(c, menuMessages)('listen'), permission: 'listen' }],
  footer: { how: [{ path: '/where-we-listen', label: (c) => say(c, menuMessages)('whereWeListen') }] },
}
