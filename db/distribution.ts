import { type Kysely, sql } from 'kysely'
import type { DB } from './types.ts'

/**
 * Where the rows of a table would be kept if one database were spread over several servers: all of a dialogue on one, by
 * the column that names it (an entrance and a space have the id of their dialogue); tables of few rows on each; the others
 * where they are now. Decision record 28 says why, and 29 what becomes of `input`.
 */
type Place = 'dialogue_id' | 'entrance_id' | 'space_id' | 'reference' | 'local'

const places = {
  absence: 'local',
  access_log: 'local',
  account: 'reference',
  account_credential: 'local',
  account_session: 'local',
  address: 'reference',
  admission: 'entrance_id',
  admission_mail: 'entrance_id',
  answer_judged: 'local',
  answering_hours: 'local',
  area: 'reference',
  asked: 'local',
  background_answer: 'dialogue_id',
  background_option: 'dialogue_id',
  background_question: 'dialogue_id',
  blob: 'local',
  blob_piece: 'local',
  blob_use: 'local',
  channel: 'reference',
  claim_code: 'local',
  community: 'local',
  community_area: 'local',
  community_contact: 'local',
  community_subject: 'local',
  community_suggestion: 'local',
  condition_met: 'local',
  conversation: 'local',
  conversation_contact: 'local',
  conversation_entry: 'local',
  conversation_file: 'local',
  conversation_place: 'local',
  conversation_reading: 'local',
  conversation_run: 'local',
  conversation_search: 'local',
  conversation_tie: 'local',
  conversation_uncounted: 'local',
  conversation_unfound: 'local',
  conversation_unsorted: 'local',
  distribution: 'reference',
  dialogue: 'reference',
  dialogue_import: 'dialogue_id',
  dialogue_numbering: 'dialogue_id',
  dialogue_report: 'dialogue_id',
  dialogue_terms_change: 'dialogue_id',
  dossier: 'reference',
  dossier_earlier_text: 'local',
  dossier_phase: 'local',
  dossier_promise: 'local',
  entrance: 'reference',
  entry_code: 'entrance_id',
  entry_code_batch: 'entrance_id',
  escalation: 'local',
  entry_notice: 'local',
  hook_message: 'local',
  hook_thread: 'local',
  fact_citation: 'local',
  fact_decision: 'local',
  fact_dossier: 'local',
  fact_post: 'local',
  fact_sheet: 'local',
  fact_version: 'local',
  held_form: 'local',
  helped_month: 'local',
  input: 'local',
  inbox_start: 'reference',
  inbox_view: 'reference',
  label: 'reference',
  macro: 'reference',
  leaving_reply: 'local',
  listen_look: 'local',
  mail_message: 'local',
  mail_scan: 'local',
  scanned_content: 'local',
  mail_participant: 'local',
  mail_reference: 'local',
  mailbox: 'local',
  mailbox_uid: 'local',
  mandate: 'reference',
  mandate_condition: 'reference',
  moderation_appeal: 'space_id',
  moderation_decision: 'space_id',
  moderation_policy: 'space_id',
  moderation_removal: 'space_id',
  near_report: 'local',
  near_report_source: 'local',
  near_report_step: 'local',
  report_follow: 'local',
  report_notice: 'local',
  event: 'local',
  event_consumer: 'local',
  notice: 'local',
  notice_address: 'local',
  notice_contact: 'local',
  notice_request: 'local',
  opinion_change: 'dialogue_id',
  opinion_snapshot: 'dialogue_id',
  organisation: 'reference',
  outgoing_hook: 'local',
  outgoing_mail: 'local',
  participant: 'dialogue_id',
  participant_exclusion: 'dialogue_id',
  placed_reply: 'local',
  post: 'local',
  post_alias: 'local',
  post_below: 'local',
  post_conversation: 'local',
  post_area: 'local',
  post_input: 'local',
  post_look: 'local',
  post_match: 'local',
  post_page: 'local',
  post_version: 'local',
  public_order_decision: 'local',
  rate_limit: 'local',
  received_hook: 'local',
  received_raw: 'local',
  reply_copy: 'local',
  representativeness: 'dialogue_id',
  response: 'local',
  response_target: 'local',
  response_version: 'local',
  retention_proof: 'local',
  roll: 'entrance_id',
  rule: 'reference',
  rule_missed: 'local',
  sent_form: 'local',
  showing: 'dialogue_id',
  showing_count: 'dialogue_id',
  sign_in_token: 'local',
  source: 'reference',
  source_day: 'local',
  source_list: 'local',
  source_list_line: 'local',
  source_mail: 'local',
  source_push: 'local',
  source_raw: 'local',
  source_site: 'reference',
  staff_member: 'local',
  staff_role: 'local',
  standard_text: 'reference',
  standard_text_version: 'reference',
  statement: 'dialogue_id',
  statement_fact_change: 'dialogue_id',
  statement_lineage: 'dialogue_id',
  statement_figures: 'dialogue_id',
  statement_tally: 'dialogue_id',
  street: 'reference',
  subject: 'reference',
  subject_version: 'reference',
  task: 'local',
  task_link: 'local',
  translation: 'local',
  unit: 'reference',
  unsent_text: 'local',
  vote: 'dialogue_id',
  vote_history: 'dialogue_id',
  watch: 'local',
  watch_dossier: 'local',
  watch_escalation: 'local',
  watch_escalation_told: 'local',
  watch_find: 'local',
  watch_follow: 'local',
  watch_follower: 'local',
  watch_news: 'local',
  watch_person: 'local',
  watch_urgency: 'local',
  watch_weeks: 'local',
  working_calendar: 'reference',
} satisfies Record<keyof DB, Place>

/** Foreign keys between tables that would not stand on one server: they would go, and a job would look after them. */
const crossing = [
  'moderation_decision (input_id) to input',
  'notice (space_id, appeal_id) to moderation_appeal',
  'notice (space_id, decision_id) to moderation_decision',
  'participant (input_id) to input',
  'statement (input_id) to input',
]

/** What in the schema stands in the way of spreading it, each as a sentence that says what to do; best none. */
export async function listDistributionFaults<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const faults = [await findTableFaults(db), await findKeyFaults(db), await findReferenceFaults(db)]
  return [...faults.flat(), ...(await findTriggerFaults(db))]
}

function placeOf(table: string): Place | undefined {
  return new Map<string, Place>(Object.entries(places)).get(table)
}

/** The column by which the rows of a table would be spread. */
function columnOf(table: string): string | undefined {
  const place = placeOf(table)
  return place === 'reference' || place === 'local' ? undefined : place
}

async function findTableFaults<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string; required: string[] }>`
    select relname as name, array_agg(attname::text) filter (where attnotnull) as required
    from pg_class t join pg_attribute on attrelid = t.oid and attnum > 0 and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migration'
    group by relname order by relname`.execute(db)
  return rows.flatMap(({ name, required }) => {
    if (!placeOf(name))
      return [`${name} is a new table: say in \`places\` of db/distribution.ts where its rows would be kept.`]
    const column = columnOf(name)
    return column && !required?.includes(column)
      ? [`${name} is kept by ${column}: make that column not null.`]
      : []
  })
}

async function findKeyFaults<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ table: string; key: string; columns: string[] }>`
    select t.relname as table, x.relname as key, array(
      select attname::text from pg_attribute
      where attrelid = t.oid and attnum = any((indkey::smallint[])[0:indnkeyatts - 1])
    ) as columns
    from pg_index join pg_class x on x.oid = indexrelid join pg_class t on t.oid = indrelid
    where t.relnamespace = 'public'::regnamespace and indisunique
    order by t.relname, x.relname`.execute(db)
  return rows.flatMap(({ table, key, columns }) => {
    const column = columnOf(table)
    return column && !columns.includes(column)
      ? [`${key} of ${table} lacks ${column}: put it in the key.`]
      : []
  })
}

type Reference = { from: string; to: string; columns: string[]; targets: string[] }

async function findReferenceFaults<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<Reference>`
    select f.relname as from, t.relname as to,
      array(select attname::text from unnest(conkey) with ordinality as k (attnum, at)
        join pg_attribute a on a.attrelid = f.oid and a.attnum = k.attnum order by at) as columns,
      array(select attname::text from unnest(confkey) with ordinality as k (attnum, at)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum order by at) as targets
    from pg_constraint join pg_class f on f.oid = conrelid join pg_class t on t.oid = confrelid
    where contype = 'f' and f.relnamespace = 'public'::regnamespace
    order by f.relname, t.relname, conname`.execute(db)
  const named = rows.map((row) => ({ ...row, name: `${row.from} (${row.columns.join(', ')}) to ${row.to}` }))
  const gone = crossing.filter((name) => !named.some((row) => row.name === name))
  return [
    ...named.flatMap((row) => (stands(row) || crossing.includes(row.name) ? [] : [faultOf(row)])),
    ...gone.map(
      (name) => `The foreign key of ${name} is gone: take it from \`crossing\` in db/distribution.ts.`,
    ),
  ]
}

/** Whether a row and what it refers to would always be on one server. */
function stands({ from, to, columns, targets }: Reference): boolean {
  if (placeOf(to) === 'reference') return true
  const [column, target] = [columnOf(from), columnOf(to)]
  if (column && target) return columns.some((one, at) => one === column && targets[at] === target)
  return placeOf(from) === 'local' && placeOf(to) === 'local'
}

function faultOf({ name, from, to }: Reference & { name: string }): string {
  const both = columnOf(from) && columnOf(to)
  if (both)
    return `The foreign key of ${name} lacks the place: refer by ${columnOf(from)} and ${columnOf(to)} too.`
  return `The foreign key of ${name} crosses servers: do without, or name it in \`crossing\` of db/distribution.ts and in decision record 28.`
}

async function findTriggerFaults<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string; table: string; isForEachRow: boolean; readsTables: boolean }>`
    select tgname as name, relname as table, (tgtype & 1) = 1 as "isForEachRow",
      num_nonnulls(tgoldtable, tgnewtable) > 0 as "readsTables"
    from pg_trigger join pg_class t on t.oid = tgrelid
    where t.relnamespace = 'public'::regnamespace and not tgisinternal
    order by relname, tgname`.execute(db)
  return rows.flatMap(({ name, table, isForEachRow, readsTables }) => {
    const trigger = `The trigger ${name} on ${table}`
    if (readsTables)
      return [`${trigger} reads transition tables: write what it writes in the statement itself.`]
    return columnOf(table) && !isForEachRow ? [`${trigger} is for each statement: make it for each row.`] : []
  })
}
