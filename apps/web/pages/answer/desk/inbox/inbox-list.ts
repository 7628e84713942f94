import type {
  FoundConversation,
  HeldReplyLine,
  InboxCounts,
  InboxLine,
  NarrowedCount,
  InboxView as SavedView,
} from '#domains/answer'
import type { Page } from '#platform/db'
import type { DeskChoices } from '../choices.ts'
import type { RuleAlarm } from '../rules/rule-alarm.tsx'
import type { InboxView } from './inbox-view.ts'

/** What the queue shows: one list of the inbox, and how long each of them is. */
export type InboxList = {
  view: InboxView
  lines: Page<InboxLine | FoundConversation>
  counts: InboxCounts
  mayManageLabels: boolean
  mail: { channels: number; held: number; lateMailboxes: number }
  /** Where replies of theirs did not leave. */
  heldReplies: HeldReplyLine[]
  me: string
  alarms: RuleAlarm[]
  /** What they saved, and how much is in each. */
  views: SavedView[]
  viewCounts: Map<string, NarrowedCount>
  /** What it can be narrowed to. */
  choices: DeskChoices
  /** Where somebody looks for something. */
  found?: Found
}

export type Found = {
  /** On the first page: of more than are counted, one more than that. */
  count: number | undefined
  /** Whether there was a word to look for. */
  isAsked: boolean
  /** Whether they typed more than was looked for. */
  isCut: boolean
  /** Whether older conversations are not ready for it yet. */
  isStillMade: boolean
}
