/**
 * How long the listener's desk takes to answer a browser of somebody who is signed in: its front page, each list on its first page and
 * further down, of one watch and of a dossier, and one post after the other. One JSON line for each.
 * `node bench/listener-desk.ts --posts 1000000 --watches 1000`
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Db } from '#db'
import { countFinds, listPosts } from '#domains/listen'
import { measurePages, signInAtDesk } from './desk-pages.ts'
import { startBenchSite } from './site.ts'

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '100000' },
    watches: { type: 'string', default: '200' },
    connections: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '5' },
  },
})
const SIZE = { posts: Number(values.posts), watches: Number(values.watches) }
const SOURCES = 500
const DOSSIERS = 40
const PAGE_SIZE = 30
const OPENED = 2000
/** Of the finds of the last days, those that nobody dealt with. */
const WAITING_SHARE = 5

/** Ninety days of posts, each marked by two watches, the newest first; and somebody who may listen. */
async function fill(db: Db, now: Date): Promise<void> {
  await sql`set session_replication_role = replica`.execute(db)
  // Ids as pages expect them, that can be worked out again.
  await sql`create function pg_temp.id_of(text) returns uuid language sql immutable as
    $$ select overlay(overlay(md5($1) placing '4' from 13) placing '8' from 17)::uuid $$`.execute(db)
  await sql`
    with new_unit as (insert into unit (id, name, created_at) values (uuidv7(), 'Webcare', ${now}) returning id),
      new_account as (
        insert into account (id, name, email, created_at, updated_at)
        values (uuidv7(), 'Staff', '1@voorbeeld.example', ${now}, ${now}) returning id),
      new_member as (insert into staff_member (account_id, created_at) select id, ${now} from new_account)
    insert into staff_role (id, account_id, unit_id, role, from_on, given_at)
    select uuidv7(), new_account.id, new_unit.id, 'responder', '2020-01-01', ${now} from new_account, new_unit`.execute(
    db,
  )
  await sql`insert into source (id, address, address_key, host, title, purpose, legal_basis, next_fetch_at, added_by, added_at)
    select pg_temp.id_of('source' || n), 'https://' || n || '.example/feed', n || '.example/feed', n || '.example', 'Source ' || n, 'Bench',
      'public_task', ${now}::timestamptz + interval '1 year', (select id from account), ${now}::timestamptz - interval '1 year'
    from generate_series(1, ${SOURCES}::int) n`.execute(db)
  await sql`insert into watch (id, name, handle, query, purpose, added_by, added_at)
    select pg_temp.id_of('watch' || n), 'Watch ' || n, 'watch-' || n, 'onderwerp' || n || ' OF brug' || n, 'Bench', (select id from account), ${now}
    from generate_series(0, ${SIZE.watches}::int - 1) n`.execute(db)
  await sql`insert into dossier (id, slug, question, summary, language, unit_id, state, created_by, created_at, opened_at)
    select pg_temp.id_of('dossier' || n), 'dossier-' || n, 'Vraag ' || n || '?', 'Bench', 'nl', (select id from unit), 'open', (select id from account), ${now}, ${now}
    from generate_series(0, ${DOSSIERS}::int - 1) n`.execute(db)
  await sql`insert into watch_dossier (dossier_id, watch_id, since)
    select pg_temp.id_of('dossier' || n % ${DOSSIERS}::int), pg_temp.id_of('watch' || n), ${now}
    from generate_series(0, ${SIZE.watches}::int - 1) n`.execute(db)
  await sql`create temporary table heard as
    select n, pg_temp.id_of('post' || n) as id,
      date_trunc('milliseconds', ${now}::timestamptz - n * interval '90 days' / ${SIZE.posts}::int) as at,
      floor(power(random(), 2) * ${SIZE.watches}::int)::int as one, floor(random() * ${SIZE.watches}::int)::int as other,
      n % ${WAITING_SHARE}::int > 0 as done
    from generate_series(1, ${SIZE.posts}::int) n`.execute(db)
  await sql`insert into post (id, source_id, url, title, html, body, language, content_hash, published_at, first_seen_at, text_since, taken_at)
    select id, pg_temp.id_of('source' || 1 + n % ${SOURCES}::int), 'https://voorbeeld.example/' || n, 'Bericht ' || n || ' over onderwerp' || one,
      '<p>' || said.body || '</p>', said.body, 'nl', n::text, at, at, at, case when done and n % 2 = 0 then at end
    from heard cross join lateral (
      select 'Wat gebeurt er met brug' || other || '? ' || repeat('De buurt praat erover en wil weten hoe het verder gaat. ', 12) as body
    ) said`.execute(db)
  await sql`insert into post_match (watch_id, post_id, published_at, matched_at, waits)
    select distinct on (watch, id) pg_temp.id_of('watch' || watch), id, at, at, not done and at > ${now}::timestamptz - interval '14 days'
    from heard, lateral (values (one), (other)) marked (watch)`.execute(db)
  await sql`set session_replication_role = origin`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

async function prepare(db: Db) {
  const now = new Date()
  await db.connection().execute((one) => fill(one, now))
  const began = performance.now()
  await db.transaction().execute((tx) => countFinds(tx, now))
  const countMs = Math.round(performance.now() - began)
  const cookie = await signInAtDesk(db, '1@voorbeeld.example')
  const rows = await db.selectFrom('post').select('id').orderBy('content_hash').limit(OPENED).execute()
  const deep = await Promise.all(
    (['found', 'waiting'] as const).map(async (show) => {
      let after: string | undefined
      for (let page = 0; page < 30; page++)
        after = (await listPosts(db, { show }, { after, size: PAGE_SIZE })).next
      return `show=${show}&after=${after}`
    }),
  )
  const { watch, dossier } = await db
    .selectFrom('watch_dossier')
    .select(['watch_id as watch', 'dossier_id as dossier'])
    .executeTakeFirstOrThrow()
  const waiting = await db
    .selectFrom('post_match')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('waits', '=', true)
    .executeTakeFirstOrThrow()
  return { cookie, ids: rows.map(({ id }) => id), deep, watch, dossier, countMs, waiting: waiting.n }
}

const site = await startBenchSite(prepare)
const { cookie, ids, deep, watch, dossier, countMs, waiting } = site.stage
let turn = 0
const lists = {
  'the front page': '',
  waiting: 'show=waiting',
  'found, further down': deep[0],
  'waiting, further down': deep[1],
  everything: 'show=all',
  'found by a watch': `watch=${watch}`,
  'waiting for a dossier': `show=waiting&dossier=${dossier}`,
}
try {
  await measurePages(
    site,
    { connections: Number(values.connections), seconds: Number(values.seconds) },
    {
      ...{ bench: 'listener desk', cookie, from: '/nl/desk/listen' },
      pages: [
        ...Object.entries(lists).map(([page, query]) => ({ page, next: () => `/nl/desk/listen?${query}` })),
        { page: 'a post', next: () => `/nl/desk/listen/posts/${ids[turn++ % ids.length]}?show=found` },
      ],
      size: { ...SIZE, waiting, countMs },
    },
  )
} finally {
  await site.stop()
}
