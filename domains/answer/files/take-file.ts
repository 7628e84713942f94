import type { Db } from '#db'
import {
  attachFile,
  cleanFilm,
  type Document,
  endingOf,
  type Film,
  LARGEST_FILE,
  LARGEST_FILM,
  listFiles,
  ownerOfForm,
  type Picture,
  type PictureQueue,
  type ReceivedFile,
  readDocument,
  type TakenAt,
} from '#platform/blobs'

export const MOST_FILES_AT_ONCE = 5
/** Of all files that come at once, in bytes: a film beside four others. */
export const MOST_BYTES_AT_ONCE = LARGEST_FILM + (MOST_FILES_AT_ONCE - 1) * LARGEST_FILE
/** What is seen on a photo, in characters; and what is seen and heard in a film. */
const LONGEST_ALTERNATIVE = 200
export const LONGEST_TOLD = 5000
/** Large enough to read what is on a photo, small enough to look at on a phone. */
const PICTURE_WITHIN = { width: 1600, height: 1600 }
const LONGEST_NAME = 80

/** A file as a form brought it: what somebody's machine called it, and what is in it unless it is larger than we take. */
export type SentFile = { name: string; file: ReceivedFile | undefined }

/** Why a file was not taken; `busy` means that it can be sent again in a moment. */
export type FileProblem =
  | 'file-too-large'
  | 'too-many'
  | 'wrong-type'
  | 'broken'
  | 'unclean'
  | 'too-many-pixels'
  | 'busy'

/** `takenAt`: where a photo said that it was taken; kept nowhere, for whoever sends it to say whether that is the place. */
export type TakeFileOutcome = { kind: 'taken'; takenAt: TakenAt | undefined } | { kind: FileProblem }

/**
 * Takes a file that came with a form, to wait until the form is taken: pictures are made anew, without the place and the camera; films
 * lose what tells of them; documents are kept as they came.
 * @param key  the form's own, 22 characters that nobody can guess
 */
export async function takeFile(
  db: Db,
  key: string,
  { name, file: received }: SentFile,
  {
    alternative,
    pictures,
    mustScan,
    now,
  }: { alternative: string; pictures: PictureQueue; mustScan: boolean; now: Date },
): Promise<TakeFileOutcome> {
  if (!received) return { kind: 'file-too-large' }
  const owner = ownerOfForm(key)
  const waiting = await listFiles(db, owner)
  if (waiting.length >= MOST_FILES_AT_ONCE) return { kind: 'too-many' }
  const bytes = waiting.reduce((sum, { size }) => sum + size, received.size)
  if (bytes > MOST_BYTES_AT_ONCE) return { kind: 'file-too-large' }
  const read = await readSent(received, pictures)
  if (read.kind !== 'read') return read
  const { file } = read
  const isPicture = 'width' in file
  const words = describable(file.type) ? wordsOf(file.type, alternative) : ''
  await db.transaction().execute((tx) =>
    attachFile(tx, {
      ...{ owner, file, mustScan, now, alternative: words },
      name: isPicture ? '' : nameOf(name, file.type),
    }),
  )
  return { kind: 'taken', takenAt: read.takenAt }
}

/** Whether somebody says beside such a file what is seen in it: of a picture and a film. */
function describable(type: string): boolean {
  return type.startsWith('image/') || type.startsWith('video/')
}

/** What somebody typed of a file: a line of a picture, a story of a film. */
export function wordsOf(type: string, typed: string): string {
  const isFilm = type.startsWith('video/')
  const text = isFilm ? typed.trim() : typed.replace(/\s+/g, ' ').trim()
  return [...text].slice(0, isFilm ? LONGEST_TOLD : LONGEST_ALTERNATIVE).join('')
}

type Read =
  | { kind: 'read'; file: Picture | Document | Film; takenAt: TakenAt | undefined }
  | { kind: FileProblem }

async function readSent(received: ReceivedFile, pictures: PictureQueue): Promise<Read> {
  const cleaned = await cleanFilm(received)
  if (cleaned.kind === 'cleaned') return { kind: 'read', file: cleaned.film, takenAt: undefined }
  if (cleaned.kind !== 'no-film') return cleaned
  if (received.size > LARGEST_FILE) return { kind: 'wrong-type' }
  const bytes = await received.read(0, received.size)
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

/** The name of a document or a film as it may stand on a page and in a header, with the ending of what it is. */
export function nameOf(name: string, type: string): string {
  const ending = endingOf(type)
  const base = name
    .toWellFormed()
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
    .replace(/^[.\s]+|\s+$/g, '')
  return `${[...base].slice(0, LONGEST_NAME).join('') || (type.startsWith('video/') ? 'film' : 'document')}.${ending}`
}
