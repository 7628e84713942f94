import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { now } from '#stories'
import { useTestDatabase } from '#testing'
import { selectUrgent } from './escalate-watches.ts'
import { selectDue } from './tell-followers.ts'

const database = useTestDatabase()

/** A hundred people who follow twenty watches each, with a week of digests that wait, and two years of finds. */
beforeAll(async () => {
  const { db } = database()
  const idOf = (prefix: string) => sql`(${prefix} || lpad(n::text, 12, '0'))::uuid`
  const account = idOf('00000000-0000-7000-8000-')
  const watch = idOf('00000000-0000-7000-9000-')
  const post = idOf('00000000-0000-7000-a000-')
  const source = sql`'00000000-0000-7000-b000-000000000001'::uuid`
  for (const insert of [
    sql`insert into account (id, name, email, created_at, updated_at)
      select ${account}, 'Noor', n || '@voorbeeld.example', ${now}, ${now} from generate_series(1, 100) n`,
    sql`insert into watch (id, name, handle, query, purpose, added_by, added_at)
      select ${watch}, 'w' || n, 'w' || n, 'brug', 'Zien', '00000000-0000-7000-8000-000000000001', ${now} from generate_series(1, 20) n`,
    sql`insert into source (id, address, address_key, host, title, purpose, legal_basis, next_fetch_at, added_by, added_at)
      values (${source}, 'a', 'a', 'a', 'a', 'Zien', 'public_task', ${now}, '00000000-0000-7000-8000-000000000001', ${now})`,
    sql`insert into post (id, source_id, title, html, body, attachments, content_hash, published_at, is_dated, first_seen_at, text_since)
      select ${post}, ${source}, '', '', '', '[]', n::text, ${now}, true, ${now}, ${now} from generate_series(1, 5000) n`,
    sql`insert into watch_find (watch_id, post_id, found_at, attended_at)
      select watch.id, post.id, ${now}::timestamptz - interval '1 hour' * (post.n * 3), case when post.n > 20 then ${now}::timestamptz end
      from watch, (select id, row_number() over (order by id) as n from post) post`,
    sql`insert into watch_follower select id, 'nl', 540, 0, 0, false from account`,
    sql`insert into watch_follow (account_id, watch_id, pace, followed_at, look_at)
      select account.id, watch.id, case when account.id::text < '00000000-0000-7000-8000-000000000010' then 'at-once' else 'weekly' end, ${now},
        ${now}::timestamptz + interval '1 day' * (case when account.id::text < '00000000-0000-7000-8000-000000000010' then -1 else 2 end)
      from account, watch`,
    sql`insert into watch_news (account_id, watch_id, post_id, found_at)
      select follow.account_id, find.watch_id, find.post_id, find.found_at from watch_find find join watch_follow follow using (watch_id)
      where find.attended_at is null and follow.pace = 'weekly'`,
    sql`insert into watch_urgency (watch_id, idle_hours, account_id, at_any_hour, set_by, set_at)
      select id, 4, added_by, false, added_by, ${now}::timestamptz - interval '7 days' from watch`,
  ])
    await insert.execute(db)
  await sql`vacuum analyze watch_find, watch_follow, watch_news, watch_urgency`.execute(db)
}, 120_000)

const stepSchema = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  get Plans() {
    return z.array(stepSchema).optional()
  },
})

/** What is read whole. */
function listScanned(step: z.infer<typeof stepSchema>): string[] {
  const own = step['Node Type'] === 'Seq Scan' ? [step['Relation Name'] ?? ''] : []
  return [...own, ...(step.Plans ?? []).flatMap(listScanned)]
}

async function scannedBy(query: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql`explain (format json) ${query}`.execute(database().db)
  const [told] = z.tuple([z.object({ 'QUERY PLAN': z.array(z.object({ Plan: stepSchema })) })]).parse(rows)
  return told['QUERY PLAN'].flatMap(({ Plan: plan }) => listScanned(plan))
}

test('each minute is asked who is to be told, and none of what waits or was found is read for nothing', async () => {
  const { db } = database()
  expect((await selectDue(now).execute(db)).rows).toEqual([])
  expect((await selectUrgent(now).execute(db)).rows).toHaveLength(20)
  for (const query of [selectDue(now), selectUrgent(now)]) {
    const scanned = await scannedBy(query)
    for (const large of ['watch_news', 'watch_find']) expect(scanned).not.toContain(large)
  }
})
