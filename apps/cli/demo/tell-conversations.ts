import type { Db, Tx } from '#db'
import {
  addNote,
  askApproval,
  askTask,
  assignConversation,
  classifyConversation,
  finishTask,
  sendReply,
  startConversation,
  type Turn,
} from '#domains/answer'
import type { Letterhead } from '#domains/letters'
import { keepUnsentTexts } from '#domains/people'
import { dateIn } from '#platform/clock'
import type { Calendar } from './calendar.ts'
import { type DemoConversation, demoConversations } from './conversations.ts'
import { placeMeant, tellNear } from './tell-near.ts'

type Telling = {
  streetSlug: string
  by: string
  /** Who is asked: a team, and the colleague there who answers. */
  team: { unitId: string; accountId: string }
  secret: string
  letterhead: Letterhead
  /** The subjects of the demo by their names. */
  subjects: Map<string, string>
}

/** The inbox as it stands on some morning. Nobody left an address, so that the demo mails nobody. */
export async function tellConversations(db: Db, telling: Telling, calendar: Calendar): Promise<void> {
  for (const conversation of demoConversations)
    await db.transaction().execute((tx) => tellConversation(tx, conversation, telling, calendar))
}

async function tellConversation(
  tx: Tx,
  { name, body, language, place, aboutStreet, daysAgo, ...work }: DemoConversation,
  { streetSlug, by, team, secret, letterhead, subjects }: Telling,
  calendar: Calendar,
): Promise<void> {
  const { ago, day } = calendar
  const question = {
    ...{ body, name, dossier: aboutStreet ? streetSlug : undefined },
    place: place === undefined ? undefined : await placeMeant(tx, place),
  }
  const reception = {
    language: language ?? 'nl',
    channel: 'web',
    secret,
    letterhead,
    mayMail: false,
    now: ago(daysAgo),
  } as const
  const { conversationId } = await startConversation(tx, question, reception)
  const now = ago(daysAgo * 0.6)
  const turn = async () => {
    const { last_seq: seen } = await tx
      .selectFrom('conversation')
      .select('last_seq')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
    const { timeZone } = letterhead
    return { conversationId, by, seen, now, today: dateIn(timeZone, now), timeZone }
  }
  if (work.subject) {
    const subjectId = subjects.get(work.subject) ?? null
    await classifyConversation(tx, await turn(), { subjectId, unitId: null })
  }
  if (work.note || work.draft || work.forApproval || work.reply)
    await assignConversation(tx, await turn(), by)
  if (work.note) await addNote(tx, await turn(), work.note)
  if (work.draft)
    await keepUnsentTexts(
      tx,
      { accountId: by, place: `/desk/inbox/${conversationId}`, now },
      { reply: work.draft },
    )
  if (work.task) await tellTask(tx, work.task, { turn: await turn(), team, dueOn: day(2) })
  if (work.forApproval) await askApproval(tx, await turn(), work.forApproval)
  if (work.reply) await sendReply(tx, await turn(), { body: work.reply, answersInput: true }, letterhead)
  if (work.near)
    await tellNear(tx, work.near, { conversationId, place: question.place, by: team.accountId }, calendar)
}

/** Asks the team, which has answered where the story says so. */
async function tellTask(
  tx: Tx,
  { question, answer }: NonNullable<DemoConversation['task']>,
  { turn, team, dueOn }: { turn: Turn; team: Telling['team']; dueOn: string },
): Promise<void> {
  const to = { unitId: team.unitId, accountId: null }
  const asked = await askTask(tx, turn, { to, question, dueOn, shown: [1] })
  if (asked.kind !== 'appended') throw new Error(`The demo cannot ask its team: ${asked.kind}.`)
  if (!answer) return
  const { now, today } = turn
  const step = { taskId: asked.taskId, seen: asked.seq, by: team.accountId, now, today }
  const done = await finishTask(tx, step, { body: answer })
  if (done.kind !== 'stepped') throw new Error(`The demo cannot answer its task: ${done.kind}.`)
}
