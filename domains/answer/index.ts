export { askApproval } from './approvals/ask-approval.ts'
export { approveDraft, type DecideOutcome, returnDraft } from './approvals/decide-draft.ts'
export { type NotMandated, type Obstacle, type ObstacleKind, readRefusal } from './approvals/obstacle.ts'
export { type AnswerRights, type DraftAtHand, readAnswerRights } from './approvals/rights.queries.ts'
export { openChannel } from './channels/channel.ts'
export { keepPicturesJob, understandMailJob } from './channels/channels.jobs.ts'
export { decideTie, listTies, type TiedConversation, tieConversations } from './channels/conversation-tie.ts'
export { countFates, listMailThreads, type MailThreadLine } from './channels/fates.queries.ts'
export { receivedMail } from './channels/forget-mail.ts'
export { keepPictures } from './channels/keep-pictures.ts'
export type { MailFile, MailOfEntry } from './channels/mail-message.queries.ts'
export type { OtherPerson } from './channels/other-person.ts'
export { listOwnAddresses } from './channels/own-addresses.ts'
export { receiptByHandle } from './channels/receipt-limit.ts'
export { type IncomingMail, receiveMail, type StoredMail } from './channels/receive-mail.ts'
export {
  type ChannelLine,
  countHeldMail,
  findPicture,
  type HeldLine,
  listChannels,
  listHeldMail,
  readOriginal,
  retryHeldMail,
} from './channels/received-mail.queries.ts'
export { channelOfRecipient, takeDelivered, takeFetched } from './channels/take-in.ts'
export { type MailDesk, understandMail } from './channels/understand-mail.ts'
export { type AnswerCheck, checkAnswers } from './check/check-answers.ts'
export {
  type Classification,
  classifyConversation,
} from './conversations/classify-conversation.ts'
export {
  continueConversation,
  findSettleObstacle,
  type Publisher,
  settleConversations,
} from './conversations/continue-conversation.ts'
export {
  type ConversationPage,
  type ConversationTrack,
  findConversationOfInput,
  findConversationsOf,
  findConversationToFollow,
  readConversation,
  type TrackEntry,
} from './conversations/conversation.queries.ts'
export type { Channel, Conversation, ConversationStatus } from './conversations/conversation.ts'
export {
  type ConversationFeed,
  createConversationFeed,
  type Passing,
  type Progress,
  tellPresence,
} from './conversations/conversation-feed.ts'
export {
  countInbox,
  type InboxCounts,
  MOST_COUNTED,
  type NarrowedCount,
} from './conversations/count-inbox.queries.ts'
export type { Entry } from './conversations/entry.queries.ts'
export { type Filing, FilingRefused, filingSchema } from './conversations/filing.ts'
export { ASKER_KEPT_DAYS, askers } from './conversations/forget-askers.ts'
export {
  type Held,
  type HeldConversation,
  handOverConversations,
  handOverUnit,
  listConversationsOfUnit,
  listHeldConversations,
} from './conversations/hand-over.ts'
export { handOverEnded, handOverEndedJob } from './conversations/hand-over-ended.ts'
export { type InboxLine, listInbox } from './conversations/inbox.queries.ts'
export {
  type InboxFilter,
  type InboxOrder,
  inboxFilters,
  type Viewer,
} from './conversations/inbox-pick.queries.ts'
export { countHelped, type JudgeOutcome, judgeAnswer } from './conversations/judge-answer.ts'
export {
  LONGEST_NAME,
  LONGEST_REACH,
  LONGEST_TEXT,
  type Question,
  questionSchema,
  type TakenDown,
  takenDownChannels,
  takenDownSchema,
  writingSchema,
} from './conversations/question.schema.ts'
export {
  type DraftReply,
  type Reply,
  type SendOutcome,
  sendDraft,
  sendReply,
} from './conversations/send-reply.ts'
export { type StartedConversation, startConversation } from './conversations/start-conversation.ts'
export { answeredWays, type TakingDown, takeDown } from './conversations/take-down.ts'
export type { MissedTurn, Turn, TurnOutcome } from './conversations/take-turn.ts'
export {
  addNote,
  assignConversation,
  type PlaceConversationOutcome,
  placeConversation,
  reopenConversation,
} from './conversations/work-on-conversation.ts'
export { type DueReason, dueReasons } from './deadlines/deadline.ts'
export { escalate, escalateJob } from './deadlines/escalate.ts'
export { readDueDate } from './deadlines/hearing.ts'
export { type DueDay, listDueDays } from './deadlines/load.queries.ts'
export { type MovedDue, moveDue, moveDueSchema } from './deadlines/move-due.ts'
export {
  type Distributing,
  hoursSchema,
  listDistributing,
  listMembers,
  type Member,
  setHours,
  switchDistribution,
} from './distribution/distribution.ts'
export { readDisclosure, typedPartOf } from './elsewhere/disclosure.ts'
export { hearBelowJob, lookAtPlacedJob } from './elsewhere/elsewhere.jobs.ts'
export { placedReplies } from './elsewhere/forget-placed.ts'
export { hearBelow } from './elsewhere/hear-below.ts'
export { type LookDeed, lookAtPlaced, sayOfPlaced } from './elsewhere/look-at-placed.ts'
export { type PlaceOutcome, placeReply } from './elsewhere/place-reply.ts'
export type { PlacedReply, PlacedState } from './elsewhere/placed.queries.ts'
export {
  countToPlace,
  listToldReplies,
  MOST_TO_PLACE,
  type ToldReply,
} from './elsewhere/told-elsewhere.queries.ts'
export {
  type CitedFact,
  countCitations,
  listCitedIn,
  listOutdatedCitations,
  type OutdatedCitation,
  readCitedFacts,
  settleCitation,
} from './facts/citation.queries.ts'
export { citeFact } from './facts/citation.ts'
export {
  type ApproveFactOutcome,
  approveFact,
  findFactObstacle,
  type ReturnFactOutcome,
  returnFact,
} from './facts/decide-fact.ts'
export { verdictMessages } from './facts/fact.messages.ts'
export {
  type Fact,
  type FactDossier,
  type FactFilter,
  type FactLine,
  factLineIn,
  findFact,
  findFactsBySearch,
  listFactDossiers,
  listFactSubjects,
  listFacts,
  type PublicFactVersion,
} from './facts/fact.queries.ts'
export {
  factReasonSchema,
  factSchema,
  LONGEST_CLAIM,
  LONGEST_FACT_ANSWER,
  LONGEST_FACT_EXPLANATION,
  MOST_FACT_SOURCES,
} from './facts/fact.schema.ts'
export {
  type FactSource,
  type FactState,
  type FactText,
  type FactVerdict,
  factVerdicts,
  hasOwnSourcesAlone,
} from './facts/fact.ts'
export {
  countFactsToApprove,
  type FactDesk,
  type FactDeskLine,
  type FactDeskVersion,
  findDeskFact,
  listDeskFacts,
  listOfferedFacts,
  type OfferedFact,
} from './facts/fact-desk.queries.ts'
export {
  countPostsOfFact,
  type FactCounts,
  type FactPostLine,
  type LinkedFact,
  linkPost,
  listFactsOfPost,
  listPostsOfFact,
  unlinkPost,
} from './facts/fact-post.ts'
export { factDrafts } from './facts/forget-fact-drafts.ts'
export {
  beginFact,
  dropFact,
  type FactMisplaced,
  proposeWithdrawal,
  type ReviseFactOutcome,
  reviseFact,
} from './facts/write-fact.ts'
export { countRuns, countRunsJob } from './figures/count-runs.ts'
export { figureLines } from './figures/figure-lines.ts'
export { countUncounted, findFirstDay } from './figures/figures.queries.ts'
export { LONGEST_PERIOD, lastMonth, type PeriodProblem, readPeriod } from './figures/period.ts'
export {
  type FigureRow,
  type FigureSubject,
  type Figures,
  readFigureSubject,
  readFigures,
} from './figures/read-figures.ts'
export { FEWEST_TOLD } from './figures/tell-apart.ts'
export {
  conversationFiles,
  describeFilm,
  type FileRoom,
  MOST_FILES_IN_CONVERSATION,
  readConversationFile,
  roomForFiles,
} from './files/conversation-files.ts'
export {
  type FileProblem,
  LONGEST_TOLD,
  MOST_BYTES_AT_ONCE,
  MOST_FILES_AT_ONCE,
  type SentFile,
  type TakeFileOutcome,
  takeFile,
  wordsOf,
} from './files/take-file.ts'
export {
  type BulkDeed,
  type BulkLine,
  doInBulk,
  MOST_PICKED,
  type Picked,
  previewBulk,
} from './hands/bulk.ts'
export { closeConversation, listCloseReasons } from './hands/close-conversation.ts'
export { type CloseReason, closeReasons } from './hands/close-reason.ts'
export { listEarlier } from './hands/earlier.queries.ts'
export {
  endLabel,
  type Label,
  LONGEST_LABEL,
  labelConversation,
  labelSchema,
  listLabels,
  MOST_LABELS,
  makeLabel,
} from './hands/label.ts'
export { listMerged, mergeConversation, type NamedConversation } from './hands/merge-conversation.ts'
export { dueSpans, isNarrowed, type Narrowing } from './hands/narrowed.ts'
export { snoozeConversation, snoozeDays } from './hands/snooze-conversation.ts'
export { findHookOfConversation, type HookOfConversation } from './hooks/answer-by-hook.ts'
export { hookHandles, receivedHooks } from './hooks/forget-hooks.ts'
export { examineHooks, type HookCondition } from './hooks/hook-condition.queries.ts'
export type { HookFault } from './hooks/hook-message.ts'
export { understandHooksJob } from './hooks/hooks.jobs.ts'
export { type ReceiveHookOutcome, receiveHook } from './hooks/receive-hook.ts'
export { understandHooks } from './hooks/understand-hooks.ts'
export { findMacro, listMacros, listOfferedMacros, type Macro } from './macros/macro.queries.ts'
export {
  changeMacro,
  endMacro,
  macroAssignments,
  macroSchema,
  macroSnoozes,
  makeMacro,
} from './macros/macro.ts'
export { runMacro } from './macros/run-macro.ts'
export { conversationPlaces, placeOf } from './near/conversation-place.ts'
export { locateConversation } from './near/locate-conversation.ts'
export { nearReportChanged } from './near/near-report.events.ts'
export { nearStateMessages, withdrawalMessages } from './near/near-report.messages.ts'
export {
  countNearSources,
  findNearReport,
  findNearReportsBySearch,
  listNearAlike,
  listNearOfConversation,
  listNearOfInput,
  listNearReports,
  listNearSources,
  type NearLine,
  type NearReport,
  type NearStepLine,
  nearLineIn,
} from './near/near-report.queries.ts'
export {
  LONGEST_NEAR_TITLE,
  LONGEST_NEAR_WORDS,
  nearReportSchema,
  nearStepSchema,
  nearWithdrawalSchema,
} from './near/near-report.schema.ts'
export {
  type NearPlace,
  type NearState,
  tellTens,
  type WithdrawalReason,
  withdrawalReasons,
} from './near/near-report.ts'
export {
  addNearSource,
  findNearObstacle,
  publishNearReport,
  stepNearReport,
} from './near/publish-near-report.ts'
export { withdrawnNearReports } from './near/withdrawn-near-reports.ts'
export {
  countConversationsOfSources,
  findConversationOfPost,
  findPostOfConversation,
  type MakeConversationOutcome,
  makePostAConversation,
  type PostOfConversation,
} from './posts/make-post-a-conversation.ts'
export { answerHolding } from './privacy/answer-holding.ts'
export { conversationWords } from './privacy/forget-conversations.ts'
export { placeOfConversation } from './privacy/forget-words.store.ts'
export { hideRestricted, listReaders, mayReadConversation } from './privacy/may-read.ts'
export { listConversationsOfPerson, type PersonsConversation } from './privacy/person.queries.ts'
export { listReadingsOf, logReading, nameConversations } from './privacy/readings.queries.ts'
export { findRemovable, type Removable, redactEntries } from './privacy/redact-entries.ts'
export { type Removal, type RemovalReason, removalReasons } from './privacy/removal.ts'
export { chooseCopies, offeredIn } from './recipients/choose-copies.ts'
export type { SentCopy } from './recipients/copies.store.ts'
export {
  type Copy,
  type CopyProblem,
  LONGEST_COPY_REASON,
  MOST_COPIES,
  type WantedCopies,
} from './recipients/copy.ts'
export { replyCopies } from './recipients/forget-copies.ts'
export {
  type CaughtConversation,
  findRule,
  listBrokenRules,
  listMissed,
  listRules,
  type Rule,
} from './rules/rule.queries.ts'
export {
  changeRule,
  endRule,
  makeRule,
  type RuleFault,
  ruleChannels,
  ruleSchema,
  settleMissed,
  switchRule,
} from './rules/rule.ts'
export { sortConversations, sortConversationsJob } from './rules/sort-conversations.ts'
export { type RuleTrial, tryRule } from './rules/try-rule.ts'
export {
  examineMailScans,
  findMailScans,
  scanMailAgain,
  scanMailJob,
  scannedContent,
} from './scanned/mail-scan.store.ts'
export { type MailScan, type Verdict, verdictOn } from './scanned/mail-scan.ts'
export { scanMails } from './scanned/scan-mails.ts'
export {
  type FoundPage,
  findConversations,
  findingIsStillMade,
  MOST_FOUND,
} from './search/find-conversations.ts'
export { makeAllFindable, makeFindableJob } from './search/search.jobs.ts'
export type { FoundConversation, Passage } from './search/show-hits.ts'
export {
  findOwnReply,
  type HeldReplyLine,
  heldReplies,
  listHeldReplies,
  listLeavingReplies,
  type OwnReply,
} from './sending/leaving.queries.ts'
export { type HeldWhy, LATEST_DAYS, type LeavingReply, leavesSoon, UNDO_SECONDS } from './sending/leaving.ts'
export {
  type ChosenMoment,
  dateOfChoice,
  type MomentProblem,
  readMoment,
  whenChoices,
} from './sending/moment.ts'
export { type OrderOutcome, orderReply, type ReplyOrder } from './sending/order-reply.ts'
export { doings, type Present } from './sending/presence.ts'
export { type SendingDesk, sendDueReplies } from './sending/send-due-replies.ts'
export { sendDueRepliesJob } from './sending/sending.jobs.ts'
export { type TakeBackOutcome, takeBackReply } from './sending/take-back.ts'
export { type MailPath, openMail, readMailPath, type ShownMail, takeMailFile } from './shown/open-mail.ts'
export { type Around, listAround } from './split/around.queries.ts'
export { type JoinedConversation, listJoined } from './split/joined.queries.ts'
export { type Splitting, splitConversation } from './split/split-conversation.ts'
export { LONGEST_TITLE, listSplittable, type Splittable } from './split/splittable.queries.ts'
export { fieldNames, listOpenFields, writeField } from './standard-texts/fields.ts'
export { fillStandardText } from './standard-texts/fill-text.ts'
export { mayKeepFor } from './standard-texts/keeper.ts'
export {
  findStandardText,
  listOfferedTexts,
  listStandardTexts,
  listStandardTextVersions,
  type OfferedText,
  type StandardText,
  type StandardTextVersion,
} from './standard-texts/standard-text.queries.ts'
export {
  endStandardText,
  makeStandardText,
  reviseStandardText,
  standardTextSchema,
} from './standard-texts/standard-text.ts'
export { type AskTaskOutcome, askTask, type NewTask } from './tasks/ask-task.ts'
export type { TaskFault } from './tasks/check-tasks.ts'
export { handOverTasks, hasOpenTasks, listHeldTasks } from './tasks/hand-over-tasks.ts'
export {
  countTasks,
  listAskedTasks,
  listOpenTasks,
  MOST_TASKS_COUNTED,
  type TaskCounts,
} from './tasks/list-tasks.ts'
export { addNoteFor } from './tasks/mentions.ts'
export { entryNotices, listNotices, type NoticeLine } from './tasks/notice.ts'
export {
  acceptTask,
  finishTask,
  handTask,
  returnTask,
  type StepOutcome,
  withdrawTask,
} from './tasks/step-task.ts'
export {
  listTasksOf,
  readTask,
  readTaskFile,
  type ShownEntry,
  type TaskLine,
  type TaskPage,
} from './tasks/task.queries.ts'
export {
  handTaskSchema,
  LONGEST_PARTY,
  LONGEST_QUESTION,
  newTaskSchema,
  taskAnswerSchema,
  taskLinkSchema,
  taskReasonSchema,
} from './tasks/task.schema.ts'
export type { TaskTurn, WrongHolder } from './tasks/task.store.ts'
export { isOpenTask, type TaskState, type TaskStepName } from './tasks/task.ts'
export {
  type AnswerOutsideOutcome,
  answerOutside,
  findOutsideTask,
  type NewTaskLink,
  type OutsideTask,
  revokeTaskLink,
  sendTaskLink,
  taskLinks,
} from './tasks/task-link.ts'
export {
  type AskableHolders,
  listAskable,
  readTaskViewer,
  type TaskViewer,
} from './tasks/task-viewer.ts'
export { countViews, type InboxView, listViews } from './views/view.queries.ts'
export {
  LONGEST_VIEW_NAME,
  narrowedChannels,
  narrowingSchema,
  narrowingValues,
  viewListSchema,
  viewNameSchema,
} from './views/view.schema.ts'
export {
  MOST_VIEWS,
  makeView,
  moveView,
  openWithView,
  removeView,
  renameView,
  type ViewObstacle,
} from './views/view.ts'
