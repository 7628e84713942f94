import type { Selectable } from 'kysely'
import type { DB } from '#db'
import { readChange } from '../deadlines/deadline.ts'
import { readTaskStep } from '../tasks/task.ts'
import type { NewEntry } from './conversation.ts'

export type StoredEntry = Selectable<DB['conversation_entry']>

/** What was appended, as its row says it; words that were let go of are empty. */
export function readStoredEntry(row: StoredEntry): NewEntry {
  const body = row.body ?? ''
  const draftSeq = row.draft_seq ?? 0
  const on = row.mandated_on ?? ''
  switch (row.kind) {
    case 'received':
      return readReceived(row)
    case 'receipt':
      return { kind: row.kind, mailId: row.mail_id ?? '' }
    case 'note':
    case 'draft':
      return { kind: row.kind, body }
    case 'approved':
      return { kind: row.kind, draftSeq, on }
    case 'returned':
      return { kind: row.kind, draftSeq, reason: row.body }
    case 'sent':
      return {
        ...{ kind: row.kind, draftSeq, approvalSeq: row.approval_seq, mailId: row.mail_id, on },
        hookId: row.hook_id,
        ...(row.paused_until
          ? { asks: { until: row.paused_until, resolutionDue: row.resolution_due ?? '' } }
          : {}),
      }
    case 'assigned':
      return { kind: row.kind, to: row.assigned_to, byRule: row.by_rule, because: row.dealt_because }
    case 'classified':
      return {
        kind: row.kind,
        subjectId: row.subject_id,
        unitId: row.unit_id,
        byRule: row.by_rule,
        ...readChange(row),
      }
    case 'status':
      return readStatus(row, on)
    case 'merged':
    case 'elsewhere':
    case 'split':
      return readOther(row.kind, row)
    case 'labelled':
      return { kind: row.kind, labelId: row.label_id ?? '', isOn: row.label_on ?? false }
    case 'snoozed':
      return { kind: row.kind, until: row.snoozed_until }
    case 'linked':
      return { kind: row.kind, dossierId: row.dossier_id }
    case 'located':
      return { kind: row.kind, isSomewhere: row.is_somewhere === true }
    case 'redacted':
      return {
        kind: row.kind,
        redactedSeq: row.redacted_seq,
        reason: row.redaction_reason ?? 'asked',
      }
    case 'due':
      return readDue(row)
    case 'task':
      return readTaskStep(row)
    default:
      throw new Error(`Nothing appends an entry of the kind "${row.kind}".`)
  }
}

function readReceived(row: StoredEntry): NewEntry {
  const { channel, body, due_on: dueOn, other_id: fromId, other_seq: fromSeq } = row
  return {
    ...{ kind: 'received', channel: channel ?? 'web', body: body ?? '', dueOn, ...readChange(row) },
    ...(fromId !== null && fromSeq !== null ? { from: { id: fromId, seq: fromSeq } } : {}),
  }
}

/** What names an entry of another conversation. */
function readOther(kind: 'merged' | 'elsewhere' | 'split', row: StoredEntry): NewEntry {
  const [otherId, otherSeq] = [row.other_id ?? '', row.other_seq ?? 0]
  if (kind === 'merged') return { kind, into: otherId, otherSeq }
  return kind === 'elsewhere'
    ? { kind, otherId, otherSeq }
    : { kind, splitSeq: row.split_seq ?? 0, otherId, otherSeq }
}

function readStatus(row: StoredEntry, on: string): NewEntry {
  if (row.status === 'closed')
    return { kind: 'status', status: row.status, as: row.closed_as ?? 'solved', on }
  return row.status === 'answered'
    ? { kind: 'status', status: row.status, on }
    : { kind: 'status', status: 'open', ...readChange(row) }
}

function readDue(row: StoredEntry): NewEntry {
  return {
    ...{ kind: 'due', mailId: row.mail_id, reason: row.due_reason ?? 'research' },
    deadlines: readChange(row).deadlines ?? {},
  }
}
