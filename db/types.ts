// Made by `npm run db:generate` from the migrations: do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer Read, infer Insert, infer Update>
  ? ColumnType<Read, Insert | undefined, Update>
  : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>

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

interface ClaimCode {
  code_hash: Buffer
  input_id: string
  issued_at: Timestamp
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

interface Input {
  id: string
  dossier_id: string | null
  dialogue_id: string | null
  origin_id: string | null
  kind: 'statement' | 'votes' | 'question' | 'post' | 'letter' | 'call' | 'meeting' | 'paper'
  channel: 'web' | 'mail' | 'phone' | 'desk' | 'paper' | 'feed' | 'import'
  state: Generated<'held' | 'published' | 'refused' | 'withdrawn'>
  is_public: Generated<boolean>
  body: string | null
  language: string | null
  received_at: Timestamp
  published_at: Timestamp | null
  answer_on: string | null
  answered_at: Timestamp | null
}

interface NoticeContact {
  id: string
  address: string
  language: 'nl' | 'en'
  created_at: Timestamp
}

interface NoticeRequest {
  input_id: string
  contact_id: string
  requested_at: Timestamp
}

interface Organisation {
  only_one: Generated<boolean>
  name: string
  tagline: Generated<string>
  phone: Generated<string>
  opening_hours: Generated<string>
  visiting_address: Generated<string>
  email: Generated<string>
  is_demo: Generated<boolean>
  created_at: Timestamp
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
}

interface RateLimit {
  key: string
  points: Generated<number>
  expire: number | null
}

interface SignInToken {
  id: string
  identifier: string
  value: string
  expires_at: Timestamp
  created_at: Timestamp
  updated_at: Timestamp
}

interface StaffMember {
  account_id: string
  unit_id: string
  role: 'administrator' | 'policy_maker' | 'responder'
  active: Generated<boolean>
  created_at: Timestamp
}

interface Unit {
  id: string
  name: string
  created_at: Timestamp
}

export interface DB {
  access_log: AccessLog
  account: Account
  account_credential: AccountCredential
  account_session: AccountSession
  claim_code: ClaimCode
  dossier: Dossier
  dossier_phase: DossierPhase
  dossier_promise: DossierPromise
  input: Input
  notice_contact: NoticeContact
  notice_request: NoticeRequest
  organisation: Organisation
  outgoing_mail: OutgoingMail
  rate_limit: RateLimit
  sign_in_token: SignInToken
  staff_member: StaffMember
  unit: Unit
}
