import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import {
  describeFile,
  forgetFiles,
  type KeptFile,
  LARGEST_FILM,
  listFiles,
  listFilesOf,
  moveFiles,
  type OpenFile,
  openFile,
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

/** Gives the files of an entry to another that has its words from now on. */
export async function moveConversationFiles(tx: Tx, from: FileOwner, to: FileOwner): Promise<void> {
  if ((await listFiles(tx, ownerOf(from))).length === 0) return
  await moveFiles(tx, ownerOf(from), ownerOf(to))
  await tx
    .deleteFrom('conversation_file')
    .where('conversation_id', '=', from.conversationId)
    .where('seq', '=', from.seq)
    .execute()
  await tx
    .insertInto('conversation_file')
    .values({ conversation_id: to.conversationId, seq: to.seq })
    .execute()
}

/** So many files are kept with one conversation: whoever has its code cannot fill the database with it. */
export const MOST_FILES_IN_CONVERSATION = 40

/** And so many bytes of files. */
const MOST_BYTES_IN_CONVERSATION = 3 * LARGEST_FILM

/** What else may come along with a conversation: so many files, and so many bytes. */
export type FileRoom = { files: number; bytes: number }

/** The room for files that is left in the conversation in which an input is answered. */
export async function roomForFiles(db: Db, inputId: string): Promise<FileRoom> {
  const found = await db
    .selectFrom('conversation')
    .select(sql<string>`conversation_home(id)`.as('id'))
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  const kept = found ? [...(await listConversationFiles(db, found.id)).values()].flat() : []
  const bytes = kept.reduce((sum, { size }) => sum + size, 0)
  return {
    files: Math.max(0, MOST_FILES_IN_CONVERSATION - kept.length),
    bytes: Math.max(0, MOST_BYTES_IN_CONVERSATION - bytes),
  }
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

/** A file of an entry, for who may read the conversation. */
export async function readConversationFile(
  db: Db,
  file: FileOwner & { hash: string },
  reader: Reader,
): Promise<OpenFile | undefined> {
  return (await mayReadConversation(db, file.conversationId, reader)) ? readEntryFile(db, file) : undefined
}

/** The same for whoever it is known of that they may read it. */
export async function readEntryFile(
  db: Db,
  { hash, ...entry }: FileOwner & { hash: string },
): Promise<OpenFile | undefined> {
  return openFile(db, ownerOf(entry), hash)
}

/**
 * Says what is seen and heard in a film of an entry, and what is said in it.
 * @param captions  WebVTT that `readCaptions` made
 */
export async function describeFilm(
  tx: Tx,
  {
    hash,
    alternative,
    captions,
    ...entry
  }: FileOwner & { hash: string; alternative: string; captions: string },
): Promise<void> {
  await describeFile(tx, { owner: ownerOf(entry), hash, alternative, captions })
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

/** Pictures, films and documents of conversations that had their answer long ago. */
export const conversationFiles = defineRetention<string>({
  kind: 'conversation-file',
  what: 'a picture, film or document that somebody sent with what they asked',
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
