export { type AskOutcome, askForNotices } from './ask-for-notices.ts'
export {
  confirmNotices,
  hasContacts,
  readHolder,
  stopAllNotices,
  stopNoticesOfContact,
} from './confirm-notices.ts'
export { followupConsumers } from './follow-events.ts'
export { followReport, tellInterested } from './follow-report.ts'
export { reasonMessages, verdictMessages } from './followup.messages.ts'
export { noticeContacts } from './forget-contacts.ts'
export { countKeptPromise, type KeptPromise } from './kept-promise.queries.ts'
export { tellMissedJob } from './missed-decisions.ts'
export { findNoticeByToken, stopNotices } from './notice.ts'
export { noticeHolding } from './notice-holding.ts'
export {
  countOutcomes,
  listOutcomes,
  listResponseTexts,
  type Outcome,
  type OutcomeCounts,
  type OutcomeFilter,
  outcomeIn,
} from './outcome.queries.ts'
export { changeResponse, type PublishOutcome, publishResponse } from './publish-response.ts'
export {
  LONGEST_TEXT,
  type ResponseTarget,
  type ResponseText,
  responseTargetSchema,
  responseTextSchema,
} from './response.schema.ts'
export { type ReasonCode, reasonCodes, type Verdict, verdicts } from './response.ts'
export {
  findResponse,
  listChosenInputs,
  listResponseQueues,
  listResponses,
  listWaitingDialogues,
  listWaitingInputs,
  type ResponseHistory,
  type ResponseLine,
  type ResponseQueue,
  type WaitingDialogue,
  type WaitingInput,
} from './response-desk.queries.ts'
export { type NoticeDesk, sendNotices, sendNoticesJob } from './send-notices.ts'
export { tellAuthor, tellAuthorJob, tellMissedDecisions } from './tell-author.ts'
export { tellFollowers, tellFollowersJob } from './tell-followers.ts'
export {
  listAnswers,
  readTrack,
  type Track,
  type TrackAnswer,
  type TrackDialogue,
  type TrackNotice,
} from './track.queries.ts'
