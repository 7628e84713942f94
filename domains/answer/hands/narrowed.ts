import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { DB, Db } from '#db'
import { addDays } from '#platform/clock'
import { prepareSearch } from '#platform/search'
import type { Channel, Conversation } from '../conversations/conversation.ts'
import type { Reader } from '../privacy/may-read.ts'

/** By when something is due: it is late, on this day, or from this day to the end of its week. */
export const dueSpans = ['late', 'today', 'week'] as const
export type DueSpan = (typeof dueSpans)[number]

/** What a list is narrowed to; what is not said matters not. */
export type Narrowing = {
  /** Which have this label. */
  label?: string | undefined
  /** In the hands of whoever looks, of nobody, of who works in a unit of theirs, or of a colleague by their id. */
  assigned?: 'me' | 'nobody' | 'team' | { id: string } | undefined
  /** Which this unit answers, or one that lies in it. */
  unit?: string | undefined
  /** About this, or what lies in it. */
  subject?: string | undefined
  /** Which lie in this area, or in one that lies in it, as far as is known now. */
  area?: string | undefined
  /** By which it began. */
  channel?: Channel | undefined
  due?: DueSpan | undefined
  /** In which all of it was said, as a search reads it. */
  words?: string | undefined
}

/** The same with its words as the database looks for them; words that tell nothing apart are left out. */
export type ReadyNarrowing = Omit<Narrowing, 'words'> & { tsquery?: string | undefined }

/** Who looks, on which day, and when by the clock on the wall. */
type Viewer = Reader & { moment?: string }

type Lines = SelectQueryBuilder<DB, 'conversation', Conversation>

/** Whether a list is narrowed at all. */
export function isNarrowed(narrowing: Narrowing | ReadyNarrowing = {}): boolean {
  return Object.values(narrowing).some((value) => value !== undefined)
}

/** Makes words ready to be looked for. */
export async function prepareNarrowing(
  db: Db,
  { words, ...narrowing }: Narrowing = {},
): Promise<ReadyNarrowing> {
  if (words === undefined) return narrowing
  return { ...narrowing, tsquery: (await prepareSearch(db, words)).search?.tsquery }
}

/** Of some conversations, those that it is narrowed to. What costs most is asked last, of what is left. */
export function narrow(lines: Lines, narrowing: ReadyNarrowing, viewer: Viewer): Lines {
  const { label, assigned, unit, subject, area, due, channel, tsquery } = narrowing
  const conditions = [
    label === undefined ? undefined : sql<boolean>`label_ids @> array[${label}::uuid]`,
    assigned === undefined ? undefined : isAssigned(assigned, viewer),
    due === undefined ? undefined : isDue(due, viewer),
    unit === undefined ? undefined : sql<boolean>`unit_id in ${unitsIn(unit)}`,
    subject === undefined ? undefined : sql<boolean>`subject_id in ${subjectsIn(subject)}`,
    channel === undefined ? undefined : beganBy(channel),
    area === undefined ? undefined : liesIn(area),
    tsquery === undefined ? undefined : says(tsquery),
  ]
  return conditions.reduce<Lines>((some, one) => (one ? some.where(one) : some), lines)
}

function isAssigned(to: NonNullable<Narrowing['assigned']>, { accountId, today }: Viewer) {
  if (to === 'nobody') return sql<boolean>`assigned_to is null`
  if (to === 'team')
    return sql<boolean>`assigned_to in (
      select colleague.account_id from staff_role own join staff_role colleague on colleague.unit_id = own.unit_id
      where own.account_id = ${accountId}::uuid
        and is_in_force(own.from_on, own.to_on, own.ended_at, ${today}::date)
        and is_in_force(colleague.from_on, colleague.to_on, colleague.ended_at, ${today}::date))`
  return sql<boolean>`assigned_to = ${to === 'me' ? accountId : to.id}::uuid`
}

function isDue(span: DueSpan, { today, moment }: Viewer): RawBuilder<boolean> {
  if (span === 'late')
    return sql<boolean>`due_on <= ${today}::date and due_by <= ${moment ?? `${today}T00:00`}`
  return sql<boolean>`due_on between ${today}::date and ${span === 'today' ? today : endOfWeek(today)}::date`
}

/** The Sunday of the week of a day. */
export function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, (7 - weekday) % 7)
}

function unitsIn(id: string) {
  return sql`(with recursive here (id) as (
    select ${id}::uuid union select unit.id from here join unit on unit.parent_id = here.id
  ) select id from here)`
}

/** What was replaced by something lies in it. */
function subjectsIn(id: string) {
  return sql`(with recursive newest as materialized (
    select distinct on (s.id) s.id, coalesce(s.replaced_by, v.parent_id) as above
    from subject s join subject_version v on v.subject_id = s.id order by s.id, v.version desc
  ), here (id) as (
    select ${id}::uuid union select newest.id from here join newest on newest.above = here.id
  ) select id from here)`
}

/**
 * Where it is, by what was told last and not taken away since (`placeOf`): looked up for each conversation by its key. A code begins with
 * that of what it lies in, but for those of towns.
 */
function liesIn(code: string) {
  const isTown = code.startsWith('WP')
  const [pattern, but] = isTown ? [code, ''] : [`__${code.slice(2)}%`, 'WP%']
  return sql<boolean>`exists (select from conversation_place place
    where place.conversation_id = conversation.id and place.area_code like ${pattern} and place.area_code not like ${but}
      and not exists (select from conversation_place later
        where later.conversation_id = place.conversation_id and later.seq > place.seq)
      and not exists (select from conversation_entry away
        where away.conversation_id = place.conversation_id and away.seq > place.seq and away.kind = 'located'))`
}

function beganBy(channel: Channel) {
  return sql<boolean>`exists (select from conversation_entry first
    where first.conversation_id = conversation.id and first.seq = 1 and first.channel = ${channel})`
}

function says(tsquery: string) {
  return sql<boolean>`exists (select from conversation_search found
    where found.conversation_id = conversation.id and found.words @@ ${tsquery}::tsquery)`
}
