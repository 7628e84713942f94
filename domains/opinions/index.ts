export { countLateMaps, findLongTransaction, type LongTransaction } from './engine/late-maps.ts'
export { type EngineOptions, type OpinionEngine, startOpinionEngine } from './engine/opinion-engine.ts'
export type { Participation, ParticipationUnit, Span, Turnout } from './engine/participation.ts'
export {
  type AgreementInGroup,
  type CommonGroundEntry,
  type DialogueSnapshot,
  type DifferenceEntry,
  type EndAgreement,
  type Everywhere,
  type FactEntry,
  type MapEvidence,
  type MapSide,
  type OpinionMap,
  type OwnPlace,
  type OwnStanding,
  type Pole,
  placeOwnVotes,
  type SuspectGroup,
  type ToldAgreement,
} from './engine/snapshot.ts'
export { createSnapshotFeed, type Follower, type SnapshotFeed } from './engine/snapshot-feed.ts'
export { listDivided, sharedEverywhere } from './engine/told-statements.ts'
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
  type ModerationCounts,
  type Report,
  type ReportMap,
  type ReportMethod,
  type ReportStatement,
  type ReportSuspects,
  statementsNamedIn,
} from './report/report.ts'
export type { ReportWeighed } from './report/report-weighed.ts'
export type { Composition, Figures, GroupShare, WeighedStatement } from './report/representativeness.ts'
export { studyRepresentativeness, studyRepresentativenessJob } from './report/study-representativeness.ts'
export { leastTold } from './report/weigh-people.ts'
