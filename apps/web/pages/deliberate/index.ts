import type { Part } from '#web/shell'
import { changeRoutes } from './desk/change.routes.ts'
import { codeRoutes } from './desk/codes.routes.ts'
import { deskStatementRoutes } from './desk/desk-statements.routes.ts'
import { togetherRoutes } from './desk/desk-together.routes.ts'
import { deskDialogueRoutes } from './desk/dialogue.routes.ts'
import { moderateRoutes } from './desk/moderate.routes.ts'
import { moderationLogRoutes } from './desk/moderation-log.routes.ts'
import { takePartRoutes } from './residents/access/take-part.routes.ts'
import { dialogueRoutes } from './residents/dialogue.routes.ts'
import { publicLogRoutes } from './residents/log/public-log.routes.ts'

export { dialogueBox } from './desk/dialogue-box.tsx'
export { linkStatements } from './desk/link-statements.ts'
export { askFirst, type FirstAsked } from './residents/ballot/ask-first.ts'
export { voteRoutes } from './residents/ballot/vote.routes.ts'
export { showDialogues } from './residents/dialogue-ways.tsx'

/** Taking part in a dialogue; votes apart, which the application answers before all else. */
export const deliberatePart: Part = {
  residents: [dialogueRoutes, takePartRoutes, publicLogRoutes],
  desk: [
    deskDialogueRoutes,
    changeRoutes,
    moderateRoutes,
    deskStatementRoutes,
    togetherRoutes,
    moderationLogRoutes,
    codeRoutes,
  ],
}
