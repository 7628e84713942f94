import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Community } from './community.ts'

/** A community in the directory of staff. */
export type CommunityLine = Pick<
  Community,
  'id' | 'name' | 'kind' | 'address' | 'size' | 'may_reply' | 'whom_to_ask'
> & {
  sizedOn: string | null
  subjectIds: string[]
  areaCodes: string[]
  unit: string | null
  /** Who of us is in touch, as long as they work here. */
  colleague: string | null
}

/** Which communities: all that is said holds. */
export type CommunityFilter = {
  /** Of these subjects: one and all that lies in it. */
  subjectIds?: readonly string[] | undefined
  areaCodes?: readonly string[] | undefined
  /** Nobody of us, this colleague, or this team. */
  inTouch?: { kind: 'nobody' } | { kind: 'account' | 'unit'; id: string } | undefined
}

const columns = (today: string) => sql`
  select community.id, community.name, community.kind, community.address, community.size, community.may_reply,
    community.whom_to_ask, community.sized_on::text as "sizedOn", unit.name as unit, touch.name as colleague,
    array(select subject_id from community_subject where community_id = community.id order by 1) as "subjectIds",
    array(select area_code from community_area where community_id = community.id order by 1) as "areaCodes"
  from community
  left join unit on unit.id = community.unit_id
  ${touching(today)}`

/** Who is in touch, where they work here on that day. */
function touching(today: string): RawBuilder<unknown> {
  return sql`left join lateral (
    select account.id, account.name, contact.since from community_contact contact
    join account on account.id = contact.account_id
    where contact.community_id = community.id and exists (
      select from staff_role role where role.account_id = contact.account_id
        and is_in_force(role.from_on, role.to_on, role.ended_at, ${today}::date))
  ) touch on true`
}

/**
 * The directory by name.
 * @param today  the day of the organisation, as 2026-03-02
 */
export async function listCommunities(
  db: Db,
  filter: CommunityFilter,
  { today, ...page }: PageRequest & { today: string },
): Promise<Page<CommunityLine>> {
  const { rows } = await selectCommunities(filter, { today, ...page }).execute(db)
  return pageOf(rows, page.size, ({ id }) => [id])
}

export function selectCommunities(
  { subjectIds, areaCodes, inTouch }: CommunityFilter,
  { today, after, size }: PageRequest & { today: string },
): RawBuilder<CommunityLine> {
  const which = [
    ...(subjectIds
      ? [
          sql`community.id in (select community_id from community_subject where subject_id = any (${subjectIds}::uuid[]))`,
        ]
      : []),
    ...(areaCodes
      ? [
          sql`community.id in (select community_id from community_area where area_code = any (${areaCodes}::text[]))`,
        ]
      : []),
    ...(inTouch?.kind === 'nobody' ? [sql`community.unit_id is null and touch.id is null`] : []),
    ...(inTouch?.kind === 'account' ? [sql`touch.id = ${inTouch.id}::uuid`] : []),
    ...(inTouch?.kind === 'unit' ? [sql`community.unit_id = ${inTouch.id}::uuid`] : []),
    ...behind(after),
  ]
  return sql<CommunityLine>`
    ${columns(today)} where ${sql.join([sql`true`, ...which], sql` and `)}
    order by lower(community.name), community.id limit ${size + 1}`
}

/** Behind the community that a cursor names. */
function behind(after: string | undefined): RawBuilder<unknown>[] {
  const [id] = readCursor(after, ['uuid']) ?? []
  if (id === undefined) return []
  return [
    sql`(lower(community.name), community.id) > (select lower(name), id from community where id = ${id}::uuid)`,
  ]
}

/** A community with all that its page says. */
export type CommunityPage = CommunityLine &
  Pick<Community, 'version'> & {
    rulesAddress: string | null
    rulesNote: string
    unitId: string | null
    accountId: string | null
    /** Since when that colleague is in touch. */
    since: Date | null
    agreedOn: string | null
  }

export async function findCommunity(db: Db, id: string, today: string): Promise<CommunityPage | undefined> {
  const { rows } = await sql<CommunityPage>`
    select line.*, community.version, community.rules_address as "rulesAddress", community.rules_note as "rulesNote",
      community.unit_id as "unitId", community.agreed_on::text as "agreedOn", touch.id as "accountId", touch.since
    from (${columns(today)} where community.id = ${id}::uuid) line
    join community on community.id = line.id
    ${touching(today)}`.execute(db)
  return rows[0]
}

/** How one behaves in a community, in as much as fits beside a post. */
export type CommunityManners = Pick<Community, 'id' | 'name' | 'may_reply' | 'whom_to_ask'>

/** The community that an address lies in: of several the nearest, as a group on a forum before the forum. */
export async function findCommunityAt(db: Db, address: string): Promise<CommunityManners | undefined> {
  const { rows } = await sql<CommunityManners>`
    select id, name, may_reply, whom_to_ask from community
    where place = any (places_above(place_of(${address})))
    order by length(place) desc limit 1`.execute(db)
  return rows[0]
}

/** A community as everybody may know it. */
export type PublicCommunity = Pick<Community, 'id' | 'name' | 'kind' | 'address'> & {
  subjectIds: string[]
  unit: string | null
  agreedOn: string
}

/** The communities of which those who keep them agreed to be named, by name. */
export async function listPublicCommunities(
  db: Db,
  { after, size }: PageRequest,
): Promise<Page<PublicCommunity>> {
  const { rows } = await sql<PublicCommunity>`
    select community.id, community.name, community.kind, community.address, unit.name as unit,
      community.agreed_on::text as "agreedOn",
      array(select subject_id from community_subject where community_id = community.id order by 1) as "subjectIds"
    from community left join unit on unit.id = community.unit_id
    where ${sql.join([sql`community.agreed_on is not null`, ...behind(after)], sql` and `)}
    order by lower(community.name), community.id limit ${size + 1}`.execute(db)
  return pageOf(rows, size, ({ id }) => [id])
}
