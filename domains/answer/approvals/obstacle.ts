import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { listOpenFields } from '../standard-texts/fields.ts'

/**
 * What stands in the way of answering: no mandate, one that forbids it or has conditions that are not met, one that needs the
 * approval of a colleague or of an approver, a text of one's own, a draft that was returned, decided on or replaced, a text with
 * places of a standard text that are still to fill in, a reply that can only be put where a post stands, or one that does not say who
 * speaks there.
 */
export type ObstacleKind = (typeof obstacleKinds)[number]

const obstacleKinds = [
  'no-mandate',
  'forbidden',
  'conditions',
  'needs-colleague',
  'needs-approver',
  'own-draft',
  'returned',
  'draft-replaced',
  'open-field',
  'elsewhere',
  'undisclosed',
] as const

/** With the keys of the conditions that are not met, or the names of the places to fill in. */
export type Obstacle = { kind: ObstacleKind; missing: string[] }

/** Nothing was done: this stands in the way. */
export type NotMandated = { kind: 'not-mandated'; obstacle: Obstacle }

/**
 * What the database itself said when it refused an answer: where a mandate ended, or another began, between the question and the
 * deed. Undefined for any other error.
 */
export function readRefusal(error: unknown): NotMandated | undefined {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  const kind = obstacleKinds.find((one) => constraint === `mandate_${one.replaceAll('-', '_')}`)
  if (!kind) return undefined
  const detail = error instanceof Error && 'detail' in error ? error.detail : undefined
  const missing = kind === 'open-field' && typeof detail === 'string' ? detail.split(', ') : []
  return { kind: 'not-mandated', obstacle: { kind, missing } }
}

/** A text with places that are still to fill in is nobody's answer; undefined: it has none. */
export function findOpenPlaces(body: string): NotMandated | undefined {
  const missing = listOpenFields(body)
  return missing.length > 0 ? { kind: 'not-mandated', obstacle: { kind: 'open-field', missing } } : undefined
}

/** Who would do something in which conversation, on which day of the organisation, as 2026-03-02. */
export type Actor = { conversationId: string; by: string; today: string }

/**
 * What stands in the way of sending a draft, by the function that the database asks itself when one is sent; undefined: nothing.
 * @param draft  one that stands in the conversation, with its approval if it has one; without: a text of their own, at once
 */
export function findSendObstacle(
  db: Db,
  { conversationId, by, today }: Actor,
  draft?: { seq: number; approvalSeq: number | null },
): Promise<Obstacle | undefined> {
  return findObstacle(
    db,
    sql`find_send_obstacle(${conversationId}::uuid, ${by}::uuid, ${draft?.seq ?? null}::integer,
      ${draft?.approvalSeq ?? null}::integer, answer_channel(${conversationId}::uuid), ${today}::date)`,
  )
}

/** What stands in the way of approving a draft; undefined: nothing. */
export function findApproveObstacle(
  db: Db,
  { conversationId, by, today }: Actor,
  draftSeq: number,
): Promise<Obstacle | undefined> {
  return findObstacle(
    db,
    sql`find_approve_obstacle(${conversationId}::uuid, ${by}::uuid, ${draftSeq}::integer,
      answer_channel(${conversationId}::uuid), ${today}::date)`,
  )
}

/** What stands in the way of answering a conversation by something that everybody can read; undefined: nothing. */
export function findPublishObstacle(
  db: Db,
  { conversationId, by, today }: Actor,
): Promise<Obstacle | undefined> {
  return findObstacle(db, sql`find_publish_obstacle(${conversationId}::uuid, ${by}::uuid, ${today}::date)`)
}

export async function findObstacle(db: Db, asked: RawBuilder<unknown>): Promise<Obstacle | undefined> {
  const { rows } = await sql<{ kind: ObstacleKind; missing: string[] | null }>`
    select obstacle as kind, missing from ${asked} where obstacle is not null`.execute(db)
  const [obstacle] = rows
  return obstacle && { kind: obstacle.kind, missing: obstacle.missing ?? [] }
}
