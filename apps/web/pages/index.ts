import type { WebApp } from '../frame/web.ts'
import { aboutRoutes } from './about/about.routes.tsx'
import { accountRoutes } from './account/account.routes.tsx'
import { staffRoutes } from './account/staff.routes.tsx'
import { inboxRoutes } from './answer/inbox.routes.tsx'
import { tellUsRoutes } from './answer/tell-us.routes.tsx'
import { aboutYouRoutes } from './deliberate/about-you.routes.ts'
import { aggregateRoutes } from './deliberate/aggregates.routes.ts'
import { appealRoutes } from './deliberate/appeal.routes.tsx'
import { backgroundRoutes } from './deliberate/background.routes.ts'
import { codeRoutes } from './deliberate/codes.routes.ts'
import { dialogueRoutes } from './deliberate/deliberate.routes.tsx'
import { deskDialogueRoutes } from './deliberate/desk.routes.tsx'
import { deskStatementRoutes } from './deliberate/desk-statements.routes.ts'
import { togetherRoutes } from './deliberate/desk-together.routes.ts'
import { liveRoutes } from './deliberate/live.routes.ts'
import { moderateRoutes } from './deliberate/moderate.routes.ts'
import { moderationLogRoutes } from './deliberate/moderation-log.routes.ts'
import { myPlaceRoutes } from './deliberate/my-place.routes.ts'
import { policyRoutes } from './deliberate/policy.routes.tsx'
import { reportRoutes } from './deliberate/report.routes.tsx'
import { takePartRoutes } from './deliberate/take-part.routes.ts'
import { deskRoutes } from './desk.routes.ts'
import { deskDossierRoutes } from './dossier/desk.routes.tsx'
import { dossierRoutes } from './dossier/dossier.routes.tsx'
import { outcomesRoutes } from './followup/outcomes.routes.tsx'
import { responseDeskRoutes } from './followup/response-desk.routes.tsx'
import { trackRoutes } from './followup/track.routes.tsx'
import { homeRoutes } from './home/home.routes.tsx'
import { listenRoutes } from './listen/listen.routes.tsx'
import { sourceRoutes } from './listen/source.routes.tsx'
import { watchRoutes } from './listen/watch.routes.tsx'

export { voteRoutes } from './deliberate/vote.routes.ts'

/** Every part of the site, votes apart; each is mounted once under /nl and once under /en. */
export const pages: WebApp[] = [
  homeRoutes,
  deskRoutes,
  accountRoutes,
  staffRoutes,
  dossierRoutes,
  deskDossierRoutes,
  aboutRoutes,
  tellUsRoutes,
  inboxRoutes,
  listenRoutes,
  sourceRoutes,
  watchRoutes,
  trackRoutes,
  outcomesRoutes,
  dialogueRoutes,
  aggregateRoutes,
  reportRoutes,
  myPlaceRoutes,
  liveRoutes,
  deskDialogueRoutes,
  moderateRoutes,
  deskStatementRoutes,
  togetherRoutes,
  appealRoutes,
  moderationLogRoutes,
  takePartRoutes,
  aboutYouRoutes,
  backgroundRoutes,
  codeRoutes,
  policyRoutes,
  responseDeskRoutes,
]
