import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { type Act, type AskedAct, askedActs, type Mandate } from './mandate.ts'
import type { Role } from './staff-member.ts'
import { listSubjects, liveSubjects, type Subject } from './subject.ts'
import { inTreeOrder } from './tree.ts'

/** A mandate as a decision gave it, with the names of what it is bounded by. */
export type GivenMandate = {
  id: string
  act: Act
  role: Role | null
  accountId: string | null
  account: string | null
  heldAnywhere: boolean
  unit: string | null
  subject: { name: string; otherName: string } | null
  channel: string | null
  approval: Mandate['approval']
  fromOn: string
  toOn: string | null
  endedAt: Date | null
  decision: string
  /** Whose mandate it comes from, where it was given on. */
  givenBy: string | null
}

/** Those that count now or later, or those that are over; of everybody, or by name of one. */
export type MandateFilter = { today: string; isOver?: boolean; accountId?: string }

/** The mandates of the organisation, the newest first. */
export async function listMandates(
  db: Db,
  { today, isOver = false, accountId }: MandateFilter,
  { after, size }: PageRequest,
): Promise<Page<GivenMandate>> {
  const cursor = readCursor(after, ['uuid'])
  const { rows } = await sql<GivenMandate>`
    ${selectMandates}
    where (m.ended_at is not null or m.to_on < ${today}::date) is ${isOver ? sql`true` : sql`not true`}
      ${accountId === undefined ? sql`` : sql`and m.account_id = ${accountId}::uuid`}
      ${cursor ? sql`and m.id < ${cursor[0]}::uuid` : sql``}
    order by m.id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, ({ id }) => [id])
}

const selectMandates = sql`
  select m.id, m.act, m.role, m.account_id as "accountId", account.name as account, m.held_anywhere as "heldAnywhere",
    unit.name as unit, m.channel, m.approval, m.from_on as "fromOn", m.to_on as "toOn", m.ended_at as "endedAt", m.decision,
    (select json_build_object('name', name, 'otherName', other_name) from subject_version where subject_id = m.subject_id order by version desc limit 1) as subject,
    (select giver.name from mandate source join account giver on giver.id = source.account_id
      where source.id = m.delegated_from) as "givenBy"
  from mandate m left join account on account.id = m.account_id left join unit on unit.id = m.unit_id`

/** One mandate. */
export async function findGivenMandate(db: Db, id: string): Promise<GivenMandate | undefined> {
  const { rows } = await sql<GivenMandate>`${selectMandates} where m.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** What somebody may do about a subject by a channel, as `find_mandate` says; null: about nothing in particular, by any. */
export type WhatSomebodyMay = {
  act: AskedAct
  subjectId: string | null
  channel: string | null
  /** None: they may not. */
  mandate: Mandate | undefined
}

/**
 * What somebody may do, asked of `find_mandate` for every subject and every channel that a mandate names, with the unit that
 * answers it. A subject is told where anything differs from what it lies in, a channel where it differs from all others.
 */
export async function listWhatSomebodyMay(
  db: Db,
  accountId: string,
  today: string,
): Promise<WhatSomebodyMay[]> {
  const subjects = inTreeOrder(liveSubjects(await listSubjects(db)))
  const all = await askAll(db, { accountId, today }, subjects)
  const keyOf = ({ act, subjectId }: Pick<WhatSomebodyMay, 'act' | 'subjectId'>) => `${act} ${subjectId}`
  const bySubject = Map.groupBy(all, keyOf)
  const parents = new Map(subjects.map(({ id, parentId }) => [id, parentId]))
  return [...bySubject.values()].flatMap((answers) => {
    const [first] = answers
    if (!first) return []
    const { act, subjectId } = first
    const above =
      subjectId === null
        ? undefined
        : bySubject.get(keyOf({ act, subjectId: parents.get(subjectId) ?? null }))
    if (above && answers.every((one, at) => isSame(one, above[at]))) return []
    return answers.filter((one) => one.channel === null || !isSame(one, first))
  })
}

function isSame(one: WhatSomebodyMay, other: WhatSomebodyMay | undefined): boolean {
  const { mandate: a } = one
  const b = other?.mandate
  return (
    a?.approval === b?.approval &&
    a?.forAccountId === b?.forAccountId &&
    a?.missing.join() === b?.missing.join()
  )
}

/** A channel that no mandate names: what is asked by it is asked by any other. */
const ANY_CHANNEL = ''

async function askAll(
  db: Db,
  { accountId, today }: { accountId: string; today: string },
  subjects: Subject[],
): Promise<WhatSomebodyMay[]> {
  const about = [null, ...subjects.map(({ id }) => id)]
  const acts = Object.entries(askedActs)
  const { rows } = await sql<{
    act: AskedAct
    subjectId: string | null
    channel: string
    mandateId: string | null
    approval: Mandate['approval']
    missing: string[]
    forAccountId: string | null
  }>`
    select act, about.subject as "subjectId", channel, mandate_id as "mandateId", approval, missing,
      for_account as "forAccountId"
    from unnest(${acts.map(([act]) => act)}::text[], ${acts.map(([, visibility]) => visibility)}::text[])
        with ordinality as asked (act, visibility, nth)
      cross join (
        select ${ANY_CHANNEL} as channel union
        select channel from mandate where channel is not null and ended_at is null and (to_on is null or to_on >= ${today}::date)
      ) channels
      cross join unnest(${about}::uuid[]) with ordinality as about (subject, place)
      left join lateral find_mandate(
        ${accountId}::uuid, act, answering_unit(about.subject), about.subject, channel, visibility, ${today}::date
      ) on true
    order by nth, place, channel`.execute(db)
  return rows.map(({ act, subjectId, channel, mandateId, ...held }) => ({
    act,
    subjectId,
    channel: channel === ANY_CHANNEL ? null : channel,
    mandate: mandateId === null ? undefined : { mandateId, ...held },
  }))
}
