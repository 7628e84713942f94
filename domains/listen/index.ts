export { attendToPost } from './alerts/attend.ts'
export { findFollowedWatch, findMailedMark, judgeByMail } from './alerts/by-mail.ts'
export { escalateWatches } from './alerts/escalate-watches.ts'
export { type Escalation, listEscalations, listToldTo } from './alerts/escalation.queries.ts'
export { dropFeedKey, findFeedKey, findFeedReading, makeFeedKey } from './alerts/feed-key.ts'
export {
  type AlertTimes,
  alertTimesSchema,
  changeAlertTimes,
  type Follow,
  findAlertTimes,
  followWatch,
  listFollows,
  type Pace,
  paces,
  stopFollowing,
  writeAlertTimes,
} from './alerts/follow.ts'
export { alerted } from './alerts/forget-alerts.ts'
export { tellFollowers } from './alerts/tell-followers.ts'
export {
  dropUrgency,
  findUrgency,
  type NamedUrgency,
  setUrgency,
  type ToldTo,
  urgencySchema,
  writeUrgency,
} from './alerts/urgency.ts'
export { type FeedPost, findWatchFeed } from './alerts/watch-feed.ts'
export { type AtomEntry, writeAtom } from './alerts/write-atom.ts'
export { type AskedLine, findAsked, listAsked } from './asked/asked.queries.ts'
export { readFound } from './asked/read-found.ts'
export { capturePosts } from './captured/capture-posts.ts'
export {
  capturedFields,
  captureLanguages,
  readTypedPost,
  readWebAddress,
  type TypedPost,
} from './captured/captured-post.ts'
export { addHandSource, listHandSources, newHandSourceSchema } from './captured/hand-source.ts'
export { type CapturedFile, type LineFault, readCapturedFile } from './captured/read-captured-file.ts'
export {
  type AddCommunityOutcome,
  addCommunity,
  type ChangeCommunityOutcome,
  type CommunityObstacle,
  changeCommunity,
  removeCommunity,
} from './communities/change-community.ts'
export {
  type CommunityFilter,
  type CommunityLine,
  type CommunityManners,
  type CommunityPage,
  findCommunity,
  findCommunityAt,
  listCommunities,
  listPublicCommunities,
  type PublicCommunity,
} from './communities/community.queries.ts'
export {
  type Community,
  communityKinds,
  communitySchema,
  mayReplies,
  type NewCommunity,
  stampOfCommunity,
} from './communities/community.ts'
export { isOfAPerson } from './communities/community-address.ts'
export {
  type CommunityBalance,
  weighCommunity,
} from './communities/community-balance.queries.ts'
export { communityContacts } from './communities/forget-contacts.ts'
export {
  type CommunitySuggestion,
  listSuggestions,
  setSuggestionAside,
  suggestCommunities,
} from './communities/suggest-communities.ts'
export { lookAfterPosts } from './decency/look-after-posts.ts'
export { lookAtPost } from './decency/look-at-post.ts'
export { withdrawnPosts } from './decency/withdraw-posts.ts'
export { findWithdrawn, type WithdrawnPost } from './decency/withdrawn.queries.ts'
export { countFinds, type GrowingWatch, listGrowing } from './desk/count-finds.ts'
export { LEAST_WEEKS } from './desk/growth.ts'
export { type JudgePostOutcome, judgePost, takeBackJudgement } from './desk/judge-post.ts'
export { lookAtDesk } from './desk/look.ts'
export { takePost } from './desk/take-post.ts'
export {
  countWaiting,
  findLongestWait,
  listWaitingDossiers,
  MOST_COUNTED,
  type WaitingDossier,
} from './desk/waiting.queries.ts'
export { createFeedReader, type FeedReader } from './feeds/feed-reader.ts'
export type { FeedWarning, ParsedFeed } from './feeds/parsed-feed.ts'
export { readFeed } from './feeds/read-feed.ts'
export { readHost } from './hosts/read-host.ts'
export { type ReadPageOutcome, readPage } from './hosts/read-page.ts'
export { type LetGoLine, listLetGo } from './let-go/let-go.queries.ts'
export {
  addListedJob,
  applyWatchJob,
  askAgainForWatchesJob,
  askHubJob,
  countFindsJob,
  escalateWatchesJob,
  fetchDueSourcesJob,
  fetchSourceJob,
  lookAfterPostsJob,
  lookAtPostJob,
  readFoundJob,
  readHostJob,
  readWholeTextJob,
  suggestCommunitiesJob,
  tellFollowersJob,
  understandMailedJob,
  understandRawJob,
} from './listen.jobs.ts'
export { type AddListOutcome, addList, addListed } from './lists/add-list.ts'
export type { FeedList } from './lists/feed-list.ts'
export { findList, type ListLine, type ListProgress, listLines } from './lists/list.queries.ts'
export { readList } from './lists/read-list.ts'
export { writeOpml } from './lists/write-opml.ts'
export { answerHeld, findMailed, type HeldMail, heldAnswers, type MailedState } from './mailed/answer-held.ts'
export { mailedAddress } from './mailed/mailed-address.ts'
export { addMailedSource, newMailedSourceSchema } from './mailed/mailed-source.ts'
export { takeMailed } from './mailed/take-mailed.ts'
export { understandMailed } from './mailed/understand-mailed.ts'
export { fetchPage } from './pages/fetch-page.ts'
export { personRequests } from './persons/forget-requests.ts'
export { type GroundGap, typedGround } from './persons/ground.ts'
export {
  listOffices,
  listPersonRequests,
  listWatchesToDecide,
  type PersonRequest,
  type WaitingWatch,
} from './persons/watch-person.queries.ts'
export {
  askAgainForWatches,
  type DecideOutcome,
  decideOnWatch,
  type NamesPerson,
} from './persons/watch-person.ts'
export { type MakeInputOutcome, makePostAnInput } from './posts/make-post-an-input.ts'
export {
  findPost,
  findPostsOf,
  listPosts,
  type PostDossier,
  type PostFilter,
  type PostLine,
  type PostList,
  type PostPage,
} from './posts/post.queries.ts'
export { type UnderstandOutcome, understandRaw } from './posts/understand-raw.ts'
export { decideOrder, orderSchema } from './public-order/decide-order.ts'
export { listOrderSubjects, type OrderSubject } from './public-order/public-order.queries.ts'
export { type Stance, stances } from './public-order/stance.ts'
export { askHub, createHubWeb } from './push/ask-hub.ts'
export { confirmHub, expectsNews, takePushed } from './push/hear-hub.ts'
export { listened, RETENTION_DAYS } from './remove-expired.ts'
export { type AddSourceOutcome, addSource } from './sources/add-source.ts'
export { fetchDueSources } from './sources/fetch-due-sources.ts'
export { type FetchSourceOutcome, fetchSource } from './sources/fetch-source.ts'
export type { FeedWeb } from './sources/find-feed.ts'
export {
  countSources,
  findSource,
  listRegisteredSources,
  listSources,
  type RegisteredSource,
  type SourceBalance,
  type SourceLine,
  weighSource,
} from './sources/source.queries.ts'
export {
  type LegalBasis,
  legalBases,
  type NewSource,
  newSourceSchema,
  type Source,
  sourceGroundsSchema,
} from './sources/source.ts'
export { createSourceFetcher } from './sources/source-fetcher.ts'
export type { SourceProblem } from './sources/source-problem.ts'
export { type StopSourceOutcome, stopSource } from './sources/stop-source.ts'
export {
  type AddWatchOutcome,
  addWatch,
  openSubjects,
  type WatchObstacle,
} from './watches/add-watch.ts'
export { applyWatch } from './watches/apply-watch.ts'
export {
  type ChangeWatchOutcome,
  changeWatch,
  type EndWatchOutcome,
  endWatch,
} from './watches/change-watch.ts'
export { listSourcesOfDossier, type SourceOfDossier } from './watches/dossier-finds.queries.ts'
export { type JudgeMarkOutcome, judgeMark } from './watches/judge-mark.ts'
export type { PostMark } from './watches/marks-of.ts'
export {
  composeQuery,
  emptyRow,
  type OperatorLanguage,
  type QueryRow,
  type RowKind,
  rowKinds,
  rowsOf,
} from './watches/query-rows.ts'
export type { Relatives } from './watches/relatives.ts'
export { type ShownPost, type TryTypedOutcome, tryTyped } from './watches/try-typed.ts'
export type { Estimate, WatchTrial } from './watches/try-watch.ts'
export {
  findServedDossier,
  findWatch,
  listServedDossiers,
  listWatches,
  listWatchesOfDossier,
  listWatchNames,
  type ServedDossier,
  type WatchLine,
} from './watches/watch.queries.ts'
export { type NewWatch, newWatchSchema, stampOfWatch, type Watch } from './watches/watch.ts'
export { countMarksByWeek, type WatchWeeks } from './watches/watch-weeks.queries.ts'
export { chooseWholeText } from './whole-text/choose-whole-text.ts'
export { readWholeText, type WholeTextOutcome, type WholeTextProblem } from './whole-text/read-whole-text.ts'
export { findWholeText, type WholeTextState } from './whole-text/whole-text.queries.ts'
