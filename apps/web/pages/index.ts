import type { WebApp } from '../frame/web.ts'
import { aboutRoutes } from './about/about.routes.tsx'
import { accountRoutes } from './account/account.routes.tsx'
import { conditionRoutes } from './account/condition.routes.ts'
import { staffRoutes } from './account/staff.routes.tsx'
import { inboxRoutes } from './answer/inbox.routes.tsx'
import { tellUsRoutes } from './answer/tell-us.routes.tsx'
import { takePartRoutes } from './deliberate/access/take-part.routes.ts'
import { aboutYouRoutes } from './deliberate/background/about-you.routes.ts'
import { backgroundRoutes } from './deliberate/background/background.routes.ts'
import { dialogueRoutes } from './deliberate/deliberate.routes.tsx'
import { appealRoutes } from './deliberate/desk/appeal.routes.tsx'
import { changeRoutes } from './deliberate/desk/change.routes.ts'
import { codeRoutes } from './deliberate/desk/codes.routes.ts'
import { deskDialogueRoutes } from './deliberate/desk/desk.routes.tsx'
import { deskStatementRoutes } from './deliberate/desk/desk-statements.routes.ts'
import { togetherRoutes } from './deliberate/desk/desk-together.routes.ts'
import { moderateRoutes } from './deliberate/desk/moderate.routes.ts'
import { moderationLogRoutes } from './deliberate/desk/moderation-log.routes.ts'
import { policyRoutes } from './deliberate/desk/policy.routes.tsx'
import { liveRoutes } from './deliberate/place/live.routes.ts'
import { myPlaceRoutes } from './deliberate/place/my-place.routes.ts'
import { reportRoutes } from './deliberate/report/report.routes.tsx'
import { aggregateRoutes } from './deliberate/results/aggregates.routes.ts'
import { deskRoutes } from './desk.routes.ts'
import { deskDossierRoutes } from './dossier/desk.routes.tsx'
import { dossierRoutes } from './dossier/dossier.routes.tsx'
import { addressRoutes } from './followup/address.routes.tsx'
import { outcomesRoutes } from './followup/outcomes.routes.tsx'
import { responseDeskRoutes } from './followup/response-desk.routes.tsx'
import { trackRoutes } from './followup/track.routes.tsx'
import { homeRoutes } from './home/home.routes.tsx'
import { listenRoutes } from './listen/listen.routes.tsx'
import { sourceRoutes } from './listen/source.routes.tsx'
import { watchRoutes } from './listen/watch.routes.tsx'

export { voteRoutes } from './deliberate/ballot/vote.routes.ts'

/** Every part of the site, votes apart; each is mounted once under /nl and once under /en. */
export const pages: WebApp[] = [
  homeRoutes,
  deskRoutes,
  accountRoutes,
  staffRoutes,
  conditionRoutes,
  dossierRoutes,
  deskDossierRoutes,
  aboutRoutes,
  tellUsRoutes,
  inboxRoutes,
  listenRoutes,
  sourceRoutes,
  watchRoutes,
  addressRoutes,
  trackRoutes,
  outcomesRoutes,
  dialogueRoutes,
  aggregateRoutes,
  reportRoutes,
  myPlaceRoutes,
  liveRoutes,
  deskDialogueRoutes,
  changeRoutes,
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
