import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'

/** The rules by which texts are published and refused, as staff write them. */
export const policySchema = z.object({ text: z.string().trim().min(1, 'missing').max(4000, 'too-long') })

/** One version of the rules of a space, in its language. */
export type Policy = { version: number; text: string; publishedAt: Date }

/** The rules of a space with all that they were before, the newest first. */
export async function listPolicies(db: Db, spaceId: string): Promise<Policy[]> {
  return db
    .selectFrom('moderation_policy')
    .select(['version', 'text', 'published_at as publishedAt'])
    .where('space_id', '=', spaceId)
    .orderBy('version', 'desc')
    .limit(50)
    .execute()
}

export type PublishPolicyOutcome = { kind: 'published'; version: number } | { kind: 'unchanged' }

/** Publishes new rules; the old ones stay readable. The same words again change nothing. */
export async function publishPolicy(
  tx: Tx,
  spaceId: string,
  text: string,
  { by, now }: { by: string | null; now: Date },
): Promise<PublishPolicyOutcome> {
  // Two who publish at once take turns.
  await sql`select pg_advisory_xact_lock(hashtextextended('moderation-policy' || ${spaceId}::text, 0))`.execute(
    tx,
  )
  const latest = (await listPolicies(tx, spaceId))[0]
  if (latest?.text === text) return { kind: 'unchanged' }
  const version = (latest?.version ?? 0) + 1
  await tx
    .insertInto('moderation_policy')
    .values({ space_id: spaceId, version, text, published_by: by, published_at: now })
    .execute()
  return { kind: 'published', version }
}
