import type { Child } from 'hono/jsx'
import {
  type AnswerRights,
  type ConversationPage,
  LONGEST_TEXT,
  listOpenFields,
  type Obstacle,
  type OfferedText,
  type TaskLine,
  type TiedConversation,
} from '#domains/answer'
import type { StaffMember } from '#domains/people'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import type { DeskChoices } from '../choices.ts'
import type { MoveProblem } from '../deadline/move-problem.ts'
import type { ReplyFacts } from '../facts/read-reply-facts.ts'
import type { Hands } from '../hands/read-hands.ts'
import { type InboxView, inboxPath } from '../inbox/inbox-view.ts'
import type { Where } from '../located/where.ts'
import type { Sending } from '../sending/read-sending.ts'
import type { WrongMoment } from '../sending/when-fields.tsx'
import type { Ways } from '../ways/read-ways.ts'
import { approvalMessages } from './approval.messages.ts'
import { conversationMessages } from './conversation.messages.ts'
import type { TypedTexts, WrittenField } from './typed-texts.ts'

/** A conversation on the screen of a member of staff, with what they may choose from. */
export type Desk = {
  page: ConversationPage
  view: InboxView
  staff: StaffMember
  colleagues: StaffMember[]
  /** Conversations that this one may belong with. */
  ties: TiedConversation[]
  /** What others were asked about it. */
  tasks: TaskLine[]
  dossiers: { id: string; question: string; language: string }[]
  /** What it can be about, and who can answer it. */
  choices: Pick<DeskChoices, 'subjects' | 'units' | 'labels'>
  where: Where
  /** By which way it came, where that is one of its own. */
  ways: Ways
  /** What they may do here: nothing else is offered. */
  rights: AnswerRights
  /** What they and their colleagues typed here and did not send yet. */
  typed: TypedTexts
  /** Standard texts that they can put into their reply. */
  texts: OfferedText[]
  /** Fact sheets: to name in the reply, and those that are named. */
  facts: ReplyFacts
  /** Several turns that they can take at once. */
  macros: { id: string; title: string }[]
  /** What was sent and has not left, and what came of sending now. */
  sending: Sending & {
    missed: 'leaves-already' | 'left' | undefined
    wrongMoment: WrongMoment | undefined
  }
  /** Why what they wrote could not be sent. */
  wrong?: { field: WrittenField; problem: 'missing' | 'too-long' }
  /** What later parts of the site show of it: public responses. */
  shown: Child[]
  /** What they chose that is not possible. */
  refused?:
    | 'not-staff'
    | 'may-not-read'
    | 'dossier-closed'
    | 'dossier-not-found'
    | 'counts-there'
    | 'not-a-subject'
    | 'not-a-unit'
    | 'unit-may-not-read'
    | 'not-open'
    | 'not-a-snooze-day'
    | 'not-a-label'
    | 'no-such-conversation'
    | 'merged-already'
    | 'other-asker'
    | 'no-text'
    | 'no-fact'
    | 'nothing-to-split'
    | 'of-two-people'
    | 'macro-gone'
    | 'macro-broken'
    | 'not-an-address'
    | 'other-host'
  /** The entries that can be split off. */
  splittable: ReadonlySet<number>
  /** What they may do with it as a whole. */
  hands: Hands
  /** Why what they chose as a later day is none. */
  moving?: MoveProblem
  /** What they tried and may not do. */
  obstacle?: Obstacle
}

/** Where a button of the form sends it. */
export function actionOf(c: WebContext, { page, view }: Desk, action: string): string {
  return inboxPath(c, view, `/${page.conversation.id}/${action}`)
}

/** What is wrong with a text of the form, beside its field: also what of a reply is still to fill in. */
export function errorOf(c: WebContext, { wrong, typed }: Desk, field: WrittenField): { error?: string } {
  const open = field === 'reply' ? listOpenFields(typed.own.reply?.body ?? '') : []
  if (open.length > 0) return { error: say(c, approvalMessages)('openField', { missing: open.join(', ') }) }
  if (wrong?.field !== field) return {}
  const t = say(c, conversationMessages)
  const missing = {
    reply: t('replyMissing'),
    note: t('noteMissing'),
    reason: say(c, approvalMessages)('reasonMissing'),
  } satisfies Record<WrittenField, string>
  return { error: wrong.problem === 'missing' ? missing[field] : t('tooLong', { max: LONGEST_TEXT }) }
}
