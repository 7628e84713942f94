// Made by `npm run db:generate` from the migrations: do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer Read, infer Insert, infer Update>
  ? ColumnType<Read, Insert | undefined, Update>
  : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>

interface Absence {
  id: string
  account_id: string
  from_on: string
  to_on: string
  deputy_id: string | null
}

interface AccessLog {
  id: string
  account_id: string
  action: string
  subject_kind: string
  subject_id: string
  at: Timestamp
}

interface Account {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

interface AccountCredential {
  id: string
  account_id: string
  provider_id: string
  provider_account_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Timestamp | null
  refresh_token_expires_at: Timestamp | null
  scope: string | null
  password: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

interface AccountSession {
  id: string
  account_id: string
  token: string
  expires_at: Timestamp
  ip_address: string | null
  user_agent: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

interface Address {
  street_folded: string
  town_folded: string
  number: number
  addition: Generated<string>
  street: string
  town: string
  postcode: Generated<string>
  longitude: number
  latitude: number
}

interface Admission {
  entrance_id: string
  pseudonym: Buffer
}

interface AdmissionMail {
  entrance_id: string
  mail_id: string
  token_hash: Buffer | null
  seal: Buffer | null
  expires_at: Timestamp
}

interface AnswerJudged {
  conversation_id: string
  seq: number
}

interface AnsweringHours {
  account_id: string
  weekday: number
  minutes: number
}

interface Area {
  code: string
  year: number
  kind: 'municipality' | 'district' | 'neighbourhood' | 'town'
  name: string
  parent: string | null
  municipality: string | null
  ended_on: string | null
  outline: Json | null
  drawing: Json | null
  west: number | null
  south: number | null
  east: number | null
  north: number | null
  folded: string
  keys: (string)[]
}

interface Asked {
  post_id: string
  asked_id: string
  source_id: string
  published_at: Timestamp
  language: 'nl' | 'en'
  words: string
  roots: (string)[]
  leads: boolean
}

interface BackgroundAnswer {
  dialogue_id: string
  participant: number
  question: number
  option: number
  told_at: Timestamp
}

interface BackgroundOption {
  dialogue_id: string
  question: number
  number: number
  label: string
  population: number | null
}

interface BackgroundQuestion {
  dialogue_id: string
  number: number
  question: string
  is_shown: Generated<boolean>
}

interface Blob {
  sha256: Buffer
  bytes: Buffer | null
  type: 'image/webp' | 'application/pdf' | 'text/plain' | 'application/vnd.oasis.opendocument.text' | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' | 'video/mp4' | 'video/webm' | 'video/quicktime'
  width: number | null
  height: number | null
  size: number
  state: Generated<'held' | 'clean' | 'refused'>
  tried_at: Timestamp | null
  held_why: 'away' | 'too-large' | null
}

interface BlobPiece {
  sha256: Buffer
  number: number
  bytes: Buffer
}

interface BlobUse {
  id: string
  sha256: Buffer
  owner: string
  alternative: string
  created_at: Timestamp
  name: Generated<string>
  captions: Generated<string>
}

interface Channel {
  id: string
  name: string
  kind: 'mail' | 'hook'
  made_at: Timestamp
  takes_answers: Generated<boolean>
}

interface ClaimCode {
  code_hash: Buffer
  input_id: string
  dossier_id: string | null
  issued_at: Timestamp
}

interface Community {
  id: string
  name: string
  kind: 'forum' | 'group' | 'blog' | 'news' | 'other'
  address: string
  place: GeneratedAlways<string>
  size: number | null
  sized_on: string | null
  rules_address: string | null
  rules_note: Generated<string>
  may_reply: 'unknown' | 'yes' | 'ask-first' | 'no'
  whom_to_ask: Generated<string>
  unit_id: string | null
  agreed_on: string | null
  version: Generated<number>
  added_by: string
  added_at: Timestamp
}

interface CommunityArea {
  community_id: string
  area_code: string
}

interface CommunityContact {
  community_id: string
  account_id: string
  since: Timestamp
}

interface CommunitySubject {
  community_id: string
  subject_id: string
}

interface CommunitySuggestion {
  place: string
  address: string
  posts: number
  sources: number
  newest_at: Timestamp
  set_aside_at: Timestamp | null
}

interface ConditionMet {
  key: string
  account_id: string
  until_on: string | null
}

interface Conversation {
  id: string
  input_id: string
  subject: string
  language: 'nl' | 'en'
  last_seq: number
  heard_seq: number
  status: 'open' | 'answered' | 'closed'
  assigned_to: string | null
  due_on: string
  received_at: Timestamp
  answered_at: Timestamp | null
  subject_id: string | null
  unit_id: string | null
  draft_seq: number | null
  draft_state: 'asked' | 'approved' | 'returned' | null
  run: number
  run_seq: number
  first_due: string
  first_met_at: Timestamp | null
  resolution_due: string
  paused_since: Timestamp | null
  paused_until: Timestamp | null
  due_by: GeneratedAlways<string>
  closed_as: 'solved' | 'not-ours' | 'no-answer' | 'double' | 'spam' | null
  closed_at: Timestamp | null
  snoozed_until: string | null
  label_ids: Generated<(string)[]>
  merged_into: string | null
  continues: string | null
}

interface ConversationContact {
  conversation_id: string
  name: string | null
  address: string | null
  given_at: Timestamp
  on_behalf_of: string | null
  reach: string | null
}

interface ConversationEntry {
  conversation_id: string
  seq: number
  kind: 'received' | 'receipt' | 'note' | 'draft' | 'approved' | 'returned' | 'sent' | 'assigned' | 'classified' | 'status' | 'linked' | 'due' | 'task' | 'labelled' | 'snoozed' | 'merged' | 'split' | 'located' | 'redacted' | 'elsewhere'
  at: Timestamp
  by_account: string | null
  body: string | null
  channel: 'web' | 'mail' | 'phone' | 'desk' | 'paper' | 'feed' | 'hook' | null
  due_on: string | null
  mail_id: string | null
  draft_seq: number | null
  draft_kind: GeneratedAlways<string | null>
  assigned_to: string | null
  status: 'open' | 'answered' | 'closed' | null
  dossier_id: string | null
  subject_id: string | null
  unit_id: string | null
  approval_seq: number | null
  approval_kind: GeneratedAlways<string | null>
  mandate_id: string | null
  mandated_for: string | null
  mandated_on: string | null
  before_mandates: Generated<boolean>
  unhelped_seq: number | null
  calendar_version: number | null
  first_term: string | null
  resolution_term: string | null
  first_due: string | null
  resolution_due: string | null
  paused_until: Timestamp | null
  due_reason: 'research' | 'others' | 'visit' | 'busy' | null
  task_id: string | null
  task_step: 'asked' | 'accepted' | 'handed' | 'outside' | 'outside-ended' | 'done' | 'returned' | 'withdrawn' | null
  task_unit_id: string | null
  task_due_on: string | null
  task_party: string | null
  closed_as: 'solved' | 'not-ours' | 'no-answer' | 'double' | 'spam' | null
  snoozed_until: string | null
  label_id: string | null
  label_on: boolean | null
  other_id: string | null
  other_seq: number | null
  by_rule: string | null
  dealt_because: 'known' | 'load' | null
  is_somewhere: boolean | null
  redacted_seq: number | null
  redaction_reason: 'asked' | 'personal' | 'misdirected' | 'mistake' | null
  hook_id: string | null
  split_seq: number | null
}

interface ConversationFile {
  conversation_id: string
  seq: number
}

interface ConversationPlace {
  conversation_id: string
  seq: number
  name: string
  is_near: boolean
  longitude: number | null
  latitude: number | null
  area_code: string | null
  area_year: number | null
}

interface ConversationReading {
  account_id: string
  conversation_id: string
  seq: number
}

interface ConversationRun {
  conversation_id: string
  run: number
  began_on: string
  channel: string
  subject_id: string | null
  unit_id: string | null
  ended_as: 'answered' | 'solved' | 'no-answer' | 'not-ours' | 'double' | 'spam' | null
  first_minutes: number | null
  solved_minutes: number | null
  first_due: string
  solved_due: string
  first_late: boolean | null
  solved_late: boolean | null
  is_reopened: boolean
}

interface ConversationSearch {
  conversation_id: string
  at: Timestamp
  words: string
  subject_id: string | null
}

interface ConversationTie {
  conversation_id: string
  other_id: string
  found_at: Timestamp
  state: Generated<'possibly' | 'together' | 'apart'>
  decided_by: string | null
  decided_at: Timestamp | null
}

interface ConversationUncounted {
  conversation_id: string
  seq: number
}

interface ConversationUnfound {
  conversation_id: string
}

interface ConversationUnsorted {
  conversation_id: string
  since: Generated<Timestamp>
}

interface Dialogue {
  id: string
  dossier_id: string
  slug: string
  question: string
  introduction: Generated<string>
  language: string
  state: Generated<'draft' | 'importing' | 'open' | 'closed'>
  moderation: Generated<'strict' | 'light'>
  closes_on: string | null
  results: Generated<'live' | 'after-closing'>
  created_at: Timestamp
  opened_at: Timestamp | null
  closed_at: Timestamp | null
}

interface DialogueImport {
  dialogue_id: string
  origin: string
  digest: Buffer | null
  made_dossier: boolean
  imported_at: Timestamp | null
}

interface DialogueNumbering {
  dialogue_id: string
  next_participant: Generated<number>
  next_statement: Generated<number>
}

interface DialogueReport {
  dialogue_id: string
  version: number
  content: Json
  made_at: Timestamp
  made_by: string
}

interface DialogueTermsChange {
  dialogue_id: string
  id: string
  closes_on_before: string | null
  closes_on_after: string | null
  moderation_before: 'strict' | 'light'
  moderation_after: 'strict' | 'light'
  changed_by: string
  changed_at: Timestamp
}

interface Distribution {
  unit_id: string
  is_on: boolean
  changed_by: string
  changed_at: Timestamp
}

interface Dossier {
  id: string
  slug: string
  question: string
  summary: string
  area: Generated<string>
  language: 'nl' | 'en'
  unit_id: string
  state: Generated<'draft' | 'open' | 'closed'>
  created_by: string
  created_at: Timestamp
  opened_at: Timestamp | null
  closed_at: Timestamp | null
  area_code: string | null
}

interface DossierEarlierText {
  dossier_id: string
  version: number
  question: string
  summary: string
  area: string
  phases: Json
  reason_for_change: string
  changed_by: string
  changed_at: Timestamp
}

interface DossierPhase {
  id: string
  dossier_id: string
  position: number
  title: string
  description: Generated<string>
  starts_on: string
  ends_on: string | null
}

interface DossierPromise {
  dossier_id: string
  version: number
  level: 'inform' | 'consult' | 'advise' | 'coproduce' | 'decide'
  statement: string
  decided_by: string
  answer_on: string
  decision_on: string | null
  reason_for_change: Generated<string>
  made_by: string
  made_at: Timestamp
}

interface Entrance {
  id: string
  access: 'everyone' | 'mail' | 'code'
  key: Buffer | null
  roll_key: Buffer | null
  key_destroyed_at: Timestamp | null
  fixed_at: Timestamp | null
}

interface EntryCode {
  entrance_id: string
  seal: Buffer
  is_used: Generated<boolean>
}

interface EntryCodeBatch {
  entrance_id: string
  id: string
  codes: number
  made_by: string
  made_at: Timestamp
}

interface EntryNotice {
  id: string
  account_id: string
  conversation_id: string
  seq: number
  task_id: string | null
  at: Timestamp
  read_at: Timestamp | null
}

interface Escalation {
  conversation_id: string
  run: number
  level: number
  told_at: Timestamp
}

interface Event {
  position: GeneratedAlways<number>
  seq: number | null
  type: string
  subject_id: string
  subject_number: number | null
  dossier_id: string | null
  happened_at: Timestamp | null
  happened_on: string | null
}

interface EventConsumer {
  name: string
  read_through: number
}

interface FactCitation {
  sheet_id: string
  conversation_id: string
  version: number
  seq: number
  at: Timestamp
  settled_version: number | null
  settled_by: string | null
}

interface FactDecision {
  sheet_id: string
  version: number
  kind: 'approved' | 'returned'
  reason: string
  by_account: string
  at: Timestamp
  mandate_id: string | null
  mandated_for: string | null
  mandated_on: string
}

interface FactDossier {
  dossier_id: string
  sheet_id: string
}

interface FactPost {
  sheet_id: string
  post_id: string
  by_account: string
  at: Timestamp
}

interface FactSheet {
  id: string
  number: number | null
  language: 'nl' | 'en'
  subject_id: string | null
  unit_id: string
  state: 'draft' | 'public' | 'withdrawn'
  last_version: number
  waits: boolean
  worked_at: Timestamp
  changed_at: Timestamp | null
  public_version: number | null
  public_kind: GeneratedAlways<string | null>
}

interface FactVersion {
  sheet_id: string
  version: number
  claim: string
  verdict: 'right' | 'partly' | 'wrong' | 'unknown'
  answer: string
  explanation: string
  sources: Json
  known_on: string
  change: string
  withdraws: Generated<boolean>
  subject_id: string | null
  unit_id: string
  dossier_ids: (string)[]
  written_by: string
  written_at: Timestamp
}

interface HeldForm {
  seal: Buffer
  shut: Buffer
  held_at: Timestamp
}

interface HelpedMonth {
  month: string
  people: number
  helped: number
}

interface HookMessage {
  channel_id: string
  hash: Buffer
  received_id: string
  conversation_id: string
  seq: number
}

interface HookThread {
  channel_id: string
  hash: Buffer
  conversation_id: string
  thread: string
  author: string
}

interface InboxStart {
  account_id: string
  view_id: string
}

interface InboxView {
  id: string
  account_id: string | null
  unit_id: string | null
  name: string
  place: number
  filter: 'open' | 'nobody' | 'mine' | 'late' | 'approve' | 'place' | 'undelivered' | 'snoozed' | 'answered' | 'closed' | 'spam'
  sorting: 'due' | 'newest'
  label_id: string | null
  assigned: 'me' | 'nobody' | 'team' | 'colleague' | null
  assigned_to: string | null
  answering_unit_id: string | null
  subject_id: string | null
  channel: 'web' | 'mail' | 'phone' | 'desk' | 'paper' | 'feed' | 'hook' | null
  due: 'late' | 'today' | 'week' | null
  words: string | null
  made_at: Timestamp
  area_code: string | null
}

interface Input {
  id: string
  public_id: string
  dossier_id: string | null
  dialogue_id: string | null
  origin_id: string | null
  kind: 'statement' | 'votes' | 'question' | 'post' | 'letter' | 'call' | 'meeting' | 'paper'
  channel: 'web' | 'mail' | 'phone' | 'desk' | 'paper' | 'feed' | 'hook' | 'import'
  state: Generated<'held' | 'published' | 'refused' | 'withdrawn'>
  is_public: Generated<boolean>
  body: string | null
  language: string | null
  received_at: Timestamp
  published_at: Timestamp | null
  published_on: string | null
  answer_on: string | null
  answered_at: Timestamp | null
}

interface Label {
  id: string
  name: string
  made_at: Timestamp
  made_by: string
  ended_at: Timestamp | null
}

interface LeavingReply {
  id: string
  conversation_id: string
  account_id: string
  seen: number
  body: string | null
  draft_seq: number | null
  answers_input: boolean
  asks: Generated<boolean>
  ordered_at: Timestamp
  leaves_at: Timestamp
  held_at: Timestamp | null
  held_why: 'heard' | 'stopped' | 'merged' | 'split' | 'no-mandate' | 'forbidden' | 'conditions' | 'needs-colleague' | 'needs-approver' | 'own-draft' | 'returned' | 'draft-replaced' | 'open-field' | 'elsewhere' | 'undisclosed' | null
  held_by: string | null
  copies: Generated<Json>
}

interface ListenLook {
  account_id: string
  looked_at: Timestamp
  new_since: Timestamp
}

interface Macro {
  id: string
  title: string
  unit_id: string | null
  version: number
  text_id: string | null
  assign: 'me' | 'everyone' | 'colleague' | null
  assign_to: string | null
  subject_id: string | null
  answering_unit_id: string | null
  made_by: string
  made_at: Timestamp
  ended_at: Timestamp | null
  label_id: string | null
  snooze_days: number | null
  close_as: 'solved' | 'not-ours' | 'no-answer' | 'double' | 'spam' | null
}

interface MailMessage {
  raw_id: string
  conversation_id: string
  seq: number
  message_id: string | null
  from_name: string
  from_address: string
  subject: string
  written_at: Timestamp | null
  is_automatic: boolean
  has_html: boolean
  is_cut: boolean
  files: Json
  is_from_other: Generated<boolean>
  others: Generated<Json>
}

interface MailParticipant {
  conversation_id: string
  seal: Buffer
}

interface MailReference {
  hash: Buffer
  conversation_id: string
  is_own: boolean
}

interface MailScan {
  raw_id: string
  state: 'waiting' | 'done'
  is_away: Generated<boolean>
  tried_at: Timestamp | null
  clean: Generated<(string)[]>
  found: Generated<Json>
}

interface Mailbox {
  id: string
  name: string
  account: string
  folder: string
  uid_validity: number | null
  last_uid: Generated<number>
  read_at: Timestamp | null
  waiting: Generated<number>
  failing_since: Timestamp | null
  failure: 'login' | 'folder' | 'encryption' | 'unreachable' | 'broken-off' | null
  compared_at: Timestamp | null
  missed: Generated<number>
}

interface MailboxUid {
  mailbox_id: string
  uid: number
}

interface Mandate {
  id: string
  act: 'draft' | 'send' | 'approve' | 'publish'
  role: 'administrator' | 'policy_maker' | 'responder' | null
  account_id: string | null
  unit_id: string | null
  subject_id: string | null
  channel: string | null
  visibility: 'private' | 'public' | null
  approval: 'none' | 'colleague' | 'approver' | 'forbidden'
  from_on: string
  to_on: string | null
  decision: string
  delegated_from: string | null
  given_at: Timestamp
  held_anywhere: Generated<boolean>
  ended_at: Timestamp | null
}

interface MandateCondition {
  mandate_id: string
  key: string
}

interface ModerationAppeal {
  space_id: string
  id: string
  decision_id: string
  refused_by: string
  words: string
  lodged_at: Timestamp
  due_on: string
  outcome: 'upheld' | 'overturned' | null
  explanation: Generated<string>
  decided_by: string | null
  decided_at: Timestamp | null
}

interface ModerationDecision {
  space_id: string
  id: string
  kind: 'statement'
  number: number
  input_id: string | null
  decision: 'added' | 'published' | 'refused'
  reason_code: string | null
  explanation: Generated<string>
  decided_by: string
  requested_by: string | null
  decided_at: Timestamp
}

interface ModerationPolicy {
  space_id: string
  version: number
  text: string
  published_by: string | null
  published_at: Timestamp
}

interface ModerationRemoval {
  space_id: string
  id: string
  kind: 'statement'
  number: number
  reason_code: string
  explanation: Generated<string>
  requested_by: string
  requested_at: Timestamp
  outcome: 'confirmed' | 'rejected' | null
  settled_by: string | null
  settled_at: Timestamp | null
}

interface NearReport {
  id: string
  public_id: string
  language: 'nl' | 'en'
  title: string
  subject_id: string | null
  unit_id: string | null
  area_code: string
  area_year: number
  district_code: GeneratedAlways<string | null>
  place_name: string | null
  longitude: number | null
  latitude: number | null
  state: 'reported' | 'working' | 'solved' | 'declined' | 'withdrawn'
  is_open: GeneratedAlways<boolean | null>
  last_seq: number
  changed_at: Timestamp
}

interface NearReportSource {
  report_id: string
  conversation_id: string
  at: Timestamp
  by_account: string
  mandate_id: string
  mandated_for: string | null
  mandated_on: string
}

interface NearReportStep {
  report_id: string
  seq: number
  state: 'reported' | 'working' | 'solved' | 'declined' | 'withdrawn'
  words: string
  withdrawn_as: 'mistake' | 'personal' | 'double' | null
  at: Timestamp
  by_account: string
  mandate_id: string
  mandated_for: string | null
  mandated_on: string
}

interface Notice {
  id: string
  contact_id: string
  input_id: string
  response_id: string | null
  version: number | null
  space_id: string | null
  decision_id: string | null
  appeal_id: string | null
  mail_id: string | null
  sent_on: string | null
}

interface NoticeAddress {
  seal: Buffer
  state: 'asked' | 'confirmed' | 'stopped'
  changed_on: string
  asked: number
  asked_on: string
}

interface NoticeContact {
  id: string
  address: string
  seal: Buffer
  language: 'nl' | 'en'
  is_confirmed: Generated<boolean>
  created_at: Timestamp
}

interface NoticeRequest {
  input_id: string
  contact_id: string
  dossier_id: string | null
  requested_at: Timestamp
}

interface OpinionChange {
  dialogue_id: string
  transaction: Generated<string>
}

interface OpinionSnapshot {
  dialogue_id: string
  version: number
  format: number
  made_at: Timestamp
  through_transaction: string
  cluster: string
  is_settled: boolean
  is_final: boolean
  map: Json
  placer: Buffer
  members: Buffer
  left_out: (number)[]
  turns: (number)[]
}

interface Organisation {
  only_one: Generated<boolean>
  name: string
  tagline: Generated<string>
  phone: Generated<string>
  opening_hours: Generated<string>
  other_tagline: Generated<string>
  other_opening_hours: Generated<string>
  visiting_address: Generated<string>
  email: Generated<string>
  theme: string | null
  languages: Generated<(string)[]>
  mail_sender: Generated<string>
  is_demo: Generated<boolean>
  created_at: Timestamp
}

interface OutgoingHook {
  id: string
  channel: string
  body: string
  state: Generated<'waiting' | 'sent' | 'refused'>
  attempts: Generated<number>
  last_error: string | null
  created_at: Timestamp
  sent_at: Timestamp | null
}

interface OutgoingMail {
  id: string
  message_id: string
  recipient: string
  subject: string
  body_text: string
  body_html: string | null
  headers: Generated<Json>
  state: Generated<'waiting' | 'sent' | 'refused'>
  attempts: Generated<number>
  last_error: string | null
  created_at: Timestamp
  sent_at: Timestamp | null
  purpose: Generated<'other' | 'reply'>
}

interface Participant {
  dialogue_id: string
  number: number
  pseudonym: Buffer
  input_id: string | null
  joined_at: Timestamp
}

interface ParticipantExclusion {
  dialogue_id: string
  participant: number
  position: GeneratedAlways<number>
  decision: string
  is_excluded: boolean
  reason: string
  decided_by: string
  decided_at: Timestamp
}

interface PlacedReply {
  conversation_id: string
  seq: number
  kind: GeneratedAlways<string>
  address: string
  thread: (string)[]
  state: Generated<'to-look' | 'seen' | 'not-found' | 'refused' | 'unreachable' | 'gone'>
  reason: string | null
  looked_at: Timestamp | null
  seen_by: string | null
  feed: string | null
}

interface Post {
  id: string
  source_id: string
  url: string | null
  title: string
  html: string
  body: string
  language: string | null
  content_hash: string
  version: Generated<number>
  published_at: Timestamp
  first_seen_at: Timestamp
  text_since: Timestamp
  text_removed_at: Timestamp | null
  is_dated: Generated<boolean>
  attachments: Generated<Json>
  withdrawn: 'gone' | 'kept-out' | null
  taken_at: Timestamp | null
  is_whole: Generated<boolean>
}

interface PostAlias {
  source_id: string
  alias: string
  post_id: string
}

interface PostArea {
  post_id: string
  area_code: string
  published_at: Timestamp
  named: string | null
}

interface PostBelow {
  post_id: string
  conversation_id: string
  seq: number | null
}

interface PostConversation {
  post_id: string
  conversation_id: string
  made_by: string
  made_at: Timestamp
}

interface PostInput {
  post_id: string
  dossier_id: string
  input_id: string
  made_by: string
  made_at: Timestamp
}

interface PostLook {
  post_id: string
  host: string
  next_look_at: Timestamp
  misses: Generated<number>
  etag: string | null
  last_modified: string | null
}

interface PostMatch {
  watch_id: string
  post_id: string
  published_at: Timestamp
  matched_at: Timestamp
  not_relevant_at: Timestamp | null
  waits: Generated<boolean>
  is_readable: Generated<boolean>
}

interface PostPage {
  post_id: string
  source_id: string
  host: string
  next_try_at: Timestamp | null
  tries: Generated<number>
  problem: string | null
  tried_at: Timestamp | null
  html: string | null
  body: string | null
}

interface PostVersion {
  post_id: string
  version: number
  title: string
  html: string
  body: string
  replaced_at: Timestamp
}

interface PublicOrderDecision {
  id: string
  subject_id: string
  stance: 'off' | 'watched' | 'other'
  reason: string
  decided_by: string
  decided_at: Timestamp
}

interface RateLimit {
  key: string
  points: Generated<number>
  expire: number | null
  in_flight: Generated<number>
  flying_until: Generated<number>
}

interface ReceivedHook {
  id: string
  channel_id: string
  hook_id: string
  raw: Buffer | null
  stored_at: Timestamp
  state: 'new' | 'understood' | 'held'
  reason: string | null
}

interface ReceivedRaw {
  id: string
  channel_id: string
  fingerprint: Buffer
  raw: Buffer | null
  envelope_from: string | null
  envelope_to: Generated<(string)[]>
  arrived_at: Timestamp | null
  stored_at: Timestamp
  state: Generated<'new' | 'understood' | 'held' | 'duplicate'>
  reason: string | null
  conversation_id: string | null
  seq: number | null
  left_bytes: number | null
}

interface ReplyCopy {
  conversation_id: string
  seq: number
  kind: GeneratedAlways<string>
  n: number
  address: string
  reason: string | null
  mail_id: string | null
}

interface ReportFollow {
  report_id: string
  contact_id: string
  told: number
}

interface ReportNotice {
  mail_id: string
  contact_id: string
}

interface Representativeness {
  dialogue_id: string
  made_at: Timestamp
  version: number
  people: number
  figures: Json
}

interface Response {
  id: string
  dossier_id: string
  created_at: Timestamp
}

interface ResponseTarget {
  response_id: string
  input_id: string | null
  dialogue_id: string | null
}

interface ResponseVersion {
  response_id: string
  version: number
  verdict: 'adopted' | 'partly' | 'already_done' | 'investigating' | 'not_adopted' | 'out_of_scope'
  reason: 'safety' | 'law' | 'not_ours' | 'cost' | 'space' | 'other_interests' | 'policy' | 'exists' | 'planned' | 'research' | 'subject' | null
  action: string
  why: string
  unit_id: string
  published_by: string
  published_at: Timestamp
  inputs: number
  voters: number
  noticed_at: Timestamp | null
}

interface RetentionProof {
  kind: string
  day: string
  removed: number
  older_than: Timestamp | null
  ran_at: Timestamp | null
}

interface Roll {
  entrance_id: string
  seal: Buffer
}

interface Rule {
  id: string
  title: string
  place: number
  version: number
  channel: 'web' | 'mail' | 'phone' | 'desk' | 'paper' | 'feed' | 'hook' | null
  language: 'nl' | 'en' | null
  words: Generated<(string)[]>
  sender_domain: string | null
  subject_id: string | null
  unit_id: string | null
  set_subject_id: string | null
  set_unit_id: string | null
  assign_to: string | null
  owner: string
  changed_at: Timestamp
  is_on: boolean
  broken_at: Timestamp | null
  broken_why: 'unit-closed' | 'subject-replaced' | 'colleague-gone' | 'fault' | null
  ended_at: Timestamp | null
}

interface RuleMissed {
  rule_id: string
  conversation_id: string
  missed_at: Timestamp
}

interface ScannedContent {
  sha256: Buffer
  scanned_at: Timestamp
}

interface SentForm {
  seal: Buffer
  receipt: Buffer | null
  expires_at: Timestamp
}

interface Showing {
  dialogue_id: string
  transaction: Generated<string>
  position: GeneratedAlways<number>
  statement: number
  participant: number | null
  propensity: number
  shown_at: Timestamp
}

interface ShowingCount {
  dialogue_id: string
  statement: number
  shown: number
}

interface SignInToken {
  id: string
  identifier: string
  value: string
  expires_at: Timestamp
  created_at: Timestamp
  updated_at: Timestamp
}

interface Source {
  id: string
  address: string | null
  address_key: string | null
  host: string | null
  title: string
  home: string | null
  language: string | null
  purpose: string
  legal_basis: 'public_task' | 'legal_obligation' | 'consent'
  ttl_minutes: number | null
  etag: string | null
  last_modified: string | null
  body_hash: string | null
  next_fetch_at: Timestamp | null
  health: Generated<'ok' | 'degraded' | 'failing' | 'asleep'>
  failures: Generated<number>
  problem: string | null
  last_tried_at: Timestamp | null
  last_good_at: Timestamp | null
  added_by: string
  added_at: Timestamp
  stopped_at: Timestamp | null
  silent_since: string | null
  standing: GeneratedAlways<number>
  kind: Generated<'feed' | 'by-hand' | 'mail'>
  whole_text: Generated<boolean>
}

interface SourceDay {
  source_id: string
  day: string
  fetches: number
  unchanged: number
  failed: number
  bytes: number
}

interface SourceList {
  id: string
  title: string
  purpose: string
  legal_basis: 'public_task' | 'legal_obligation' | 'consent'
  added_by: string
  added_at: Timestamp
}

interface SourceListLine {
  list_id: string
  number: number
  address: string
  title: string
  outcome: 'added' | 'already-added' | 'unusable' | null
  problem: string | null
  source_id: string | null
}

interface SourceMail {
  source_id: string
  key: string
  list_id: string | null
  domain: string | null
  held_raw_id: string | null
  unsubscribe: string | null
}

interface SourcePush {
  source_id: string
  hub: string
  topic: string
  key: string
  secret: string
  state: 'asked' | 'active' | 'denied' | 'ending'
  asked_at: Timestamp | null
  lease_until: Timestamp | null
  last_pushed_at: Timestamp | null
}

interface SourceRaw {
  id: string
  source_id: string
  url: string
  content_type: string
  body: Buffer
  fetched_at: Timestamp
  understood_at: Timestamp | null
  link: string | null
}

interface SourceSite {
  host: string
  crawl_delay: number | null
  robots_at: Timestamp | null
  asked_until: Timestamp | null
  rules: Json | null
  gives_pages: Generated<boolean>
}

interface StaffMember {
  account_id: string
  created_at: Timestamp
}

interface StaffRole {
  id: string
  account_id: string
  role: 'administrator' | 'policy_maker' | 'responder'
  unit_id: string
  from_on: string
  to_on: string | null
  ended_at: Timestamp | null
  given_at: Timestamp
}

interface StandardText {
  id: string
  made_at: Timestamp
  ended_at: Timestamp | null
}

interface StandardTextVersion {
  text_id: string
  version: number
  title: string
  body_nl: string | null
  body_en: string | null
  unit_id: string | null
  subject_id: string | null
  made_by: string
  made_at: Timestamp
}

interface Statement {
  dialogue_id: string
  number: number
  text: string
  fingerprint: string
  language: string
  state: 'held' | 'published' | 'refused' | 'closed'
  is_seed: Generated<boolean | null>
  is_meta: Generated<boolean>
  is_unread: Generated<boolean>
  author: number | null
  reason_code: string | null
  input_id: string | null
  created_at: Timestamp
}

interface StatementFactChange {
  dialogue_id: string
  id: string
  statement: number
  is_fact: boolean
  made_by: string
  made_at: Timestamp
}

interface StatementFigures {
  dialogue_id: string
  statement: number
  agree: number
  disagree: number
  pass: number
  pass_unsure: number
  pass_unclear: number
  pass_not_relevant: number
}

interface StatementLineage {
  dialogue_id: string
  from_statement: number
  to_statement: number
  kind: 'corrected' | 'split' | 'merged'
  reason: string
  made_by: string
  made_at: Timestamp
  revision: string
}

interface StatementTally {
  dialogue_id: string
  statement: number
  shard: number
  agree: number
  disagree: number
  pass: number
}

interface Street {
  id: string
  since: string
  until: string | null
  name: string
  town_code: Generated<string>
  town: Generated<string>
  folded: string
  keys: (string)[]
}

interface Subject {
  id: string
  replaced_by: string | null
  created_at: Timestamp
}

interface SubjectVersion {
  subject_id: string
  version: number
  parent_id: string | null
  name: string
  other_name: Generated<string>
  made_by: string | null
  made_at: Timestamp
  unit_id: string | null
  first_term: string | null
  resolution_term: string | null
  restricted: Generated<boolean>
  mail_days: number | null
  words_days: number | null
  contact_days: number | null
  files_days: number | null
}

interface Task {
  id: string
  conversation_id: string
  unit_id: string | null
  account_id: string | null
  state: 'asked' | 'accepted' | 'done' | 'returned' | 'withdrawn'
  due_on: string
  asked_by: string
  asked_at: Timestamp
  asked_seq: number
  last_seq: number
  changed_at: Timestamp
  shown: (number)[]
}

interface TaskLink {
  id: string
  task_id: string
  seal: Buffer
  party: string
  address: string
  language: 'nl' | 'en'
  question: string
  shown: (number)[]
  made_by: string
  made_at: Timestamp
  expires_at: Timestamp
  ended_at: Timestamp | null
  ended_how: 'answered' | 'revoked' | 'over' | null
  mail_id: string | null
}

interface Translation {
  owner_id: string
  language: 'nl' | 'en'
  digest: Buffer
  original: string
  text: string
  by_machine: boolean
  made_by: string
  made_at: Timestamp
}

interface Unit {
  id: string
  name: string
  created_at: Timestamp
  parent_id: string | null
  closed_on: string | null
}

interface UnsentText {
  id: string
  place: string
  field: string
  account_id: string
  body: string
  saved_at: Timestamp
  version: Generated<string>
  written_in: Generated<string>
  apart_in: Generated<string>
}

interface Vote {
  dialogue_id: string
  participant: number
  statement: number
  choice: 1 | 0 | -1
  pass_reason: 'unsure' | 'unclear' | 'not_relevant' | null
  channel: 'web' | 'paper' | 'import'
  voted_at: Timestamp
}

interface VoteHistory {
  dialogue_id: string
  transaction: Generated<string>
  position: GeneratedAlways<number>
  participant: number
  statement: number
  choice: 1 | 0 | -1 | null
  pass_reason: 'unsure' | 'unclear' | 'not_relevant' | null
  channel: 'web' | 'paper' | 'import'
  voted_at: Timestamp
}

interface Watch {
  id: string
  name: string
  query: string
  purpose: string
  added_by: string
  added_at: Timestamp
  ended_at: Timestamp | null
  handle: string
  change_number: Generated<number>
  subject_id: string | null
  held: Generated<boolean>
}

interface WatchDossier {
  dossier_id: string
  watch_id: string
  since: Timestamp
}

interface WatchEscalation {
  id: string
  watch_id: string
  step: 'many' | 'idle'
  posts: number
  sources: number
  told_at: Timestamp
}

interface WatchEscalationTold {
  escalation_id: string
  account_id: string
}

interface WatchFind {
  watch_id: string
  post_id: string
  found_at: Timestamp
  attended_at: Timestamp | null
  told_as_many: Generated<boolean>
  told_as_idle: Generated<boolean>
}

interface WatchFollow {
  account_id: string
  watch_id: string
  pace: 'at-once' | 'daily' | 'weekly'
  followed_at: Timestamp
  look_at: Timestamp
  told_at: Timestamp | null
}

interface WatchFollower {
  account_id: string
  language: 'nl' | 'en'
  digest_at: number
  quiet_from: number
  quiet_until: number
  quiet_days_off: boolean
  feed_seal: Buffer | null
  feed_made_at: Timestamp | null
}

interface WatchNews {
  account_id: string
  watch_id: string
  post_id: string
  found_at: Timestamp
}

interface WatchPerson {
  id: string
  watch_id: string
  names: (string)[]
  query: string
  office: string | null
  reason: string
  asked_by: string
  asked_at: Timestamp
  decided_by: string | null
  decided_at: Timestamp | null
  until: Timestamp | null
  replaced_at: Timestamp | null
}

interface WatchUrgency {
  watch_id: string
  many_posts: number | null
  many_sources: number | null
  many_hours: number | null
  idle_hours: number | null
  account_id: string | null
  unit_id: string | null
  at_any_hour: boolean
  set_by: string
  set_at: Timestamp
}

interface WatchWeeks {
  watch_id: string
  weeks: (number)[]
  growth: number | null
}

interface WorkingCalendar {
  version: number
  week: (string)[]
  keeps_holidays: boolean
  other_days: Json
  first_term: string
  resolution_term: string
  made_by: string | null
  made_at: Timestamp
}

export interface DB {
  absence: Absence
  access_log: AccessLog
  account: Account
  account_credential: AccountCredential
  account_session: AccountSession
  address: Address
  admission: Admission
  admission_mail: AdmissionMail
  answer_judged: AnswerJudged
  answering_hours: AnsweringHours
  area: Area
  asked: Asked
  background_answer: BackgroundAnswer
  background_option: BackgroundOption
  background_question: BackgroundQuestion
  blob: Blob
  blob_piece: BlobPiece
  blob_use: BlobUse
  channel: Channel
  claim_code: ClaimCode
  community: Community
  community_area: CommunityArea
  community_contact: CommunityContact
  community_subject: CommunitySubject
  community_suggestion: CommunitySuggestion
  condition_met: ConditionMet
  conversation: Conversation
  conversation_contact: ConversationContact
  conversation_entry: ConversationEntry
  conversation_file: ConversationFile
  conversation_place: ConversationPlace
  conversation_reading: ConversationReading
  conversation_run: ConversationRun
  conversation_search: ConversationSearch
  conversation_tie: ConversationTie
  conversation_uncounted: ConversationUncounted
  conversation_unfound: ConversationUnfound
  conversation_unsorted: ConversationUnsorted
  dialogue: Dialogue
  dialogue_import: DialogueImport
  dialogue_numbering: DialogueNumbering
  dialogue_report: DialogueReport
  dialogue_terms_change: DialogueTermsChange
  distribution: Distribution
  dossier: Dossier
  dossier_earlier_text: DossierEarlierText
  dossier_phase: DossierPhase
  dossier_promise: DossierPromise
  entrance: Entrance
  entry_code: EntryCode
  entry_code_batch: EntryCodeBatch
  entry_notice: EntryNotice
  escalation: Escalation
  event: Event
  event_consumer: EventConsumer
  fact_citation: FactCitation
  fact_decision: FactDecision
  fact_dossier: FactDossier
  fact_post: FactPost
  fact_sheet: FactSheet
  fact_version: FactVersion
  held_form: HeldForm
  helped_month: HelpedMonth
  hook_message: HookMessage
  hook_thread: HookThread
  inbox_start: InboxStart
  inbox_view: InboxView
  input: Input
  label: Label
  leaving_reply: LeavingReply
  listen_look: ListenLook
  macro: Macro
  mail_message: MailMessage
  mail_participant: MailParticipant
  mail_reference: MailReference
  mail_scan: MailScan
  mailbox: Mailbox
  mailbox_uid: MailboxUid
  mandate: Mandate
  mandate_condition: MandateCondition
  moderation_appeal: ModerationAppeal
  moderation_decision: ModerationDecision
  moderation_policy: ModerationPolicy
  moderation_removal: ModerationRemoval
  near_report: NearReport
  near_report_source: NearReportSource
  near_report_step: NearReportStep
  notice: Notice
  notice_address: NoticeAddress
  notice_contact: NoticeContact
  notice_request: NoticeRequest
  opinion_change: OpinionChange
  opinion_snapshot: OpinionSnapshot
  organisation: Organisation
  outgoing_hook: OutgoingHook
  outgoing_mail: OutgoingMail
  participant: Participant
  participant_exclusion: ParticipantExclusion
  placed_reply: PlacedReply
  post: Post
  post_alias: PostAlias
  post_area: PostArea
  post_below: PostBelow
  post_conversation: PostConversation
  post_input: PostInput
  post_look: PostLook
  post_match: PostMatch
  post_page: PostPage
  post_version: PostVersion
  public_order_decision: PublicOrderDecision
  rate_limit: RateLimit
  received_hook: ReceivedHook
  received_raw: ReceivedRaw
  reply_copy: ReplyCopy
  report_follow: ReportFollow
  report_notice: ReportNotice
  representativeness: Representativeness
  response: Response
  response_target: ResponseTarget
  response_version: ResponseVersion
  retention_proof: RetentionProof
  roll: Roll
  rule: Rule
  rule_missed: RuleMissed
  scanned_content: ScannedContent
  sent_form: SentForm
  showing: Showing
  showing_count: ShowingCount
  sign_in_token: SignInToken
  source: Source
  source_day: SourceDay
  source_list: SourceList
  source_list_line: SourceListLine
  source_mail: SourceMail
  source_push: SourcePush
  source_raw: SourceRaw
  source_site: SourceSite
  staff_member: StaffMember
  staff_role: StaffRole
  standard_text: StandardText
  standard_text_version: StandardTextVersion
  statement: Statement
  statement_fact_change: StatementFactChange
  statement_figures: StatementFigures
  statement_lineage: StatementLineage
  statement_tally: StatementTally
  street: Street
  subject: Subject
  subject_version: SubjectVersion
  task: Task
  task_link: TaskLink
  translation: Translation
  unit: Unit
  unsent_text: UnsentText
  vote: Vote
  vote_history: VoteHistory
  watch: Watch
  watch_dossier: WatchDossier
  watch_escalation: WatchEscalation
  watch_escalation_told: WatchEscalationTold
  watch_find: WatchFind
  watch_follow: WatchFollow
  watch_follower: WatchFollower
  watch_news: WatchNews
  watch_person: WatchPerson
  watch_urgency: WatchUrgency
  watch_weeks: WatchWeeks
  working_calendar: WorkingCalendar
}
