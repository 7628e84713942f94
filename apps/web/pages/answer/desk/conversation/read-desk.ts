import { z } from 'zod'
import type { Db } from '#db'
import {
  type ConversationPage,
  listReaders,
  listSplittable,
  listTasksOf,
  listTies,
  readAnswerRights,
  readConversation,
} from '#domains/answer'
import type { StaffMember } from '#domains/people'
import { todayHere, type WebContext } from '#web/http'
import type { AskedPlace } from '#web/pages/places'
import { getStaff } from '#web/shell'
import { readDeskChoices } from '../choices.ts'
import { readReplyFacts } from '../facts/read-reply-facts.ts'
import { readHands } from '../hands/read-hands.ts'
import { readList } from '../inbox/read-list.ts'
import { readWhere } from '../located/where.ts'
import { readSending } from '../sending/read-sending.ts'
import { readReady } from '../texts/read-ready.ts'
import { readWays } from '../ways/read-ways.ts'
import { choicesFor } from './classify-box.tsx'
import { readTypedTexts } from './typed-texts.ts'

export const idSchema = z.uuid()

/** Those who can be given a conversation: who may read it. */
async function listColleagues(
  db: Db,
  { subjectId, staff, today }: { subjectId: string | null; staff: StaffMember[]; today: string },
): Promise<StaffMember[]> {
  const accountIds = staff.map(({ accountId }) => accountId)
  const readers = await listReaders(db, { subjectId, accountIds, today })
  return staff.filter(({ accountId }) => readers.has(accountId))
}
/** What a member of staff chooses from beside a conversation, and how it stands with all that is done there. */
export async function readParts(
  c: WebContext,
  { page, staff, asked }: { page: ConversationPage; staff: StaffMember; asked: AskedPlace | undefined },
) {
  const { db } = c.var.services
  const today = todayHere(c)
  const { id, subject_id: subjectId, input_id: inputId } = page.conversation
  const by = staff.accountId
  const chosenFrom = await readDeskChoices(c)
  const { staff: all, dossiers } = chosenFrom
  const [list, colleagues, typed, rights, ties] = await Promise.all([
    readList(c),
    listColleagues(db, { subjectId, staff: all, today }),
    readTypedTexts(db, { conversationId: id, by }),
    readAnswerRights(db, { conversationId: id, by, today }, page),
    listTies(db, id, { accountId: by, today }),
  ])
  const unsent = [typed.own.reply?.body ?? '', rights.draft?.body ?? '']
  const [tasks, hands, ready, where, sending, shown, ways, splittable, facts] = await Promise.all([
    listTasksOf(db, id),
    readHands(c, { page, by, send: rights.send }),
    readReady(db, page, staff),
    readWhere(c, page, asked),
    readSending(c, page),
    Promise.all(c.var.conversationSlots.map((show) => show(c, inputId))),
    readWays(c, page),
    page.conversation.merged_into ? [] : listSplittable(db, id),
    readReplyFacts(c, { id, subjectId }, unsent),
  ])
  const chosen = { colleagues, dossiers, typed, choices: choicesFor(page, chosenFrom), rights, ties }
  const seqs = new Set(splittable.map(({ seq }) => seq))
  return { list, ...chosen, tasks, hands, ...ready, where, sending, shown, ways, facts, splittable: seqs }
}

export async function openConversation(c: WebContext): Promise<ConversationPage | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return undefined
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const reading = { id: id.data, by, now: clock.now(), today: todayHere(c) }
  return db.transaction().execute((tx) => readConversation(tx, reading))
}
