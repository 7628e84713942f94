import type { Db, Tx } from '#db'
import { findStaffMember, isAllowed } from '#domains/people'
import { type JudgeMarkOutcome, judgeMark } from '../watches/judge-mark.ts'

/** A mark in a mail to somebody, on a day of the organisation. */
export type MailedMark = { accountId: string; watchId: string; postId: string; today: string }

/** What is asked of whoever opens the link: the watch and the title of the post; undefined where it is over, or they do not work here. */
export async function findMailedMark(
  db: Db,
  { accountId, watchId, postId, today }: MailedMark,
): Promise<{ watch: string; title: string; language: string | null } | undefined> {
  if (!(await mayJudge(db, accountId, today))) return undefined
  return db
    .selectFrom('post_match')
    .innerJoin('watch', 'watch.id', 'post_match.watch_id')
    .innerJoin('post', 'post.id', 'post_match.post_id')
    .select(['watch.name as watch', 'post.title', 'post.language'])
    .where('post_match.watch_id', '=', watchId)
    .where('post_match.post_id', '=', postId)
    .where('post.text_removed_at', 'is', null)
    .executeTakeFirst()
}

/** Says by the link of a mail that a post is not relevant to a watch. */
export async function judgeByMail(
  tx: Tx,
  { accountId, watchId, postId, today }: MailedMark,
  now: Date,
): Promise<JudgeMarkOutcome> {
  if (!(await mayJudge(tx, accountId, today))) return { kind: 'not-found' }
  return judgeMark(tx, { watchId, postId, isRelevant: false, now })
}

/** The name of a watch that somebody can stop to follow by the link of a mail; undefined where it has ended. */
export async function findFollowedWatch(db: Db, watchId: string): Promise<string | undefined> {
  const watch = await db
    .selectFrom('watch')
    .select('name')
    .where('id', '=', watchId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return watch?.name
}

async function mayJudge(db: Db, accountId: string, today: string): Promise<boolean> {
  const staff = await findStaffMember(db, accountId, today)
  return staff !== undefined && isAllowed(staff, 'listen')
}
