import type { Tx } from '#db'
import { listStaff, type StaffMember } from '#domains/people'
import type { Turn, TurnOutcome } from '../conversations/take-turn.ts'
import { addNote } from '../conversations/work-on-conversation.ts'
import { listReaders } from '../privacy/may-read.ts'
import { tellColleagues } from './notice.ts'

type Named = Pick<StaffMember, 'accountId' | 'name'>

/**
 * Who is mentioned in a text: by `@` and their whole name, or their first name where nobody else has it, however it is written.
 * Steps: the number of `@` times that of colleagues.
 */
export function findMentions<Person extends Named>(text: string, staff: readonly Person[]): Person[] {
  const byCalled = Map.groupBy(
    staff.flatMap((person) => callsOf(person).map((called) => ({ called, person }))),
    ({ called }) => called,
  )
  const calls = [...byCalled.keys()].sort((one, other) => other.length - one.length)
  const found = new Set<Person>()
  for (const [at, before] of atSigns(text)) {
    if (/[\p{L}\p{N}]/u.test(before)) continue
    const rest = fold(text.slice(at, at + LONGEST_CALL))
    const called = calls.find(
      (call) => rest.startsWith(call) && !/^[\p{L}\p{N}]/u.test(rest.slice(call.length)),
    )
    const people = called === undefined ? [] : (byCalled.get(called) ?? [])
    if (people.length === 1 && people[0]) found.add(people[0].person)
  }
  return [...found]
}

/** As long as a name may be, and room for how it is written. */
const LONGEST_CALL = 250

/** Where a text has an `@`: the place behind it, and what stands before it. */
function* atSigns(text: string): Generator<[at: number, before: string]> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1))
    yield [at + 1, text.slice(Math.max(0, at - 1), at)]
}

/** By which somebody is called: their whole name and their first name. */
function callsOf({ name }: Named): string[] {
  const whole = fold(name.trim())
  const first = whole.split(' ')[0] ?? ''
  return [...new Set([whole, first])].filter((call) => call !== '')
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toLocaleLowerCase('nl')
}

/** Writes a note that only staff see, and tells whoever is mentioned in it, or was chosen besides, and may read it. */
export async function addNoteFor(
  tx: Tx,
  turn: Omit<Turn, 'seen'>,
  { body, chosen }: { body: string; chosen: string | null },
): Promise<TurnOutcome> {
  const noted = await addNote(tx, turn, body)
  if (noted.kind !== 'appended') return noted
  const staff = await listStaff(tx, turn.today)
  const told = [...findMentions(body, staff), ...staff.filter(({ accountId }) => accountId === chosen)].map(
    ({ accountId }) => accountId,
  )
  const { conversationId, by, now, today } = turn
  const { subject_id: subjectId } = await tx
    .selectFrom('conversation')
    .select('subject_id')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  const readers = await listReaders(tx, { subjectId, accountIds: told, today })
  await tellColleagues(tx, { conversationId, seq: noted.seq, taskId: null, by, now }, [...readers])
  return noted
}
