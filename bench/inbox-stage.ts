import { sql } from 'kysely'
import type { Db } from '#db'
import { fillVocabulary, VOCABULARY, WORDS_EACH } from './search-words.ts'

/** How many conversations there are, and how many of them wait. */
export type InboxSize = { conversations: number; open: number }

/** The moment at which the inbox is looked at. */
export const NOW = new Date('2026-11-20T12:00:00Z')

const STAFF = 50

/** Five years of questions; the last `open` of them wait for an answer, a hundred mails were refused. */
export async function fillInbox(db: Db, { conversations, open }: InboxSize, now = NOW): Promise<void> {
  // The rows refer to each other by construction: checking each of millions would take longer than writing them.
  await sql`set session_replication_role = replica`.execute(db)
  await sql`
    with new_unit as (insert into unit (id, name, created_at) values (uuidv7(), 'Klantcontact', ${now}) returning id),
      new_account as (
        insert into account (id, name, email, created_at, updated_at)
        select uuidv7(), 'Staff ' || n, n || '@voorbeeld.example', ${now}, ${now} from generate_series(1, ${STAFF}::int) n
        returning id),
      new_member as (insert into staff_member (account_id, created_at) select id, ${now} from new_account)
    insert into staff_role (id, account_id, unit_id, role, from_on, given_at)
    select uuidv7(), new_account.id, new_unit.id, 'responder', '2020-01-01', ${now} from new_account, new_unit`.execute(
    db,
  )
  await fillVocabulary(db)
  await sql`create temporary table asked as
    select uuidv7() as id, uuidv7() as input, n as n, n > ${conversations - open}::int as waits,
      ${now}::timestamptz - (${conversations}::int - n) * interval '5 years' / ${conversations}::int as at,
      case when n % 3 > 0 then (select array_agg(account_id) from staff_member) end as staff, said.body, said.found
    from generate_series(1, ${conversations}::int) n cross join lateral (
      select string_agg(word, ' ') as body, string_agg(found, ' ') as found
      from (
        select floor(exp(random() * ln(${VOCABULARY}::int)))::int as number from generate_series(1, ${WORDS_EACH}::int) one
        where one + n > 0
        union all select 0 where n * 20 < ${conversations}::int
      ) as drawn join vocabulary using (number)
    ) as said`.execute(db)
  await sql`insert into input (id, public_id, kind, channel, body, received_at, published_at, answered_at)
    select input, gen_random_uuid(), 'question', 'web', body, at, at,
      case when not waits then at + interval '2 days' end from asked`.execute(db)
  await sql`insert into conversation
      (id, input_id, subject, language, last_seq, heard_seq, status, assigned_to, due_on, received_at, answered_at,
        run, run_seq, first_due, resolution_due, first_met_at)
    select id, input, 'Question ' || n, 'nl', case when waits then 2 else 4 end, 1,
      case when waits then 'open' else 'answered' end, staff[1 + n % ${STAFF}::int],
      (at + interval '7 days')::date, at, case when not waits then at + interval '2 days' end, 1, 1,
      (at + interval '7 days')::date || 'T24:00', (at + interval '7 days')::date || 'T24:00',
      case when not waits then at + interval '2 days' end from asked`.execute(db)
  await sql`with mail as (
      insert into outgoing_mail (id, message_id, recipient, subject, body_text, state, created_at)
      select uuidv7(), '<' || n || '@voorbeeld.example>', 'x@voorbeeld.example', 'Receipt', 'Text',
        case when n > ${conversations - 100}::int then 'refused' else 'sent' end, at from asked
      returning id, message_id)
    insert into conversation_entry (conversation_id, seq, kind, at, body, channel, due_on, mail_id)
    select asked.id, entry.seq, entry.kind, at,
      case when entry.seq = 1 then asked.body end,
      case when entry.seq = 1 then 'web' end, case when entry.seq = 1 then (at + interval '7 days')::date end,
      case when entry.seq = 2 then mail.id end
    from asked join mail on mail.message_id = '<' || n || '@voorbeeld.example>',
      (values (1, 'received'), (2, 'receipt')) as entry (seq, kind)`.execute(db)
  await sql`insert into conversation_entry (conversation_id, seq, kind, at, by_account, body, draft_seq, before_mandates)
    select id, entry.seq, entry.kind, at + interval '2 days', (select min(account_id::text)::uuid from staff_member),
      case when entry.seq = 3 then 'An answer of some length.' end, case when entry.seq = 4 then 3 end, entry.seq = 4
    from asked, (values (3, 'draft'), (4, 'sent')) as entry (seq, kind) where not waits`.execute(db)
  await sql`insert into conversation_reading (account_id, conversation_id, seq)
    select account_id, asked.id, 1 from asked, (select account_id from staff_member limit 3) s where n % 2 = 0`.execute(
    db,
  )
  // As the trigger writes it, of words whose stems are known already.
  await sql`insert into conversation_search (conversation_id, at, words)
    select id, at, found::tsvector from asked`.execute(db)
  await sql`set session_replication_role = origin`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
