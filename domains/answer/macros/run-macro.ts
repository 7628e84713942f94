import { sql } from 'kysely'
import type { Tx } from '#db'
import type { Letterhead } from '#domains/letters'
import { addDays } from '#platform/clock'
import type { NotMandated } from '../approvals/obstacle.ts'
import { type Classification, classifyConversation } from '../conversations/classify-conversation.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { lockUnchanged, type MissedTurn, type Turn } from '../conversations/take-turn.ts'
import { assignConversation } from '../conversations/work-on-conversation.ts'
import { closeConversation } from '../hands/close-conversation.ts'
import { labelConversation } from '../hands/label.ts'
import { snoozeConversation } from '../hands/snooze-conversation.ts'
import { fillStandardText, type TextUse } from '../standard-texts/fill-text.ts'
import { findMacro, type Macro } from './macro.queries.ts'

/**
 * What came of it: a text to put into the editor, where it has one. `macro-broken`: a colleague, subject, unit or text that it names
 * is not there any more, or not in the language of the conversation.
 */
export type RunOutcome =
  | { kind: 'ran'; text: string | undefined }
  | { kind: 'macro-gone' | 'macro-broken' }
  /** It was filed, where who ran it may not read it: that is the last thing that was done. */
  | { kind: 'out-of-sight' }
  /** It takes a mandate that who runs it does not hold, or it cannot be put off because it is not open: nothing was done. */
  | NotMandated
  | { kind: 'not-open' }
  | MissedTurn

/**
 * Takes the turns of a macro one after the other, as who runs it, under their mandate and by what they have seen: all, or none. It sends nothing: its
 * text is given back, to be read by whoever sends it.
 */
export async function runMacro(
  tx: Tx,
  turn: Turn,
  { macroId, writer }: { macroId: string; writer: TextUse['writer'] },
  letterhead: Letterhead,
): Promise<RunOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const macro = await findMacro(tx, macroId)
  if (!macro) return { kind: 'macro-gone' }
  await sql`savepoint macro`.execute(tx)
  let seen = turn.seen
  for (const step of stepsOf(macro, locked.conversation)) {
    const outcome = await step(tx, { ...turn, seen })
    if (outcome.kind === 'out-of-sight') return { kind: outcome.kind }
    if (outcome.kind === 'not-mandated' || outcome.kind === 'not-open') {
      await undo(tx)
      return outcome
    }
    if (outcome.kind !== 'appended') return giveUp(tx)
    seen = outcome.seq
  }
  const use = { conversationId: turn.conversationId, writer }
  const text = macro.textId === null ? undefined : await fillStandardText(tx, macro.textId, use, letterhead)
  if (macro.textId !== null && text === undefined) return giveUp(tx)
  return { kind: 'ran', text }
}

type Step = (
  tx: Tx,
  turn: Turn,
) => ReturnType<
  | typeof assignConversation
  | typeof classifyConversation
  | typeof labelConversation
  | typeof snoozeConversation
  | typeof closeConversation
>

function stepsOf(macro: Macro, conversation: Conversation): Step[] {
  const { assign, assignTo, subjectId, answeringUnitId, labelId, snoozeDays, closeAs } = macro
  const to = (by: string) => ({ me: by, everyone: null, colleague: assignTo })
  const isFiled = subjectId !== null || answeringUnitId !== null
  const about: Classification = {
    subjectId: subjectId ?? conversation.subject_id,
    unitId: answeringUnitId ?? conversation.unit_id,
  }
  return [
    ...(isFiled ? [(tx: Tx, turn: Turn) => classifyConversation(tx, turn, about)] : []),
    ...(assign === null ? [] : [(tx: Tx, turn: Turn) => assignConversation(tx, turn, to(turn.by)[assign])]),
    ...(labelId === null
      ? []
      : [(tx: Tx, turn: Turn) => labelConversation(tx, turn, { labelId, isOn: true })]),
    // Last: giving it to somebody brings it back.
    ...(snoozeDays === null
      ? []
      : [(tx: Tx, turn: Turn) => snoozeConversation(tx, turn, addDays(turn.today, snoozeDays))]),
    ...(closeAs === null ? [] : [(tx: Tx, turn: Turn) => closeConversation(tx, turn, closeAs)]),
  ]
}

async function undo(tx: Tx): Promise<void> {
  await sql`rollback to savepoint macro`.execute(tx)
}

async function giveUp(tx: Tx): Promise<RunOutcome> {
  await undo(tx)
  return { kind: 'macro-broken' }
}
