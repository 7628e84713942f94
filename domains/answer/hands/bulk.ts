import type { Db, Tx } from '#db'
import { type NotMandated, readRefusal } from '../approvals/obstacle.ts'
import { type ClassifyOutcome, classifyConversation } from '../conversations/classify-conversation.ts'
import type { Turn } from '../conversations/take-turn.ts'
import { assignConversation } from '../conversations/work-on-conversation.ts'
import { mayRead } from '../privacy/may-read.ts'
import { type CloseConversationOutcome, closeConversation } from './close-conversation.ts'
import type { CloseReason } from './close-reason.ts'
import { type LabelOutcome, labelConversation } from './label.ts'
import { type SnoozeOutcome, snoozeConversation } from './snooze-conversation.ts'

/** The same for several conversations: never anything that sends. */
export type BulkDeed =
  | { kind: 'assign'; to: string | null }
  | { kind: 'label'; labelId: string }
  /** The unit is the one that answers the subject. */
  | { kind: 'subject'; subjectId: string }
  | { kind: 'snooze'; until: string }
  | { kind: 'close'; reason: CloseReason }

/** A conversation that was chosen, as far as the list showed it. */
export type Picked = { id: string; seen: number }

type Refused = Exclude<
  | Awaited<ReturnType<typeof assignConversation>>
  | LabelOutcome
  | ClassifyOutcome
  | SnoozeOutcome
  | CloseConversationOutcome,
  { kind: 'appended' | 'out-of-sight' }
>['kind']

/** What became of one: done, so already, or why not. */
export type BulkFate = 'done' | 'nothing-to-do' | Refused

export type BulkLine = {
  id: string
  subject: string
  language: 'nl' | 'en'
  fate: BulkFate
}

/** More at once than any list shows. */
export const MOST_PICKED = 100

type Bulk = { picked: readonly Picked[]; deed: BulkDeed } & Pick<Turn, 'by' | 'now' | 'today' | 'timeZone'>

/** Does the same to each of some conversations, each in a transaction of its own: what cannot be done holds up none of the others. */
export function doInBulk(db: Db, bulk: Bulk): Promise<BulkLine[]> {
  return eachOf(db, bulk, (turn) =>
    db.transaction().execute(async (tx) => fateOf(await doOne(tx, turn, bulk.deed), turn)),
  )
}

/** What would become of each: it is done, and undone before anybody sees it. So it says what doing it says, if nothing happens meanwhile. */
export function previewBulk(db: Db, bulk: Bulk): Promise<BulkLine[]> {
  return eachOf(db, bulk, async (turn) => {
    const trx = await db.startTransaction().execute()
    try {
      return fateOf(await doOne(trx, turn, bulk.deed), turn)
    } finally {
      await trx.rollback().execute()
    }
  })
}

async function eachOf(
  db: Db,
  { picked, by, now, today, timeZone }: Bulk,
  attempt: (turn: Turn) => Promise<BulkFate>,
): Promise<BulkLine[]> {
  const names = await listNamed(db, picked, { accountId: by, today })
  const lines: BulkLine[] = []
  for (const { id, seen } of picked.slice(0, MOST_PICKED)) {
    const named = names.get(id)
    if (!named) continue
    const fate = await attempt({ conversationId: id, seen, by, now, today, timeZone }).catch(
      (error: unknown) => {
        const refusal: NotMandated | undefined = readRefusal(error)
        if (refusal) return refusal.kind
        throw error
      },
    )
    lines.push({ ...named, fate })
  }
  return lines
}

/** Those that are there, of what somebody may read. */
async function listNamed(db: Db, picked: readonly Picked[], reader: { accountId: string; today: string }) {
  if (picked.length === 0) return new Map<string, Omit<BulkLine, 'fate'>>()
  const rows = await db
    .selectFrom('conversation')
    .select(['id', 'subject', 'language'])
    .where(
      'id',
      'in',
      picked.slice(0, MOST_PICKED).map(({ id }) => id),
    )
    .where(mayRead(reader, 'subject_id'))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

type Outcome = { kind: 'appended' | 'out-of-sight'; seq: number } | { kind: Refused }

function fateOf(outcome: Outcome, { seen }: Turn): BulkFate {
  if ('seq' in outcome) return outcome.seq === seen ? 'nothing-to-do' : 'done'
  return outcome.kind
}

function doOne(tx: Tx, turn: Turn, deed: BulkDeed): Promise<Outcome> {
  switch (deed.kind) {
    case 'assign':
      return assignConversation(tx, turn, deed.to)
    case 'label':
      return labelConversation(tx, turn, { labelId: deed.labelId, isOn: true })
    case 'subject':
      return classifyConversation(tx, turn, { subjectId: deed.subjectId, unitId: null })
    case 'snooze':
      return snoozeConversation(tx, turn, deed.until)
    case 'close':
      return closeConversation(tx, turn, deed.reason)
  }
}
