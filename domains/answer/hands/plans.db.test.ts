import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { now } from '#stories'
import { selectInbox } from '../conversations/inbox.queries.ts'
import { type InboxFilter, type InboxOrder, listInbox } from '../index.ts'
import { useAnswerDesk } from '../testing.ts'
import type { ReadyNarrowing } from './narrowed.ts'
import { indexesOf, planOf } from './plan.fixture.ts'

const { database, hire } = useAnswerDesk()
const today = '2026-03-02'
let viewer: { accountId: string; today: string }
const label = crypto.randomUUID()

beforeAll(async () => {
  const { db } = database()
  viewer = { accountId: await hire('ann'), today }
  await sql`insert into label (id, name, made_at, made_by) values (${label}, 'zeldzaam', ${now}, ${viewer.accountId})`.execute(
    db,
  )
  await sql`
    insert into input (id, public_id, kind, channel, is_public, received_at, published_at)
    select gen_random_uuid(), gen_random_uuid(), 'question', 'web', false, ${now}, ${now}
    from generate_series(1, 30000)`.execute(db)
  await sql`
    insert into conversation (id, input_id, subject, language, last_seq, heard_seq, status, due_on, received_at,
      answered_at, closed_as, closed_at, snoozed_until, label_ids, run, run_seq, first_due, resolution_due)
    select gen_random_uuid(), id, 'Veel', 'nl', 1, 1,
      case when n % 10 < 3 then 'open' when n % 10 < 7 then 'answered' else 'closed' end,
      ${today}::date + n % 60 - 20, ${now}::timestamptz - n * interval '1 minute',
      case when n % 10 between 3 and 6 then ${now}::timestamptz - n * interval '1 minute' end,
      case when n % 10 = 7 then 'spam' when n % 10 > 7 then 'double' end,
      case when n % 10 > 6 then ${now}::timestamptz - n * interval '1 minute' end,
      case when n % 10 = 2 then ${today}::date + n % 30 end,
      case when n % 501 = 0 then array[${label}::uuid] else '{}' end, 1, 1,
      ${today}::date + n % 60 - 20 || 'T24:00', ${today}::date + n % 60 - 20 || 'T24:00'
    from (select id, (row_number() over ())::integer as n from input) as made`.execute(db)
  await sql`analyze conversation, input`.execute(db)
})

test.each<[InboxFilter, InboxOrder, string]>([
  ['open', 'due', 'conversation_open_due'],
  ['open', 'newest', 'conversation_open_newest'],
  ['late', 'due', 'conversation_open_due'],
  ['mine', 'due', 'conversation_mine_due'],
  ['snoozed', 'due', 'conversation_snoozed'],
  ['answered', 'newest', 'conversation_answered'],
  ['closed', 'newest', 'conversation_closed'],
  ['spam', 'newest', 'conversation_spam'],
])(
  'a page of the list %s by %s is read off its index, at the top and further down',
  async (filter, order, index) => {
    const { db } = database()
    const request = { filter, order, viewer }
    const { next } = await listInbox(db, request, { size: 15 })
    for (const after of [undefined, next]) {
      const plan = await planOf(selectInbox(db, request, { after, size: 15 }))
      expect(indexesOf(plan, ['conversation'])).toEqual([index])
    }
  },
)

test.each<[InboxFilter, InboxOrder, string]>([
  ['open', 'due', 'conversation_open_due'],
  ['answered', 'newest', 'conversation_answered'],
  ['closed', 'newest', 'conversation_closed'],
])('the list %s narrowed to a label looks at a part of it, by its index', async (filter, order, index) => {
  const { db } = database()
  const request = { filter, order, viewer, narrowing: { label } }
  const plan = await planOf(selectInbox(db, request, { size: 15 }, 500))
  expect(indexesOf(plan, ['conversation'])).toEqual([index])
  const first = await listInbox(db, request, { size: 15 }, 500)
  expect(first.rows.length).toBeLessThan(15)
  expect(first.next).toBeDefined()
})

test.each<[InboxFilter, InboxOrder, string]>([
  ['open', 'due', 'conversation_open_due'],
  ['mine', 'newest', 'conversation_mine_newest'],
  ['answered', 'newest', 'conversation_answered'],
])(
  'the list %s narrowed to all at once looks at a part of it, by its index',
  async (filter, order, index) => {
    const { db } = database()
    const [unit, subject] = [crypto.randomUUID(), crypto.randomUUID()]
    const narrowing: ReadyNarrowing = {
      label,
      assigned: 'team',
      unit,
      subject,
      channel: 'mail',
      area: 'GM9997',
      due: 'week',
      tsquery: "'stuk'",
    }
    const request = { filter, order, viewer, narrowing } as const
    const plan = await planOf(selectInbox(db, request, { size: 15 }, 500))
    expect(indexesOf(plan, ['conversation'])).toEqual([index])
  },
)

test.each<[InboxFilter, InboxOrder, string]>([
  ['open', 'due', 'conversation_mine_due'],
  ['open', 'newest', 'conversation_mine_newest'],
  ['late', 'due', 'conversation_mine_due'],
])(
  'the list %s by %s of a colleague is read off the index of what is in hands',
  async (filter, order, index) => {
    const { db } = database()
    const narrowing: ReadyNarrowing = { assigned: { id: viewer.accountId }, due: 'week' }
    const plan = await planOf(selectInbox(db, { filter, order, viewer, narrowing }, { size: 15 }))
    expect(indexesOf(plan, ['conversation'])).toEqual([index])
  },
)
