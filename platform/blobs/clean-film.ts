import { cleanMp4 } from './clean-mp4.ts'
import { cleanWebm } from './clean-webm.ts'
import { FilmRefused } from './film-refused.ts'
import { type FilmType, filmTypeOf } from './film-type.ts'
import type { ReceivedFile } from './received-file.ts'

/** A film on disk, in which nothing stands but picture and sound. */
export type Film = { file: ReceivedFile; type: FilmType }

export type FilmOutcome =
  | { kind: 'cleaned'; film: Film }
  /** Of no type that we take, or without a picture. */
  | { kind: 'no-film' }
  /** It begins as a film and is none, or was cut off. */
  | { kind: 'broken' }
  /** It tells something besides picture and sound that we cannot take out. */
  | { kind: 'unclean' }

/**
 * Takes out of a film where and when it was made, with what, and whatever else is neither picture nor sound. Each byte of it is written
 * over where it stands, so that nothing moves and nothing of the film is unpacked. What a camera hides within the picture itself stays.
 * The memory of one index at most; O(n) in the index, and in what is written over.
 */
export async function cleanFilm(file: ReceivedFile): Promise<FilmOutcome> {
  const type = filmTypeOf(await file.read(0, 64))
  if (!type) return { kind: 'no-film' }
  try {
    await (type === 'video/webm' ? cleanWebm(file) : cleanMp4(file))
    return { kind: 'cleaned', film: { file, type } }
  } catch (error) {
    if (error instanceof FilmRefused) return { kind: error.why }
    throw error
  }
}
