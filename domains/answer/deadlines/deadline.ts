import type { Selectable } from 'kysely'
import type { DB } from '#db'
import { type DueMoment, dateOfDue, endOf } from '#platform/clock'

/** Why something is due later than was told: words that stand ready, so that nothing is said to anybody without a mandate. */
export const dueReasons = ['research', 'others', 'visit', 'busy'] as const
export type DueReason = (typeof dueReasons)[number]

/** By which calendar and which terms, as `5 workingDays`, it counts from an entry on. */
export type RunTerms = { calendarVersion: number; first: string; resolution: string }

/** What an entry does to when something is due: counted as it is appended, and kept with it. */
export type DeadlineChange = { terms?: RunTerms; firstDue?: DueMoment; resolutionDue?: DueMoment }

/** A run is a stretch in which a conversation is open; its deadlines are folded from its entries. */
export type Deadlines = {
  /** From 1. */
  run: number
  /** The entry with which it began. */
  runSeq: number
  firstDue: DueMoment
  /** When a person first answered. */
  firstMetAt: Date | null
  resolutionDue: DueMoment
  /** Since when, and at most until when, it waits for whoever asked. */
  pausedSince: Date | null
  pausedUntil: Date | null
}

/** Something that happened, as far as it is about deadlines. */
export type Step = {
  seq: number
  at: Date
  wasOpen: boolean
  isOpen: boolean
  /** Whoever asked said something. */
  isHeard: boolean
  /** A person answered. */
  answers: boolean
  /** An answer that asks for something waits until then. */
  asksUntil: Date | undefined
  /** The day on which something was said to be due that does not say it by itself, as 2026-05-08. */
  dueOn: string | undefined
  change: DeadlineChange | undefined
}

/** The deadlines after one more entry, and the day on which something is due next. */
export function foldDeadlines(before: Deadlines | undefined, step: Step): Deadlines & { dueOn: string } {
  const begins = step.isOpen && !step.wasOpen
  const run = begins || !before ? beginRun(before, step) : before
  // What was never opened again owes nothing.
  const change = step.isOpen ? step.change : undefined
  const after = {
    ...{ run: run.run, runSeq: run.runSeq },
    firstDue: change?.firstDue ?? run.firstDue,
    resolutionDue: change?.resolutionDue ?? run.resolutionDue,
    firstMetAt: run.firstMetAt ?? (step.answers ? step.at : null),
    ...foldPause(run, step),
  }
  return { ...after, dueOn: dateOfDue(nextDue(after)) }
}

function beginRun(before: Deadlines | undefined, { seq, dueOn }: Step): Deadlines {
  const due = dueOn === undefined ? undefined : endOf(dueOn)
  return {
    run: (before?.run ?? 0) + 1,
    runSeq: seq,
    firstDue: due ?? before?.firstDue ?? '',
    firstMetAt: null,
    resolutionDue: due ?? before?.resolutionDue ?? '',
    ...notPaused,
  }
}

const notPaused = { pausedSince: null, pausedUntil: null }

function foldPause(run: Deadlines, { at, asksUntil, isHeard, isOpen }: Step) {
  if (asksUntil) return { pausedSince: at, pausedUntil: asksUntil }
  if (isHeard || !isOpen) return notPaused
  return { pausedSince: run.pausedSince, pausedUntil: run.pausedUntil }
}

/** What is due next: the first answer, until there is one, unless it must be solved sooner. */
export function nextDue(deadlines: Pick<Deadlines, 'firstDue' | 'firstMetAt' | 'resolutionDue'>): DueMoment {
  const { firstDue, firstMetAt, resolutionDue } = deadlines
  return firstMetAt === null && firstDue < resolutionDue ? firstDue : resolutionDue
}

type ConversationRow = Selectable<DB['conversation']>
type EntryRow = Selectable<DB['conversation_entry']>

/** The deadlines, as the row of a conversation holds them. */
export function deadlineColumnsOf(deadlines: Deadlines) {
  return {
    run: deadlines.run,
    run_seq: deadlines.runSeq,
    first_due: deadlines.firstDue,
    first_met_at: deadlines.firstMetAt,
    resolution_due: deadlines.resolutionDue,
    paused_since: deadlines.pausedSince,
    paused_until: deadlines.pausedUntil,
  }
}

type DeadlineColumns = keyof ReturnType<typeof deadlineColumnsOf>

/** The same, read back. */
export function deadlinesOf(row: Pick<ConversationRow, DeadlineColumns>): Deadlines {
  return {
    run: row.run,
    runSeq: row.run_seq,
    firstDue: row.first_due,
    firstMetAt: row.first_met_at,
    resolutionDue: row.resolution_due,
    pausedSince: row.paused_since,
    pausedUntil: row.paused_until,
  }
}

/** What an entry changes, as its row holds it. */
export function changeColumnsOf({ terms, firstDue, resolutionDue }: DeadlineChange = {}) {
  return {
    calendar_version: terms?.calendarVersion ?? null,
    first_term: terms?.first ?? null,
    resolution_term: terms?.resolution ?? null,
    first_due: firstDue ?? null,
    resolution_due: resolutionDue ?? null,
  }
}

/** The same, read back; nothing where the row says nothing of it. */
export function readChange(row: Pick<EntryRow, keyof ReturnType<typeof changeColumnsOf>>): {
  deadlines?: DeadlineChange
} {
  const { calendar_version: version, first_term: first, resolution_term: resolution } = row
  const change = {
    ...(version !== null && first !== null && resolution !== null
      ? { terms: { calendarVersion: version, first, resolution } }
      : {}),
    ...(row.first_due === null ? {} : { firstDue: row.first_due }),
    ...(row.resolution_due === null ? {} : { resolutionDue: row.resolution_due }),
  }
  return Object.keys(change).length > 0 ? { deadlines: change } : {}
}
