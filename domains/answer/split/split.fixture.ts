import { now, today } from '#stories'
import { only, useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import type { Filing } from '../conversations/filing.ts'
import { readConversation, splitConversation } from '../index.ts'
import { letterhead, secret, turnOf } from '../testing.ts'

export const filing: Filing = { subjectId: null, unitId: null, promisedOn: undefined, task: undefined }

/** A desk where what was mailed can be split off. */
export function useSplitDesk() {
  const desk = useMailDesk()
  const { database, inTransaction, take } = desk
  const split = (
    [id, by, seen]: readonly [id: string, by: string, seen: number],
    seqs: readonly number[],
    more: { title?: string; filing?: Partial<Filing>; mayMail?: boolean } = {},
  ) =>
    inTransaction((tx) =>
      splitConversation(
        tx,
        turnOf(id, by, seen),
        { seqs, title: more.title ?? '', filing: { ...filing, ...more.filing } },
        { secret, letterhead, mayMail: async () => more.mayMail ?? true },
      ),
    )
  /** The same, where it comes to a conversation of its own. */
  const splitOff = async (...given: Parameters<typeof split>): Promise<string> => {
    const outcome = await split(...given)
    if (outcome.kind !== 'split') throw new Error(`Nothing was split off: ${outcome.kind}`)
    return outcome.conversationId
  }
  const rowOf = (id: string) =>
    database().db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const read = async (id: string, by: string) => {
    const page = await inTransaction((tx) => readConversation(tx, { id, by, now, today }))
    if (!page) throw new Error(`Conversation ${id} is not there for whoever reads.`)
    return page
  }
  const mail = async (written: Parameters<typeof writeMail>[0]) => {
    const { conversation, seq } = only(await take(writeMail(written)))
    return { id: conversation ?? '', seq: seq ?? 0 }
  }
  return { ...desk, split, splitOff, rowOf, read, mail }
}
