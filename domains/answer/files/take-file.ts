import type { Db } from '#db'
import {
  attachFile,
  type Document,
  endingOf,
  listFiles,
  ownerOfForm,
  type Picture,
  type PictureQueue,
  type ReceivedFile,
  readDocument,
  type TakenAt,
} from '#platform/blobs'

export const MOST_FILES_AT_ONCE = 5
/** Large enough to read what is on a photo, small enough to look at on a phone. */
const PICTURE_WITHIN = { width: 1600, height: 1600 }
const LONGEST_NAME = 80

/** A file as a form brought it: what somebody's machine called it, and what is in it unless it is larger than we take. */
export type SentFile = { name: string; file: ReceivedFile | undefined }

/** Why a file was not taken; `busy` means that it can be sent again in a moment. */
export type FileProblem = 'file-too-large' | 'too-many' | 'wrong-type' | 'broken' | 'too-many-pixels' | 'busy'

/** `takenAt`: where a photo said that it was taken; kept nowhere, for whoever sends it to say whether that is the place. */
export type TakeFileOutcome = { kind: 'taken'; takenAt: TakenAt | undefined } | { kind: FileProblem }

/**
 * Takes a file that came with a form, to wait until the form is taken: pictures are made anew, without the place and the camera; documents
 * are kept as they came.
 * @param key  the form's own, 22 characters that nobody can guess
 */
export async function takeFile(
  db: Db,
  key: string,
  { name, file: received }: SentFile,
  { alternative, pictures, now }: { alternative: string; pictures: PictureQueue; now: Date },
): Promise<TakeFileOutcome> {
  if (!received) return { kind: 'file-too-large' }
  const owner = ownerOfForm(key)
  if ((await listFiles(db, owner)).length >= MOST_FILES_AT_ONCE) return { kind: 'too-many' }
  const read = await readSent(await received.read(0, received.size), pictures)
  if (read.kind !== 'read') return read
  const { file } = read
  const isPicture = 'width' in file
  await db.transaction().execute((tx) =>
    attachFile(tx, {
      ...{ owner, file, now },
      alternative: isPicture ? alternative : '',
      name: isPicture ? '' : nameOf(name, file.type),
    }),
  )
  return { kind: 'taken', takenAt: read.takenAt }
}

async function readSent(
  bytes: Uint8Array,
  pictures: PictureQueue,
): Promise<{ kind: 'read'; file: Picture | Document; takenAt: TakenAt | undefined } | { kind: FileProblem }> {
  const outcome = await pictures(bytes, PICTURE_WITHIN)
  switch (outcome.kind) {
    case 'made':
      return { kind: 'read', file: outcome.picture, takenAt: outcome.takenAt }
    case 'too-large':
      return { kind: 'too-many-pixels' }
    case 'no-picture': {
      const document = readDocument(bytes)
      return document ? { kind: 'read', file: document, takenAt: undefined } : { kind: 'wrong-type' }
    }
    default:
      return outcome
  }
}

/** The name of a document as it may stand on a page and in a header, with the ending of what it is. */
export function nameOf(name: string, type: string): string {
  const ending = endingOf(type)
  const base = name
    .toWellFormed()
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
    .replace(/^[.\s]+|\s+$/g, '')
  return `${[...base].slice(0, LONGEST_NAME).join('') || 'document'}.${ending}`
}
