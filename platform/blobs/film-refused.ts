import type { ReceivedFile } from './received-file.ts'

/** Ends the reading of a film that is not taken. */
export class FilmRefused extends Error {
  readonly why: 'no-film' | 'broken' | 'unclean'
  constructor(why: FilmRefused['why']) {
    super(why)
    this.name = 'FilmRefused'
    this.why = why
  }
}

const ZEROS = Buffer.alloc(256 * 1024)

/** Writes zeros from one offset up to another, in bytes. */
export async function fillWithZeros(file: ReceivedFile, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += ZEROS.length)
    await file.overwrite(at, ZEROS.subarray(0, Math.min(ZEROS.length, to - at)))
}
