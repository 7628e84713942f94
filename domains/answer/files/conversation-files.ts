import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import {
  findFile,
  forgetFiles,
  type KeptFile,
  listFiles,
  listFilesOf,
  moveFiles,
  ownerOfForm,
} from '#platform/blobs'
import { defineRetention } from '#platform/retention'
import { mayReadConversation, type Reader } from '../privacy/may-read.ts'
import { overFor } from '../privacy/over-for.ts'

/** An entry of a conversation, by which its files are found. */
export type FileOwner = { conversationId: string; seq: number }

const ownerOf = ({ conversationId, seq }: FileOwner) => `conversation:${conversationId}:${seq}`

/** Gives what came with a form to the entry that was made of it. */
export async function keepFiles(tx: Tx, formKey: string | undefined, entry: FileOwner): Promise<void> {
  if (!formKey || (await listFiles(tx, ownerOfForm(formKey))).length === 0) return
  await moveFiles(tx, ownerOfForm(formKey), ownerOf(entry))
  // Last: by it, what the files are called can be found.
  await tx
    .insertInto('conversation_file')
    .values({ conversation_id: entry.conversationId, seq: entry.seq })
    .execute()
}

/** So many files are kept with one conversation: whoever has its code cannot fill the database with it. */
export const MOST_FILES_IN_CONVERSATION = 40

/** How many more files may come to the conversation in which an input is answered. */
export async function countRoomForFiles(db: Db, inputId: string): Promise<number> {
  const found = await db
    .selectFrom('conversation')
    .select(sql<string>`conversation_home(id)`.as('id'))
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  const files = found ? await listConversationFiles(db, found.id) : new Map<number, KeptFile[]>()
  const kept = [...files.values()].reduce((sum, list) => sum + list.length, 0)
  return Math.max(0, MOST_FILES_IN_CONVERSATION - kept)
}

/** The files of a conversation, by the entry that they came with. */
export async function listConversationFiles(
  db: Db,
  conversationId: string,
): Promise<Map<number, KeptFile[]>> {
  const entries = await db
    .selectFrom('conversation_file')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .execute()
  const files = await listFilesOf(
    db,
    entries.map(({ seq }) => ownerOf({ conversationId, seq })),
  )
  return new Map(entries.map(({ seq }) => [seq, files.get(ownerOf({ conversationId, seq })) ?? []]))
}

/** What is in a file of an entry, and what it is called, for who may read the conversation. */
export async function readConversationFile(
  db: Db,
  file: FileOwner & { hash: string },
  reader: Reader,
): Promise<EntryFile | undefined> {
  return (await mayReadConversation(db, file.conversationId, reader)) ? readEntryFile(db, file) : undefined
}

type EntryFile = { bytes: Buffer; type: string; name: string }

/** The same for whoever it is known of that they may read it. */
export async function readEntryFile(
  db: Db,
  { hash, ...entry }: FileOwner & { hash: string },
): Promise<EntryFile | undefined> {
  const [found, files] = await Promise.all([
    findFile(db, ownerOf(entry), hash),
    listFiles(db, ownerOf(entry)),
  ])
  return found && { ...found, name: files.find((file) => file.hash === hash)?.name ?? '' }
}

/** Takes all files from an entry; nothing of them stays. */
export async function forgetFilesOf(tx: Tx, entry: FileOwner): Promise<void> {
  await forgetFiles(tx, ownerOf(entry))
  await tx
    .deleteFrom('conversation_file')
    .where('conversation_id', '=', entry.conversationId)
    .where('seq', '=', entry.seq)
    .execute()
}

/** How long after the answer files are kept, in days; as long as whoever asked is known. */
const FILES_KEPT_DAYS = 180

/** Pictures and documents of conversations that had their answer long ago. */
export const conversationFiles = defineRetention<string>({
  kind: 'conversation-file',
  what: 'a picture or document that somebody sent with what they asked',
  keptFor: { days: FILES_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say another number of days',
  ground:
    'It shows what the answer is about, and may show people and homes: when nobody asks on, nobody needs it.',
  table: 'conversation_file',
  key: 'conversation_id',
  isDue: ({ now }) => sql<boolean>`conversation_id in (${overFor('files', now, FILES_KEPT_DAYS)})`,
  letGo: async (tx, conversationIds) => {
    const entries = await tx
      .selectFrom('conversation_file')
      .select(['conversation_id as conversationId', 'seq'])
      .where('conversation_id', 'in', [...new Set(conversationIds)])
      .execute()
    for (const entry of entries) await forgetFilesOf(tx, entry)
    return entries.length
  },
})
