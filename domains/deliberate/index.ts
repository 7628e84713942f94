export {
  type ChangeDialogueOutcome,
  changeDraft,
  changeTerms,
  type DeleteDraftOutcome,
  deleteDraft,
} from './dialogues/change-dialogue.ts'
export { defaultPolicyOf } from './dialogues/default-policy.ts'
export { dialogueKeys } from './dialogues/destroy-old-keys.ts'
export {
  countDialogue,
  countParticipants,
  countPeopleTold,
  type DialogueFigures,
  type DialogueLine,
  type DialoguePage,
  findDialogue,
  findDialogueBySlug,
  listDialogues,
} from './dialogues/dialogue.queries.ts'
export {
  changedDraftSchema,
  changedTermsSchema,
  type NewDialogue,
  newDialogueSchema,
} from './dialogues/dialogue.schema.ts'
export {
  type Dialogue,
  type DialogueState,
  endOf,
  resultsAreVisible,
} from './dialogues/dialogue.ts'
export { type LogEntry, listDecisionsWithAppeals, listModeration } from './dialogues/dialogue-log.ts'
export {
  type FoundDialogue,
  type FoundStatement,
  findDialoguesBySearch,
  findStatementsBySearch,
  listReadableTexts,
} from './dialogues/found.queries.ts'
export { type MakeDialogueOutcome, makeDialogue } from './dialogues/make-dialogue.ts'
export {
  type CloseDialogueOutcome,
  closeDialogue,
  type DestroyKeyOutcome,
  destroyDialogueKey,
  type OpenDialogueOutcome,
  openDialogue,
} from './dialogues/open-dialogue.ts'
export {
  isOpenForAnswers,
  type Openness,
  openForAnswers,
  stateForAnswers,
} from './dialogues/open-for-answers.ts'
export { publishRules } from './dialogues/publish-rules.ts'
export {
  type Background,
  backgroundSchema,
  mostOptions,
  mostQuestions,
} from './participants/background.schema.ts'
export {
  type BackgroundQuestion,
  findOwnBackground,
  leastVotesToTell,
  listBackgroundQuestions,
  noteBackgroundShown,
  type SetBackgroundOutcome,
  setBackground,
  type TellBackgroundOutcome,
  tellBackground,
  withdrawBackground,
} from './participants/background.ts'
export { dialogueDoor, shuffleRollsOfDialogues } from './participants/dialogue-door.ts'
export {
  countExcluded,
  type ExcludeParticipantsOutcome,
  excludeParticipants,
  exclusionReasonSchema,
  listStandingExclusions,
  nameSuspects,
  type StandingExclusion,
  takeBackExclusion,
} from './participants/exclude-participants.ts'
export { type FollowVotesOutcome, followVotes } from './participants/follow-votes.ts'
export { backgroundAnswers } from './participants/forget-participants.ts'
export { selectStandingExclusions } from './participants/standing-exclusions.ts'
export { type ExportPolisOutcome, exportPolis, type PolisExport } from './polis/export-polis.ts'
export { type ImportPolisOutcome, importPolis, type PolisImport } from './polis/import-polis.ts'
export { type AddStatementOutcome, addStatement } from './statements/add-statement.ts'
export {
  countWritten,
  findPublicStatements,
  findStatementsOf,
  type HeldStatement,
  listHeldStatements,
  listPublicStatements,
  type PublicStatement,
  type RemovalRequest,
  type WriterFigures,
} from './statements/desk.queries.ts'
export {
  findLineage,
  findReplacement,
  listReplaced,
  type ReplacedStatement,
  type Replacement,
} from './statements/lineage.queries.ts'
export {
  findAnsweredVersion,
  findNewestVersion,
  type Lineage,
  type OlderVersion,
} from './statements/lineage.ts'
export { type FactMark, type MarkFactOutcome, markFact } from './statements/mark-fact.ts'
export {
  type ModerateStatementOutcome,
  moderateStatement,
  requestRemoval,
  settleRemoval,
} from './statements/moderate-statement.ts'
export {
  type Proposal,
  type ProposeStatementOutcome,
  proposeStatement,
} from './statements/propose-statement.ts'
export {
  type ReviseStatementsOutcome,
  type Revision,
  type RevisionKind,
  reviseStatements,
  revisionKinds,
  revisionReasonSchema,
  revisionSizes,
} from './statements/revise-statement.ts'
export { holdsSeveralIdeas, listSimilar, type SimilarStatement } from './statements/similar-statement.ts'
export {
  fingerprintOf,
  longestStatement,
  readStatement,
  type Statement,
  shortestStatement,
} from './statements/statement.ts'
export { setStatementLanguage } from './statements/statement-language.ts'
export { statementOwner } from './statements/statement-owner.ts'
export { listAggregates, type StatementAggregate } from './votes/aggregates.ts'
export {
  type AnsweredStatement,
  type AskedStatement,
  type BallotStatement,
  findAnsweredStatement,
  findBallotStatement,
  findPassReasons,
  listAskedStatements,
  listBallotTallies,
  listNamedStatements,
  listOwnVotes,
  listResults,
  listStatementTexts,
  type PassReasons,
  type StatementResult,
} from './votes/ballot.queries.ts'
export type { Ballot, CastVoteOutcome } from './votes/ballot.ts'
export { castVote, type WithdrawVoteOutcome, withdrawVote } from './votes/cast-vote.ts'
export {
  type BallotTally,
  type ChosenStatement,
  chooseStatement,
  prepareChoice,
  type Routing,
} from './votes/choose-statement.ts'
export { createOwnChoices, noChoices, type OwnChoices, type Person } from './votes/own-choices.ts'
export { createShowingLog, type Showing, type ShowingLog } from './votes/showing-log.ts'
export { tellFigures } from './votes/tell-figures.ts'
export {
  answersOf,
  type Choice,
  choiceOf,
  leastShown,
  type PassReason,
  passReasons,
  type Tally,
  type VoteChannel,
} from './votes/vote.ts'
export {
  type AdmitNewcomers,
  type BallotAnswer,
  BoxIsFull,
  createVoteBox,
  type VoteBox,
} from './votes/vote-box.ts'
export {
  leastTold,
  peopleInStep,
  peopleTold,
  type StatementFigures,
  type VoteMove,
  VoteSteps,
} from './votes/vote-steps.ts'
