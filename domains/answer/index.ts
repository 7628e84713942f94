export { continueConversation, settleConversations } from './conversations/continue-conversation.ts'
export {
  type ConversationPage,
  type ConversationTrack,
  findConversationOfInput,
  findConversationsOf,
  readConversation,
  type TrackEntry,
} from './conversations/conversation.queries.ts'
export type { Channel, Conversation, ConversationStatus } from './conversations/conversation.ts'
export type { Entry } from './conversations/entry.queries.ts'
export { ASKER_KEPT_DAYS, askers } from './conversations/forget-askers.ts'
export {
  type HeldConversation,
  handOverConversations,
  listHeldConversations,
} from './conversations/hand-over.ts'
export {
  countInbox,
  type InboxCounts,
  type InboxFilter,
  type InboxLine,
  type InboxOrder,
  inboxFilters,
  inboxOrders,
  listInbox,
  MOST_COUNTED,
  type Viewer,
} from './conversations/inbox.queries.ts'
export {
  LONGEST_TEXT,
  type Question,
  questionSchema,
  writingSchema,
} from './conversations/question.schema.ts'
export { type Reply, type SendOutcome, sendReply } from './conversations/send-reply.ts'
export { dueDateOf, type StartedConversation, startConversation } from './conversations/start-conversation.ts'
export type { MissedTurn, Turn, TurnOutcome } from './conversations/take-turn.ts'
export {
  addNote,
  assignConversation,
  type PlaceConversationOutcome,
  placeConversation,
  reopenConversation,
} from './conversations/work-on-conversation.ts'
