import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { now } from '#stories'
import { selectInbox } from '../conversations/inbox.queries.ts'
import { type InboxFilter, type InboxOrder, listInbox } from '../index.ts'
import { useAnswerDesk } from '../testing.ts'
import { indexesOf, planOf } from './plan.fixture.ts'

const { database, hire } = useAnswerDesk()
const today = '2026-03-02'
const conversations = 100_000
let viewer: { accountId: string; today: string }

beforeAll(async () => {
  const { db } = database()
  viewer = { accountId: await hire('ann'), today }
  await db.transaction().execute(async (tx) => {
    // What follows from each row, such as by what it is found, is not looked at here.
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`insert into area (code, year, kind, name, folded, keys)
      select 'BU999701' || lpad(n::text, 2, '0'), 2024, 'neighbourhood', 'Buurt', 'buurt', '{}'
      from generate_series(0, 49) as n`.execute(tx)
    await sql`insert into input (id, public_id, kind, channel, is_public, received_at, published_at)
      select gen_random_uuid(), gen_random_uuid(), 'question', 'web', false, ${now}, ${now}
      from generate_series(1, ${conversations})`.execute(tx)
    await sql`
      insert into conversation (id, input_id, subject, language, last_seq, heard_seq, status, due_on, received_at,
        answered_at, run, run_seq, first_due, resolution_due)
      select gen_random_uuid(), id, 'Veel', 'nl', 1, 1, case when n % 2 = 0 then 'open' else 'answered' end,
        ${today}::date + n % 60 - 20, ${now}::timestamptz - n * interval '1 minute',
        case when n % 2 = 1 then ${now}::timestamptz - n * interval '1 minute' end, 1, 1,
        ${today}::date + n % 60 - 20 || 'T24:00', ${today}::date + n % 60 - 20 || 'T24:00'
      from (select id, (row_number() over ())::integer as n from input) as made`.execute(tx)
    await sql`
      insert into conversation_entry (conversation_id, seq, kind, at, channel, body, due_on)
      select id, 1, 'received', ${now}, 'web', 'Hier.', due_on from conversation`.execute(tx)
    // Of two in three somebody said where it is.
    await sql`
      insert into conversation_place (conversation_id, seq, name, is_near, area_code, area_year)
      select id, 1, 'Hier', false, 'BU999701' || lpad((row_number() over () % 50)::text, 2, '0'), 2024
      from conversation where due_on::text ~ '[0-6]$'`.execute(tx)
  })
  await sql`vacuum analyze conversation, conversation_entry, conversation_place, input`.execute(db)
}, 120_000)

test.each<[InboxFilter, InboxOrder, string]>([
  ['open', 'due', 'conversation_open_due'],
  ['open', 'newest', 'conversation_open_newest'],
  ['answered', 'newest', 'conversation_answered'],
])(
  'of a hundred thousand, the list %s by %s narrowed to an area is looked through by its index, and places by theirs',
  async (filter, order, index) => {
    const { db } = database()
    const request = { filter, order, viewer, narrowing: { area: 'WK999701' } }
    const { next } = await listInbox(db, request, { size: 15 })
    expect(next).toBeDefined()
    for (const after of [undefined, next]) {
      const plan = await planOf(selectInbox(db, request, { after, size: 15 }, 5000))
      expect(indexesOf(plan, ['conversation'])).toContain(index)
      const read = indexesOf(plan, ['conversation', 'conversation_place', 'conversation_entry'])
      expect(read.filter((one) => one.includes('without'))).toEqual([])
      expect(read).toContain('conversation_place_pkey')
    }
  },
)

test('an area in which nothing lies is looked for in five thousand, and the page goes on from there', async () => {
  const request = { filter: 'open', order: 'due', viewer, narrowing: { area: 'BU00000000' } } as const
  const page = await listInbox(database().db, request, { size: 15 })
  expect(page.rows).toEqual([])
  expect(page.next).toBeDefined()
})
