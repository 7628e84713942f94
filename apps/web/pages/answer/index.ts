import type { Part } from '#web/shell'
import { say } from '#web/words'
import { bulkRoutes } from './desk/bulk/bulk.routes.ts'
import { approvalRoutes } from './desk/conversation/approval.routes.ts'
import { conversationRoutes } from './desk/conversation/conversation.routes.ts'
import { deadlineRoutes } from './desk/deadline/deadline.routes.ts'
import { distributionRoutes } from './desk/distribution/distribution.routes.ts'
import { elsewhereRoutes } from './desk/elsewhere/elsewhere.routes.ts'
import { factsDeskRoutes } from './desk/facts/facts-desk.routes.ts'
import { insertFactRoutes } from './desk/facts/insert-fact.routes.ts'
import { postFactsRoutes } from './desk/facts/post-facts.routes.ts'
import { figuresRoutes } from './desk/figures/figures.routes.ts'
import { filmWordsRoutes } from './desk/films/film-words.routes.ts'
import { handsRoutes } from './desk/hands/hands.routes.ts'
import { inboxRoutes } from './desk/inbox/inbox.routes.ts'
import { labelsRoutes } from './desk/labels/labels.routes.ts'
import { locatedRoutes } from './desk/located/located.routes.ts'
import { macrosRoutes } from './desk/macros/macros.routes.ts'
import { mailRoutes } from './desk/mail/mail.routes.ts'
import { shownMailRoutes } from './desk/mail/shown-mail.routes.ts'
import { nearDeskRoutes } from './desk/near/near-desk.routes.ts'
import { postsRoutes } from './desk/posts/posts.routes.ts'
import { privacyRoutes } from './desk/privacy/privacy.routes.ts'
import { readingsRoutes } from './desk/readings/readings.routes.ts'
import { rulesRoutes } from './desk/rules/rules.routes.ts'
import { sendingRoutes } from './desk/sending/sending.routes.ts'
import { splitRoutes } from './desk/split/split.routes.ts'
import { takeDownRoutes } from './desk/take-down/take-down.routes.ts'
import { askTaskRoutes } from './desk/tasks/ask-task.routes.ts'
import { countWaitingTasks } from './desk/tasks/count-waiting.ts'
import { taskMessages } from './desk/tasks/task.messages.ts'
import { tasksRoutes } from './desk/tasks/tasks.routes.ts'
import { textsRoutes } from './desk/texts/texts.routes.ts'
import { translateRoutes } from './desk/translate/translate.routes.ts'
import { viewsRoutes } from './desk/views/views.routes.ts'
import { factsMessages } from './facts/facts.messages.ts'
import { factsRoutes } from './facts/facts.routes.ts'
import { hooksRoutes } from './hooks/hooks.routes.ts'
import { menuMessages } from './menu.messages.ts'
import { nearRoutes } from './near/near.routes.ts'
import { askedRoutes } from './residents/asked.routes.ts'
import { tellUsRoutes } from './residents/tell-us.routes.ts'

export { linkConversations } from './desk/conversation/link-conversations.ts'
export { showFactsOnPost } from './desk/facts/show-on-post.tsx'
export { NearDeskLink } from './desk/near/near-link.tsx'
export { showNear } from './desk/near/near-slot.tsx'
export { countConversationsOf } from './desk/posts/count-conversations.ts'
export { showConversationOfPost } from './desk/posts/show-on-post.tsx'
export { showToPlace } from './elsewhere/show-to-place.tsx'
export { showToldElsewhere } from './elsewhere/show-told.tsx'
export { FactTag } from './facts/fact-words.tsx'
export { showFacts } from './facts/show-facts.tsx'
export { describeFile, FilesField, filesError } from './files/files-field.tsx'
export { receiveFiles, type SentFiles, sayFiles } from './files/sent-files.ts'
export { createLiveConversations, type LiveConversations } from './live.ts'
export { nearMessages } from './near/near.messages.ts'
export { NearTag } from './near/near-words.tsx'
export { OwnNear } from './near/own-near.tsx'
export { AskBand, AskForm } from './residents/tell-us.form.tsx'
export { tellUsLimit } from './residents/tell-us.routes.ts'
export type { ShowInConversation } from './slots.ts'

/** Asking and telling, and the inbox where staff answer. */
export const answerPart: Part = {
  residents: [tellUsRoutes, nearRoutes, askedRoutes, factsRoutes],
  // Those with names of their own under /inbox before the one that takes any as the id of a conversation.
  desk: [
    distributionRoutes,
    bulkRoutes,
    deadlineRoutes,
    askTaskRoutes,
    filmWordsRoutes,
    insertFactRoutes,
    factsDeskRoutes,
    postFactsRoutes,
    elsewhereRoutes,
    figuresRoutes,
    handsRoutes,
    inboxRoutes,
    approvalRoutes,
    conversationRoutes,
    labelsRoutes,
    locatedRoutes,
    macrosRoutes,
    mailRoutes,
    nearDeskRoutes,
    postsRoutes,
    privacyRoutes,
    readingsRoutes,
    rulesRoutes,
    sendingRoutes,
    shownMailRoutes,
    splitRoutes,
    takeDownRoutes,
    tasksRoutes,
    textsRoutes,
    viewsRoutes,
    translateRoutes,
  ],
  machines: [hooksRoutes],
  keptAsOne: [{ path: '/inbox/:id', permission: 'answer' }],
  deskMenu: [
    { menuItem: 'inbox', label: (c) => say(c, menuMessages)('inbox'), permission: 'answer' },
    {
      menuItem: 'tasks',
      label: (c) => say(c, taskMessages)('menu'),
      permission: 'answer',
      alerts: countWaitingTasks,
    },
  ],
  footer: {
    participate: [
      { path: '/tell-us', label: (c) => say(c, menuMessages)('tellUs') },
      { path: '/near', label: (c) => say(c, menuMessages)('near') },
    ],
    how: [{ path: '/facts', label: (c) => say(c, factsMessages)('title') }],
  },
}
