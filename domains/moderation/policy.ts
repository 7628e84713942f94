import { z } from 'zod'
import type { Db, Tx } from '#db'
import { defaultPolicies } from './policy.messages.ts'

/** The rules by which statements are published and refused, as staff write them. */
export const policySchema = z.object({ text: z.string().trim().min(1, 'missing').max(4000, 'too-long') })

/** One version of the rules of a dialogue, in its language. */
export type Policy = { version: number; text: string; publishedAt: Date }

/** The rules of a dialogue with all that they were before, the newest first. */
export async function listPolicies(db: Db, dialogueId: string): Promise<Policy[]> {
  return db
    .selectFrom('moderation_policy')
    .select(['version', 'text', 'published_at as publishedAt'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .limit(50)
    .execute()
}

/** The text that a dialogue in this language begins with. */
export function defaultPolicyOf(language: string): string {
  return defaultPolicies[language === 'en' ? 'en' : 'nl']
}

export type PublishPolicyOutcome = { kind: 'published'; version: number } | { kind: 'unchanged' }

/** Publishes new rules; the old ones stay readable. The same words again change nothing. */
export async function publishPolicy(
  tx: Tx,
  dialogueId: string,
  text: string,
  { by, now }: { by: string | null; now: Date },
): Promise<PublishPolicyOutcome> {
  // Two who publish at once take turns.
  await tx
    .selectFrom('dialogue')
    .select('id')
    .where('id', '=', dialogueId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const latest = (await listPolicies(tx, dialogueId))[0]
  if (latest?.text === text) return { kind: 'unchanged' }
  const version = (latest?.version ?? 0) + 1
  await tx
    .insertInto('moderation_policy')
    .values({ dialogue_id: dialogueId, version, text, published_by: by, published_at: now })
    .execute()
  return { kind: 'published', version }
}
