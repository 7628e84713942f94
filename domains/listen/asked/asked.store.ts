import { sql } from 'kysely'
import { compareAs, likenessOf, SAME_QUESTION, telltaleRoots } from '#cores/text'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import type { AskedQuestion } from './asked-question.ts'

type AskingPost = { id: string; source_id: string; published_at: Date }

/**
 * Keeps what a post asks, and nothing that it asked before: each question with those that are the same in other words.
 * Expects the post to be locked.
 */
export async function keepQuestions(
  tx: Tx,
  post: AskingPost,
  questions: readonly AskedQuestion[],
): Promise<void> {
  await holdQuestions(tx)
  const kept: string[] = []
  for (const question of questions) {
    const same = await findSame(tx, question)
    const askedId = same ?? newId()
    if (kept.includes(askedId)) continue
    kept.push(askedId)
    await saveQuestion(tx, { post, question, askedId, leads: same === undefined })
  }
  const { rows: left } = await sql<{ id: string }>`
    delete from asked where post_id = ${post.id}::uuid and asked_id <> all(${kept}::uuid[]) returning asked_id as id`.execute(
    tx,
  )
  await nameLeads(
    tx,
    left.map(({ id }) => id),
  )
}

/** Takes the words of questions away with the text of their posts; that something was asked stays. Done twice, it does nothing more. */
export async function forgetQuestions(tx: Tx, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return
  const { rows } = await sql`select from asked where post_id = any(${postIds}::uuid[]) limit 1`.execute(tx)
  if (rows.length === 0) return
  await holdQuestions(tx)
  const { rows: gone } = await sql<{ id: string }>`
    update asked set words = '', roots = '{}', leads = false where post_id = any(${postIds}::uuid[]) and words <> ''
    returning asked_id as id`.execute(tx)
  await nameLeads(
    tx,
    gone.map(({ id }) => id),
  )
}

/** Of two that bring the same question at once, the second sees that of the first. Taken after the post is locked, by everybody. */
async function holdQuestions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('listen-asked', 0))`.execute(tx)
}

/** The question that this one is in other words, the likeliest; undefined where nobody asked it. */
async function findSame(tx: Tx, { language, compared }: AskedQuestion): Promise<string | undefined> {
  const { rows } = await sql<{ id: string; words: string }>`
    select asked_id as id, words from asked
    where leads and language = ${language} and roots && ${telltaleRoots(compared)}::text[] order by asked_id`.execute(
    tx,
  )
  let [best, likest] = [SAME_QUESTION, undefined as string | undefined]
  for (const { id, words } of rows) {
    const other = compareAs(words, language)
    const likeness = other ? likenessOf(compared, other) : 0
    if (likeness > best) [best, likest] = [likeness, id]
  }
  return likest
}

async function saveQuestion(
  tx: Tx,
  {
    post,
    question,
    askedId,
    leads,
  }: { post: AskingPost; question: AskedQuestion; askedId: string; leads: boolean },
): Promise<void> {
  const { words, language, compared } = question
  await sql`
    insert into asked (post_id, asked_id, source_id, published_at, language, words, roots, leads)
    values (${post.id}, ${askedId}, ${post.source_id}, ${post.published_at}, ${language}, ${words}, ${[...compared.roots]}::text[], ${leads})
    on conflict (post_id, asked_id) do update
      set published_at = excluded.published_at, language = excluded.language, words = excluded.words, roots = excluded.roots`.execute(
    tx,
  )
}

/** Where the question that names the others went, the first of those that are left does. */
async function nameLeads(tx: Tx, askedIds: readonly string[]): Promise<void> {
  if (askedIds.length === 0) return
  await sql`
    update asked set leads = true from (
      select distinct on (asked_id) asked_id, post_id from asked
      where asked_id = any(${[...new Set(askedIds)]}::uuid[]) and words <> '' order by asked_id, leads desc, published_at, post_id
    ) first
    where asked.asked_id = first.asked_id and asked.post_id = first.post_id and not asked.leads`.execute(tx)
}
