export { continueConversation, settleConversations } from './continue-conversation.ts'
export {
  type ConversationPage,
  type ConversationTrack,
  findConversationOfInput,
  findConversationsOf,
  readConversation,
  type TrackEntry,
} from './conversation.queries.ts'
export type { Channel, Conversation, ConversationStatus } from './conversation.ts'
export type { Entry } from './entry.queries.ts'
export { ASKER_KEPT_DAYS, askers } from './forget-askers.ts'
export { type HeldConversation, handOverConversations, listHeldConversations } from './hand-over.ts'
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
} from './inbox.queries.ts'
export { LONGEST_TEXT, type Question, questionSchema, writingSchema } from './question.schema.ts'
export { type Reply, type SendOutcome, sendReply } from './send-reply.ts'
export { dueDateOf, type StartedConversation, startConversation } from './start-conversation.ts'
export type { MissedTurn, Turn, TurnOutcome } from './take-turn.ts'
export {
  addNote,
  assignConversation,
  type PlaceConversationOutcome,
  placeConversation,
  reopenConversation,
} from './work-on-conversation.ts'
