import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#platform/clock'
import { newId } from '#platform/db'
import { hire, now } from '#stories'
import { countNarrowed } from '../conversations/count-inbox.queries.ts'
import { type InboxFilter, listInbox, type Narrowing } from '../index.ts'
import { makeYouth } from '../privacy/privacy.fixture.ts'
import { useAnswerDesk } from '../testing.ts'
import { endOfWeek } from './narrowed.ts'

const { database } = useAnswerDesk()
const today = '2026-03-04'
const moment = '2026-03-04T12:00'
const db = () => database().db

/** A conversation as a plain filter sees it. */
type Plain = {
  id: string
  status: 'open' | 'answered'
  assigned: number | null
  unit: number | null
  subject: number | null
  label: boolean
  channel: 'web' | 'mail' | 'phone'
  dueOn: string
  word: string
  /** In which it lies: told as it began, said otherwise later, or taken away since. */
  areas: (0 | 1 | 2 | null)[]
}

const labelId = newId()
let staff: string[] = []
let units: string[] = []
let subjects: string[] = []
let hidden = ''
let all: Plain[] = []

beforeAll(async () => {
  // Units: 1 lies in 0. Staff: 0 and 1 in unit 0, 2 in unit 2. Subjects: 1 lies in 0, 2 was replaced by 1, 3 is restricted.
  const person = (name: string, unit: string) =>
    hire(db(), { name, email: `${name}@voorbeeld.example`, role: 'responder', unit })
  const hired = [await person('ann', 'Wegen'), await person('bob', 'Wegen'), await person('eva', 'Zorg')]
  staff = hired.map(({ by }) => by)
  const below = newId()
  await db()
    .insertInto('unit')
    .values({ id: below, name: 'Lantaarns', created_at: now, parent_id: hired[0]?.unitId ?? null })
    .execute()
  units = [hired[0]?.unitId ?? '', below, hired[2]?.unitId ?? '']
  hidden = (await makeYouth(db())).subject
  subjects = [newId(), newId(), newId()]
  for (const [at, id] of subjects.entries()) {
    await db().insertInto('subject').values({ id, created_at: now }).execute()
    const version = { subject_id: id, version: 1, name: `Rubriek ${at}`, made_at: now }
    await db()
      .insertInto('subject_version')
      .values({ ...version, parent_id: at === 1 ? (subjects[0] ?? null) : null })
      .execute()
  }
  await db()
    .updateTable('subject')
    .set({ replaced_by: subjects[1] })
    .where('id', '=', subjects[2] ?? '')
    .execute()
  await sql`insert into label (id, name, made_at, made_by) values (${labelId}, 'spoed', ${now}, ${staff[0]})`.execute(
    db(),
  )
  for (const code of areaCodes)
    await sql`insert into area (code, year, kind, name, folded, keys) values (${code}, 2024,
      ${code.startsWith('WP') ? 'town' : 'neighbourhood'}, 'A', 'a', '{}')`.execute(db())
  all = fc.sample(plain, { numRuns: 120, seed: 7 }).map((one, at) => ({ ...one, id: idOf(at) }))
  for (const one of all) await put(one)
})

const idOf = (at: number) => `01a22d1b-42cf-7a4f-a85c-${at.toString(16).padStart(12, '0')}`
const some = (most: number) => fc.option(fc.integer({ min: 0, max: most }))
const plain: fc.Arbitrary<Plain> = fc.record({
  id: fc.constant(''),
  status: fc.constantFrom('open', 'open', 'answered'),
  assigned: some(2),
  unit: some(2),
  subject: some(3),
  label: fc.boolean(),
  channel: fc.constantFrom('web', 'mail', 'phone'),
  dueOn: fc.integer({ min: -3, max: 9 }).map((days) => addDays(today, days)),
  word: fc.constantFrom('lantaarn', 'stoeptegel', 'paspoort'),
  areas: fc.array(fc.constantFrom(0, 1, 2, null), { maxLength: 3 }),
})

/** Two neighbourhoods of two districts, and a town whose digits are those of the first. */
const areaCodes = ['BU99970101', 'BU99970201', 'WP9997'] as const
/** What a list can be narrowed to, and which of those lie in it. */
const areasAsked: [string, (0 | 1 | 2)[]][] = [
  ['BU99970101', [0]],
  ['WK999702', [1]],
  ['GM9997', [0, 1]],
  ['WP9997', [2]],
  ['BU99970199', []],
]

const subjectOf = (at: number | null) => (at === null ? null : at === 3 ? hidden : (subjects[at] ?? null))

async function put(one: Plain): Promise<void> {
  const inputId = newId()
  await sql`insert into input (id, public_id, kind, channel, is_public, received_at, published_at)
    values (${inputId}, gen_random_uuid(), 'question', ${one.channel}, false, ${now}, ${now})`.execute(db())
  const isOpen = one.status === 'open'
  await sql`insert into conversation (id, input_id, subject, language, last_seq, heard_seq, status, due_on, received_at,
      answered_at, assigned_to, unit_id, subject_id, label_ids, run, run_seq, first_due, resolution_due)
    values (${one.id}, ${inputId}, ${one.word}, 'nl', 1, 1, ${one.status}, ${one.dueOn}, ${now}, ${isOpen ? null : now},
      ${one.assigned === null ? null : staff[one.assigned]}, ${one.unit === null ? null : units[one.unit]},
      ${subjectOf(one.subject)}, ${one.label ? [labelId] : []}::uuid[], 1, 1, ${`${one.dueOn}T24:00`}, ${`${one.dueOn}T24:00`})`.execute(
    db(),
  )
  await sql`insert into conversation_entry (conversation_id, seq, kind, at, channel, body, due_on)
    values (${one.id}, 1, 'received', ${now}, ${one.channel}, ${`De ${one.word} is stuk.`}, ${one.dueOn})`.execute(
    db(),
  )
  await tellPlaces(one)
}

/** The first is told with the question; what follows is said by staff, and null takes it away. */
async function tellPlaces({ id, areas }: Plain): Promise<void> {
  for (const [at, area] of areas.entries()) {
    const seq = at + 1
    if (at > 0)
      await sql`insert into conversation_entry (conversation_id, seq, kind, at, by_account, is_somewhere)
        values (${id}, ${seq}, 'located', ${now}, ${staff[0]}, ${area !== null})`.execute(db())
    if (area !== null)
      await sql`insert into conversation_place (conversation_id, seq, name, is_near, area_code, area_year)
        values (${id}, ${seq}, 'Hier', false, ${areaCodes[area]}, 2024)`.execute(db())
  }
}

type Asked = { [Field in keyof Narrowing]: unknown } & {
  filter: 'open' | 'nobody' | 'mine' | 'late' | 'answered'
  assigned: 'me' | 'nobody' | 'team' | 1 | 2 | undefined
  unit: number | undefined
  subject: number | undefined
  label: boolean | undefined
  channel: Plain['channel'] | undefined
  due: 'late' | 'today' | 'week' | undefined
  words: string | undefined
  area: number | undefined
}

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 })
const asked: fc.Arbitrary<Asked> = fc.record({
  filter: fc.constantFrom('open', 'nobody', 'mine', 'late', 'answered'),
  assigned: maybe(fc.constantFrom<Asked['assigned']>('me', 'nobody', 'team', 1, 2)),
  unit: maybe(fc.integer({ min: 0, max: 2 })),
  subject: maybe(fc.integer({ min: 0, max: 3 })),
  label: maybe(fc.constant(true)),
  channel: maybe(fc.constantFrom('web', 'mail', 'phone')),
  due: maybe(fc.constantFrom('late', 'today', 'week')),
  words: maybe(fc.constantFrom('lantaarns', 'stoeptegel stuk', 'paspoort -stuk')),
  area: maybe(fc.integer({ min: 0, max: areasAsked.length - 1 })),
})

/** What is due by noon of today counts as late from the end of the day on: whole days are due at their end. */
const isLate = ({ dueOn }: Plain) => dueOn < today

function fits(one: Plain, of: Asked): boolean {
  const { filter, assigned, unit, subject, label, channel, due, words, area } = of
  const inList = {
    open: one.status === 'open',
    nobody: one.status === 'open' && one.assigned === null,
    mine: one.status === 'open' && one.assigned === 0,
    late: one.status === 'open' && isLate(one),
    answered: one.status === 'answered',
  }
  const hands = {
    me: one.assigned === 0,
    nobody: one.assigned === null,
    team: one.assigned === 0 || one.assigned === 1,
    1: one.assigned === 1,
    2: one.assigned === 2,
  }
  const lies: Record<number, (number | null)[]> = { 0: [0, 1, 2], 1: [1, 2], 2: [2], 3: [3] }
  const said: Record<string, boolean> = {
    lantaarns: one.word === 'lantaarn',
    'stoeptegel stuk': one.word === 'stoeptegel',
    'paspoort -stuk': false,
  }
  const span = {
    late: isLate(one),
    today: one.dueOn === today,
    week: one.dueOn >= today && one.dueOn <= endOfWeek(today),
  }
  return (
    one.subject !== 3 &&
    inList[filter] &&
    (assigned === undefined || hands[assigned]) &&
    (unit === undefined || one.unit === unit || (unit === 0 && one.unit === 1)) &&
    (subject === undefined || (lies[subject] ?? []).includes(one.subject)) &&
    (label === undefined || one.label) &&
    (channel === undefined || one.channel === channel) &&
    (due === undefined || span[due]) &&
    (words === undefined || said[words] === true) &&
    (area === undefined || (areasAsked[area]?.[1] ?? []).some((within) => within === one.areas.at(-1)))
  )
}

function requestOf(of: Asked) {
  const { filter, assigned, unit, subject, label, channel, due, words, area } = of
  const narrowing: Narrowing = {
    ...{ channel, due, words, label: label ? labelId : undefined },
    assigned: typeof assigned === 'number' ? { id: staff[assigned] ?? '' } : assigned,
    area: area === undefined ? undefined : areasAsked[area]?.[0],
    unit: unit === undefined ? undefined : units[unit],
    subject: subject === undefined ? undefined : (subjectOf(subject) ?? undefined),
  }
  const viewer = { accountId: staff[0] ?? '', today, moment }
  return { filter: filter as InboxFilter, order: 'due', narrowing, viewer } as const
}

async function listAll(request: ReturnType<typeof requestOf>): Promise<string[]> {
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listInbox(db(), request, { after, size: 7 }, 40)
    found.push(...page.rows.map(({ id }) => id))
    if (page.next === undefined) return found
    after = page.next
  }
}

test('any combination lists and counts what a plain filter keeps, page after page, and nothing that somebody may not read', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (of) => {
      const request = requestOf(of)
      const kept = all.filter((one) => fits(one, of)).map(({ id }) => id)
      expect((await listAll(request)).toSorted()).toEqual(kept.toSorted())
      expect(await countNarrowed(db(), [request])).toEqual([
        { n: Math.min(kept.length, 99), isMore: kept.length > 99 },
      ])
    }),
    { numRuns: 150 },
  )
})

test('counts stop at 99, and say that there may be more where they looked no further', async () => {
  const request = requestOf({ filter: 'open' } as Asked)
  const rare = requestOf({ filter: 'open', words: 'paspoort -stuk' } as Asked)
  const [many, few] = await countNarrowed(db(), [request, rare], 20)
  expect([many?.isMore, few]).toEqual([true, { n: 0, isMore: true }])
  expect(await countNarrowed(db(), [])).toEqual([])
})

test('words that tell nothing apart narrow by nothing', async () => {
  const open = all.filter((one) => fits(one, { filter: 'open' } as Asked))
  const request = { ...requestOf({ filter: 'open' } as Asked), narrowing: { words: '- "' } }
  expect(await listAll(request)).toHaveLength(open.length)
})

test.each([
  ['2026-03-04', '2026-03-08'],
  ['2026-03-08', '2026-03-08'],
  ['2026-03-09', '2026-03-15'],
  ['2026-12-31', '2027-01-03'],
])('the week of %s ends on Sunday %s', (day, sunday) => expect(endOfWeek(day)).toBe(sunday))
