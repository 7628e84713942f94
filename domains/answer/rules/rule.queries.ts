import { sql } from 'kysely'
import type { Db } from '#db'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { Conditions, Effects } from './match-rule.ts'
import type { RuleFault } from './rule.ts'

type Named = { name: string; otherName: string }

/** A rule as it is now, with the names of what it asks and says. */
export type Rule = Conditions &
  Effects & {
    id: string
    title: string
    place: number
    version: number
    subject: Named | null
    unit: string | null
    setSubject: Named | null
    setUnit: string | null
    assignee: string | null
    owner: string
    isOn: boolean
    /** Since when it does nothing, because it cannot. */
    brokenAt: Date | null
    brokenWhy: RuleFault | 'fault' | null
    /** How many conversations it would have caught since, at which nobody has looked. */
    missed: number
  }

const nameOf = (subject: string) => sql`(select json_build_object('name', name, 'otherName', other_name)
  from subject_version where subject_id = ${sql.ref(subject)} order by version desc limit 1)`

const selectRules = sql`
  select r.id, r.title, r.place, r.version, r.channel, r.language, r.words, r.sender_domain as "senderDomain",
    r.subject_id as "subjectId", r.unit_id as "unitId", r.set_subject_id as "setSubjectId", r.set_unit_id as "setUnitId",
    r.assign_to as "assignTo", ${nameOf('r.subject_id')} as subject, ${nameOf('r.set_subject_id')} as "setSubject",
    unit.name as unit, given.name as "setUnit", assignee.name as assignee, owner.name as owner,
    r.is_on as "isOn", r.broken_at as "brokenAt", r.broken_why as "brokenWhy",
    (select count(*)::integer from rule_missed where rule_id = r.id) as missed
  from rule r join account owner on owner.id = r.owner left join unit on unit.id = r.unit_id
    left join unit given on given.id = r.set_unit_id left join account assignee on assignee.id = r.assign_to
  where r.ended_at is null`

/** More rules than a town keeps in mind. */
const MOST_RULES = 500

/** All rules, in the order in which they are looked at. */
export async function listRules(db: Db): Promise<Rule[]> {
  const { rows } = await sql<Rule>`${selectRules} order by r.place, r.id limit ${MOST_RULES}`.execute(db)
  return rows
}

/** One rule, where it was not ended. */
export async function findRule(db: Db, id: string): Promise<Rule | undefined> {
  const { rows } = await sql<Rule>`${selectRules} and r.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** Rules that broke, or whose catch nobody has looked at. */
export async function listBrokenRules(db: Db): Promise<{ id: string; title: string; missed: number }[]> {
  const { rows } = await sql<{ id: string; title: string; missed: number }>`
    select id, title, (select count(*)::integer from rule_missed where rule_id = rule.id) as missed
    from rule where ended_at is null and (broken_at is not null or exists (select from rule_missed where rule_id = rule.id))
    order by place, id limit 20`.execute(db)
  return rows
}

/** A conversation that a rule would have caught. */
export type CaughtConversation = { id: string; subject: string; language: string; startedAt: Date }

/** What a broken rule did not catch, as far as whoever looks may read it, the newest first; at most a hundred. */
export async function listMissed(db: Db, ruleId: string, reader: Reader): Promise<CaughtConversation[]> {
  return db
    .selectFrom('rule_missed')
    .innerJoin('conversation', 'conversation.id', 'rule_missed.conversation_id')
    .select(['conversation.id', 'subject', 'language', 'missed_at as startedAt'])
    .where('rule_id', '=', ruleId)
    .where(mayRead(reader, 'conversation.subject_id'))
    .orderBy('missed_at', 'desc')
    .orderBy('conversation.id')
    .limit(100)
    .execute()
}
