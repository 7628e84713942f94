import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { tables } from '#db'
import { describePeriod } from '#platform/retention'
import { useTestDatabase } from '#testing'
import { releases, scheduleRetention } from './retention.ts'

const database = useTestDatabase()
const document = join(import.meta.dirname, '..', '..', 'docs', 'RETENTION.md')
const kept = scheduleRetention({ timeZone: 'Europe/Amsterdam' }).map(({ retention }) => retention)

/** What a table holds of people, and what lets go of it. Every table has its line: a new one is not stored by accident. */
type Holding =
  /** Nothing about anybody, or figures of which none is about few. */
  | 'nothing personal'
  /** Of these kinds; where several let go of it, all. */
  | { goesAs: string[]; stays?: string }
  /** The rows go when those of this table do, by their foreign key. */
  | { goesWith: string }
  /** Nothing lets go of it, for this reason. */
  | { stays: string }

const actOfStaff = {
  stays: 'what the organisation did, and who of its staff did it: that can be asked for later',
}
/** The rows stay, of nobody: without the key no browser is known by their number. */
const ofParticipant = { goesAs: ['dialogue-key'] }
const saidToUs = {
  goesAs: ['conversation-words'],
  stays: 'that somebody asked something, and what became of it: what was done can be counted and explained',
}
const said = {
  stays: 'what people said, without who said it unless they wrote so: it stays with its answer',
}

/** The logo stays until it is replaced or removed; what came with a message goes with it. */
const files = {
  goesAs: ['received-mail', 'form-file', 'conversation-file'],
  stays: 'the logo that the organisation chose: until it is replaced or removed',
}

const holdings: Record<string, Holding> = {
  absence: { goesAs: ['staff-absence'] },
  access_log: { stays: 'which member of staff read what: who was read about may ask for it' },
  account: { stays: 'the name and address of staff: what they did is signed with it' },
  account_credential: { goesWith: 'account' },
  account_session: { goesAs: ['staff-session'] },
  address: 'nothing personal',
  admission: { goesAs: ['roll'] },
  admission_mail: { goesAs: ['admission-mail'] },
  answer_judged: { goesWith: 'conversation_entry' },
  answering_hours: { goesWith: 'account' },
  area: 'nothing personal',
  asked: { goesAs: ['listen-text', 'listen-post', 'listen-withdrawn'] },
  background_answer: { goesAs: ['background-answer'] },
  background_option: 'nothing personal',
  background_question: 'nothing personal',
  blob: files,
  blob_piece: files,
  blob_use: files,
  channel: 'nothing personal',
  claim_code: { goesWith: 'input' },
  community: actOfStaff,
  community_area: 'nothing personal',
  community_contact: { goesAs: ['community-contact'] },
  community_subject: 'nothing personal',
  community_suggestion: 'nothing personal',
  condition_met: { goesWith: 'account' },
  conversation: saidToUs,
  conversation_contact: { goesAs: ['conversation-contact'] },
  conversation_entry: { goesWith: 'conversation' },
  conversation_file: { goesAs: ['conversation-file'] },
  conversation_place: { goesAs: ['conversation-place'] },
  conversation_reading: { goesWith: 'account' },
  conversation_run: { goesWith: 'conversation' },
  conversation_search: { goesWith: 'conversation' },
  conversation_tie: { goesWith: 'conversation' },
  conversation_uncounted: { goesWith: 'conversation' },
  conversation_unfound: { goesWith: 'conversation' },
  conversation_unsorted: { goesWith: 'conversation' },
  distribution: actOfStaff,
  dialogue: 'nothing personal',
  dialogue_import: 'nothing personal',
  dialogue_numbering: 'nothing personal',
  dialogue_report: actOfStaff,
  dialogue_terms_change: actOfStaff,
  dossier: actOfStaff,
  dossier_earlier_text: actOfStaff,
  dossier_phase: 'nothing personal',
  dossier_promise: actOfStaff,
  entrance: { goesAs: ['dialogue-key'] },
  entry_code: { goesAs: ['roll'] },
  entry_code_batch: actOfStaff,
  entry_notice: { goesAs: ['entry-notice'] },
  escalation: { goesWith: 'conversation' },
  event: 'nothing personal',
  event_consumer: 'nothing personal',
  fact_citation: { goesWith: 'conversation' },
  fact_decision: actOfStaff,
  fact_dossier: 'nothing personal',
  fact_post: { goesWith: 'post' },
  fact_sheet: {
    goesAs: ['fact-draft'],
    stays: 'what the organisation said openly of something that was claimed, without who claimed it',
  },
  fact_version: actOfStaff,
  held_form: { goesAs: ['held-form'] },
  hook_message: { goesWith: 'conversation_entry' },
  hook_thread: { goesAs: ['hook-handle'] },
  helped_month: 'nothing personal',
  inbox_start: { goesWith: 'account' },
  inbox_view: { goesWith: 'account' },
  input: said,
  label: 'nothing personal',
  mailbox: 'nothing personal',
  mailbox_uid: 'nothing personal',
  listen_look: { goesWith: 'account' },
  macro: actOfStaff,
  leaving_reply: { goesAs: ['held-reply'] },
  mail_message: { goesAs: ['received-mail'] },
  mail_scan: { goesAs: ['received-mail'] },
  reply_copy: { goesAs: ['reply-copy'] },
  placed_reply: { goesAs: ['placed-reply'] },
  post_below: { goesWith: 'post' },
  mail_participant: { goesAs: ['received-mail'] },
  mail_reference: { goesWith: 'conversation' },
  mandate: actOfStaff,
  mandate_condition: 'nothing personal',
  moderation_appeal: said,
  moderation_decision: actOfStaff,
  moderation_policy: actOfStaff,
  moderation_removal: actOfStaff,
  near_report: {
    goesAs: ['near-report-withdrawn'],
    stays: 'what the organisation made public in its own words, and what it did about it',
  },
  near_report_source: { goesWith: 'near_report' },
  near_report_step: { goesWith: 'near_report' },
  notice: { goesAs: ['notice-contact', 'notice-contact-unconfirmed'] },
  notice_address: { goesAs: ['notice-address-asked', 'notice-address-answered'] },
  notice_contact: { goesAs: ['notice-contact', 'notice-contact-unconfirmed', 'report-follower'] },
  notice_request: { goesWith: 'notice_contact' },
  opinion_change: 'nothing personal',
  opinion_snapshot: ofParticipant,
  organisation: 'nothing personal',
  outgoing_hook: { goesAs: ['hook-text'] },
  outgoing_mail: { goesAs: ['mail-recipient', 'mail-text'] },
  participant: ofParticipant,
  participant_exclusion: { goesWith: 'participant' },
  post: { goesAs: ['listen-text', 'listen-post', 'listen-withdrawn'] },
  post_alias: { goesWith: 'post' },
  post_conversation: { goesWith: 'post' },
  post_area: { goesAs: ['listen-text', 'listen-withdrawn'] },
  post_input: actOfStaff,
  post_look: { goesWith: 'post' },
  post_match: { goesWith: 'post' },
  post_page: { goesWith: 'post' },
  post_version: { goesAs: ['listen-version', 'listen-text'] },
  public_order_decision: actOfStaff,
  rate_limit: { goesAs: ['limit-count'] },
  received_hook: { goesAs: ['received-hook'] },
  received_raw: { goesAs: ['received-mail'] },
  report_follow: { goesWith: 'notice_contact' },
  report_notice: { goesWith: 'outgoing_mail' },
  representativeness: 'nothing personal',
  response: 'nothing personal',
  response_target: 'nothing personal',
  response_version: actOfStaff,
  retention_proof: 'nothing personal',
  roll: { goesAs: ['roll'] },
  rule: actOfStaff,
  rule_missed: { goesWith: 'conversation' },
  schema_migration: 'nothing personal',
  scanned_content: { goesAs: ['scanned-content'] },
  sent_form: { goesAs: ['sent-form'] },
  showing: ofParticipant,
  showing_count: 'nothing personal',
  sign_in_token: { goesAs: ['sign-in-link'] },
  source: actOfStaff,
  source_site: 'nothing personal',
  source_day: 'nothing personal',
  source_list: { goesAs: ['listen-list'] },
  source_list_line: { goesWith: 'source_list' },
  source_mail: 'nothing personal',
  source_push: 'nothing personal',
  source_raw: { goesAs: ['listen-raw'] },
  staff_member: { goesWith: 'account' },
  staff_role: { goesWith: 'staff_member' },
  standard_text: actOfStaff,
  standard_text_version: actOfStaff,
  statement: said,
  statement_fact_change: actOfStaff,
  statement_lineage: actOfStaff,
  statement_figures: 'nothing personal',
  statement_tally: 'nothing personal',
  street: 'nothing personal',
  subject: 'nothing personal',
  subject_version: actOfStaff,
  task: actOfStaff,
  task_link: { goesAs: ['task-link'] },
  translation: actOfStaff,
  unit: 'nothing personal',
  unsent_text: { goesAs: ['unsent-text'] },
  vote: ofParticipant,
  vote_history: ofParticipant,
  watch: actOfStaff,
  watch_dossier: 'nothing personal',
  watch_escalation: { goesAs: ['watch-escalation'] },
  watch_escalation_told: { goesWith: 'watch_escalation' },
  watch_find: { goesWith: 'post' },
  watch_follow: { goesWith: 'watch_follower' },
  watch_follower: { goesAs: ['watch-follower'] },
  watch_news: { goesWith: 'watch_follow' },
  watch_person: { goesAs: ['watch-person'] },
  watch_urgency: actOfStaff,
  watch_weeks: 'nothing personal',
  working_calendar: actOfStaff,
}

test('of each table it stands here what it holds of people, and what lets go of it', () => {
  const ours = Object.keys(tables).flatMap((name) => /^public\.(.+)$/.exec(name)?.[1] ?? [])
  expect(Object.keys(holdings).sort()).toEqual(ours.sort())
})

test('what is to go has a policy, and each policy is about a table', () => {
  const kinds = [...kept, ...releases].map(({ kind }) => kind)
  const named = Object.values(holdings).flatMap((holding) =>
    typeof holding === 'object' && 'goesAs' in holding ? holding.goesAs : [],
  )
  expect([...new Set(named)].sort()).toEqual([...kinds].sort())
})

test('what goes with another table is deleted with it by the database', async () => {
  const { rows } = await sql<{ link: string }>`
    select conrelid::regclass || ' with ' || confrelid::regclass as link
    from pg_constraint where contype = 'f' and confdeltype = 'c'`.execute(database().db)
  const links = new Set(rows.map((row) => row.link))
  for (const [table, holding] of Object.entries(holdings))
    if (typeof holding === 'object' && 'goesWith' in holding)
      expect(links, `${table} with ${holding.goesWith}`).toContain(`${table} with ${holding.goesWith}`)
})

test('docs/RETENTION.md says what is kept and how long (npx vitest run apps/worker/personal-data -u writes it)', async () => {
  await expect(describeRetention()).toMatchFileSnapshot(document)
})

function describeRetention(): string {
  const byTime = kept.map(
    ({ kind, what, keptFor, from, ground }) =>
      `| \`${kind}\` | ${what} | ${describePeriod(keptFor)} | ${from} | ${ground} |`,
  )
  const withEvent = releases.map(
    ({ kind, what, from, ground }) => `| \`${kind}\` | ${what} | ${from} | ${ground} |`,
  )
  return `# What is kept, and how long

<!-- Written from the policies in the domains, and from the list of tables in apps/worker/personal-data.db.test.ts. Change it there. -->

Of what is known of people, each kind has one policy, and every day on which some of it went has a row of proof. How to look at
it, and how to let go of it by hand: [keep and let go](how-to/keep-and-let-go.md). Why it is done this way:
[ADR 30](adr/0030-one-policy-for-each-kind.md).

## What goes by time

| Kind | What | How long | Counted from | Why so long |
|---|---|---|---|---|
${byTime.join('\n')}

## What goes with something that happens

| Kind | What | How long | Why so long |
|---|---|---|---|
${withEvent.join('\n')}

## What stays

| What | In |
|---|---|
${describeStaying().join('\n')}

Backups are not reached by any of this: keep them no longer than you must.
`
}

/** What stays, by its reason, with all that would go only with it. */
function describeStaying(): string[] {
  const byReason = new Map<string, string[]>()
  for (const table of Object.keys(holdings)) {
    const reason = findReason(table)
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), `\`${table}\``])
  }
  return [...byReason].map(([reason, names]) => `| ${reason} | ${names.join(', ')} |`)
}

function findReason(table: string): string | undefined {
  const holding = holdings[table]
  if (typeof holding !== 'object') return undefined
  if ('goesWith' in holding) return findReason(holding.goesWith)
  return 'stays' in holding ? holding.stays : undefined
}
