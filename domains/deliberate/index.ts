export {
  type AdmitByCodeOutcome,
  admitByCode,
  isAdmitted,
  type OpenAdmissionLinkOutcome,
  openAdmissionLink,
  readEntryCode,
} from './access/admission.ts'
export { type AskAdmissionOutcome, askAdmission } from './access/ask-admission.ts'
export {
  type CodeFigures,
  countEntryCodes,
  type MakeCodesOutcome,
  makeCodesSchema,
  makeEntryCodes,
  mostCodes,
} from './access/entry-codes.ts'
export {
  forgetAdmissionMails,
  forgetAdmissionMailsJob,
  shuffleRolls,
  shuffleRollsJob,
} from './access/keep-roll.ts'
export { listAggregates, type StatementAggregate } from './aggregates.ts'
export {
  type AnsweredStatement,
  type BallotStatement,
  countPassReasons,
  findAnsweredStatement,
  findBallotStatement,
  findOwnChoices,
  findUnansweredStatement,
  listBallotTallies,
  listNamedStatements,
  listOwnVotes,
  listResults,
  listStatementTexts,
  type OwnChoices,
  type PassReasons,
  type StatementResult,
} from './ballot.queries.ts'
export {
  type Ballot,
  type CastVoteOutcome,
  castVote,
  type WithdrawVoteOutcome,
  withdrawVote,
} from './cast-vote.ts'
export {
  type ChangeDialogueOutcome,
  changeDraft,
  changeTerms,
  type DeleteDraftOutcome,
  deleteDraft,
} from './change-dialogue.ts'
export {
  type BallotTally,
  type ChosenStatement,
  chooseStatement,
  prepareChoice,
  type Routing,
} from './choose-statement.ts'
export { destroyOldKeys, destroyOldKeysJob, KEY_KEPT_DAYS } from './destroy-old-keys.ts'
export {
  countDialogue,
  type DialogueFigures,
  type DialoguePage,
  findDialogueBySlug,
  listDialogues,
} from './dialogue.queries.ts'
export {
  changedDraftSchema,
  changedTermsSchema,
  type NewDialogue,
  newDialogueSchema,
} from './dialogue.schema.ts'
export {
  type Access,
  type Dialogue,
  type DialogueState,
  endOf,
  isOpenOn,
  resultsAreVisible,
} from './dialogue.ts'
export { countLateMaps, findLongTransaction, type LongTransaction } from './engine/late-maps.ts'
export { type EngineOptions, type OpinionEngine, startOpinionEngine } from './engine/opinion-engine.ts'
export type {
  Participation,
  ParticipationUnit,
  Turnout,
} from './engine/participation.ts'
export {
  type AgreementInGroup,
  type CommonGroundEntry,
  type DialogueSnapshot,
  type DifferenceEntry,
  type MapEvidence,
  type MapSide,
  type OpinionMap,
  type OwnPlace,
  type OwnStanding,
  type Pole,
  placeOwnVotes,
  type SuspectGroup,
} from './engine/snapshot.ts'
export { createSnapshotFeed, type Follower, type SnapshotFeed } from './engine/snapshot-feed.ts'
export { type FollowVotesOutcome, followVotes } from './follow-votes.ts'
export { type MakeDialogueOutcome, makeDialogue } from './make-dialogue.ts'
export { type AddStatementOutcome, addStatement } from './moderation/add-statement.ts'
export { listOpenAppeals, listRefusals, type OpenAppeal, type Refusal } from './moderation/appeal.queries.ts'
export {
  appealDecisionSchema,
  appealSchema,
  appealWorkingDays,
  type DecideAppealOutcome,
  decideAppeal,
  type LodgeAppealOutcome,
  lodgeAppeal,
} from './moderation/appeal.ts'
export {
  countRemovalsToSettle,
  countWritten,
  findPublicStatements,
  type HeldStatement,
  listHeldStatements,
  listPublicStatements,
  type PublicStatement,
  type RemovalRequest,
  type WriterFigures,
} from './moderation/desk.queries.ts'
export {
  countExcluded,
  type ExcludeParticipantsOutcome,
  excludeParticipants,
  exclusionReasonSchema,
  listStandingExclusions,
  nameSuspects,
  type StandingExclusion,
  takeBackExclusion,
} from './moderation/exclude-participants.ts'
export {
  findLineage,
  findReplacement,
  listReplaced,
  type ReplacedStatement,
  type Replacement,
} from './moderation/lineage.queries.ts'
export {
  findAnsweredVersion,
  findNewestVersion,
  type Lineage,
  type OlderVersion,
} from './moderation/lineage.ts'
export {
  type ModerateStatementOutcome,
  type ModerationDecision,
  moderateStatement,
} from './moderation/moderate-statement.ts'
export { type LogEntry, listDecisionsWithAppeals, listModeration } from './moderation/moderation-log.ts'
export { refusalMessages } from './moderation/policy.messages.ts'
export {
  defaultPolicyOf,
  listPolicies,
  type Policy,
  type PublishPolicyOutcome,
  policySchema,
  publishPolicy,
} from './moderation/policy.ts'
export { tellAuthorJob } from './moderation/record-decision.ts'
export {
  type RequestRemovalOutcome,
  requestRemoval,
  type SettleRemovalOutcome,
  settleRemoval,
} from './moderation/remove-statement.ts'
export {
  type ReviseStatementsOutcome,
  type Revision,
  type RevisionKind,
  reviseStatements,
  revisionKinds,
  revisionReasonSchema,
  revisionSizes,
} from './moderation/revise-statement.ts'
export {
  type CloseDialogueOutcome,
  closeDialogue,
  type DestroyKeyOutcome,
  destroyDialogueKey,
  type OpenDialogueOutcome,
  openDialogue,
} from './open-dialogue.ts'
export { type ExportPolisOutcome, exportPolis, type PolisExport } from './polis/export-polis.ts'
export { type ImportPolisOutcome, importPolis, type PolisImport } from './polis/import-polis.ts'
export { type Proposal, type ProposeStatementOutcome, proposeStatement } from './propose-statement.ts'
export { drawBrowserSecret, isBrowserSecret, pseudonymOf } from './pseudonym.ts'
export { type Background, backgroundSchema, mostOptions, mostQuestions } from './report/background.schema.ts'
export {
  type BackgroundQuestion,
  findOwnBackground,
  leastVotesToTell,
  listBackgroundQuestions,
  type SetBackgroundOutcome,
  setBackground,
  type TellBackgroundOutcome,
  tellBackground,
  withdrawBackground,
} from './report/background.ts'
export { findRepresentativeness, type Representativeness } from './report/find-representativeness.ts'
export { type PublishReportOutcome, publishReport } from './report/publish-report.ts'
export {
  findReport,
  gatherReport,
  listReports,
  listReportTexts,
  type PublishedReport,
} from './report/report.queries.ts'
export {
  compareSides,
  listDivided,
  type Report,
  type ReportMap,
  type ReportMethod,
  type ReportStatement,
  type ReportSuspects,
  statementsNamedIn,
} from './report/report.ts'
export type { Composition, Figures, GroupShare, WeighedStatement } from './report/representativeness.ts'
export { studyRepresentativeness, studyRepresentativenessJob } from './report/study-representativeness.ts'
export { leastTold } from './report/weigh-people.ts'
export { createShowingLog, type Showing, type ShowingLog } from './showing-log.ts'
export { holdsSeveralIdeas, listSimilar, type SimilarStatement } from './similar-statement.ts'
export {
  findRefusalReason,
  fingerprintOf,
  longestStatement,
  type RefusalReason,
  readStatement,
  refusalReasons,
  type Statement,
  shortestStatement,
} from './statement.ts'
export {
  answersOf,
  type Choice,
  leastShown,
  type PassReason,
  passReasons,
  type Tally,
  type VoteChannel,
} from './vote.ts'
export { type BallotAnswer, createVoteBox, type VoteBox } from './vote-box.ts'
