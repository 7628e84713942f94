import { sql } from 'kysely'
import type { Db } from '#db'
import { listSubjects, liveSubjects, type Subject } from '#domains/people'
import { type Stance, stancesOf } from './stance.ts'

/** What an administrator said of a subject last. */
export type OrderDecision = { subjectId: string; stance: Stance; reason: string; by: string; at: Date }

/** The newest of each subject. */
async function listOrderDecisions(db: Db): Promise<OrderDecision[]> {
  const { rows } = await sql<OrderDecision>`
    select distinct on (said.subject_id) said.subject_id as "subjectId", said.stance, said.reason, account.name as by, said.decided_at as at
    from public_order_decision said join account on account.id = said.decided_by
    order by said.subject_id, said.decided_at desc, said.id desc`.execute(db)
  return rows
}

/** A subject, whether watches may follow it, and what was said of it. */
export type OrderSubject = Pick<
  Subject,
  'id' | 'name' | 'otherName' | 'parentId' | 'restricted' | 'replacedBy'
> & {
  stance: Stance
  decision: OrderDecision | undefined
}

/** Every subject that is in use, by name, with its stance. */
export async function listOrderSubjects(db: Db): Promise<OrderSubject[]> {
  const [all, decisions] = await Promise.all([listSubjects(db), listOrderDecisions(db)])
  const subjects = liveSubjects(all)
  const said = new Map(decisions.map((one) => [one.subjectId, one]))
  const stances = stancesOf(subjects, new Map(decisions.map(({ subjectId, stance }) => [subjectId, stance])))
  return subjects.map((subject) => ({
    ...subject,
    stance: stances.get(subject.id) ?? 'other',
    decision: said.get(subject.id),
  }))
}

/** The subjects that no watch may follow. */
export async function listOffSubjects(db: Db): Promise<Set<string>> {
  const subjects = await listOrderSubjects(db)
  return new Set(subjects.flatMap(({ id, stance }) => (stance === 'off' ? [id] : [])))
}
