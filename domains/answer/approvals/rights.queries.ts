import { sql } from 'kysely'
import type { Db } from '#db'
import { listStaff } from '#domains/people'
import type { Conversation, DraftState } from '../conversations/conversation.ts'
import type { Entry } from '../conversations/entry.queries.ts'
import { type Actor, findApproveObstacle, findSendObstacle, type Obstacle } from './obstacle.ts'

/** The newest draft, where it was not sent, and what somebody may do with it; an obstacle says why not. */
export type DraftAtHand = {
  seq: number
  state: DraftState
  body: string
  writtenBy: string
  at: Date
  /** Whether they wrote this one. */
  isOwn: boolean
  /** Who approved or returned it. */
  decidedBy: string | null
  /** What should be otherwise, where it was returned. */
  reason: string | null
  approve: Obstacle | undefined
  send: Obstacle | undefined
}

/** What somebody may do in a conversation. */
export type AnswerRights = {
  /** Why they may not send what they write without anybody else. */
  send: Obstacle | undefined
  draft: DraftAtHand | undefined
  /** Colleagues who could do what stands in their way, or decide on their draft. */
  whoMay: WhoMay | undefined
}

/** Some names, and whether there are more. */
export type WhoMay = { names: string[]; isMore: boolean }

type Opened = { conversation: Conversation; entries: Entry[] }

/** What somebody may do in a conversation that is open before them, by the functions that the database holds them to. */
export async function readAnswerRights(
  db: Db,
  actor: Actor,
  { conversation, entries }: Opened,
): Promise<AnswerRights> {
  const send = await findSendObstacle(db, actor)
  const draft = await readDraft(db, actor, { conversation, entries })
  const asked = draft?.state === 'asked' && draft.approve ? ('approve' as const) : undefined
  const wanted = asked ?? (send && wantedFor(send))
  return { send, draft, whoMay: wanted && (await listWhoMay(db, actor, { wanted, draft })) }
}

async function readDraft(
  db: Db,
  actor: Actor,
  { conversation, entries }: Opened,
): Promise<DraftAtHand | undefined> {
  const { draft_seq: seq, draft_state: state } = conversation
  const entry = entries.find((one) => one.seq === seq)
  if (seq === null || state === null || !entry) return undefined
  const decision = entries.findLast(
    ({ kind, draftSeq }) => draftSeq === seq && (kind === 'approved' || kind === 'returned'),
  )
  const approval = entries.find(({ kind, draftSeq }) => draftSeq === seq && kind === 'approved')
  const [approve, send] = await Promise.all([
    findApproveObstacle(db, actor, seq),
    findSendObstacle(db, actor, { seq, approvalSeq: approval?.seq ?? null }),
  ])
  return {
    ...{ seq, state, body: entry.body ?? '', writtenBy: entry.by ?? '', at: entry.at },
    ...{ isOwn: entry.byId === actor.by, decidedBy: decision?.by ?? null },
    ...{ reason: decision?.kind === 'returned' ? decision.body : null, approve, send },
  }
}

/** What a colleague must be able to do, so that what stands in the way goes. */
type Wanted = 'approve' | 'agree' | 'send'

function wantedFor({ kind }: Obstacle): Wanted | undefined {
  if (kind === 'needs-approver') return 'approve'
  if (kind === 'needs-colleague') return 'agree'
  return kind === 'no-mandate' || kind === 'forbidden' || kind === 'conditions' ? 'send' : undefined
}

/** Names that fit in a sentence. */
const MOST_NAMED = 5
/** Colleagues of one question to the database. */
const AT_ONCE = 50

async function listWhoMay(
  db: Db,
  actor: Actor,
  asked: { wanted: Wanted; draft: DraftAtHand | undefined },
): Promise<WhoMay> {
  const staff = (await listStaff(db, actor.today)).filter(({ accountId }) => accountId !== actor.by)
  const names: string[] = []
  for (let from = 0; from < staff.length && names.length <= MOST_NAMED; from += AT_ONCE) {
    const some = staff.slice(from, from + AT_ONCE)
    const able = new Set(
      await listAble(
        db,
        actor,
        asked,
        some.map(({ accountId }) => accountId),
      ),
    )
    names.push(...some.flatMap(({ accountId, name }) => (able.has(accountId) ? [name] : [])))
  }
  return { names: names.slice(0, MOST_NAMED), isMore: names.length > MOST_NAMED }
}

/** Which of some people could do it. Before there is a draft, who approves is who holds the mandate; of a draft, who may decide on it. */
async function listAble(
  db: Db,
  { conversationId, today }: Actor,
  { wanted, draft }: { wanted: Wanted; draft: DraftAtHand | undefined },
  accountIds: string[],
): Promise<string[]> {
  const talk = sql`${conversationId}::uuid`
  const holds = (act: string) => sql<boolean>`exists (
    select from find_answer_mandate(${talk}, account, ${act}, answer_channel(${talk}), 'private', ${today}::date)
    where approval <> 'forbidden' and cardinality(missing) = 0)`
  const able =
    draft?.state === 'asked'
      ? sql<boolean>`exists (
          select from find_approve_obstacle(${talk}, account, ${draft.seq}::integer, answer_channel(${talk}), ${today}::date)
          where obstacle is null)`
      : {
          approve: holds('approve'),
          agree: sql`(${holds('approve')} or ${holds('send')})`,
          send: holds('send'),
        }[wanted]
  const { rows } = await sql<{ account: string }>`
    select account from unnest(${accountIds}::uuid[]) as account where ${able}`.execute(db)
  return rows.map(({ account }) => account)
}
