import { join } from 'node:path'
import { z } from 'zod'
import { SetupError } from '#platform/postgres'
import { readIfThere, writePrivate } from './private-file.ts'

/** Raised when an older Weerklank would misread what a newer one keeps in the folder. */
const FORMAT = 1

const marks = z.object({
  format: z.number(),
  /** Decided once, at the first start: demo accounts never stand beside real people. */
  purpose: z.enum(['demo', 'real']).optional(),
  /** A backup is being put back, or was when that broke off: nothing else may begin here. */
  restoring: z.boolean().optional(),
})

/** What a data folder says about itself. */
export type Marks = z.infer<typeof marks>

const pathIn = (folder: string) => join(folder, 'folder.json')

/** @throws SetupError when a newer version wrote the folder, or the file is not ours */
export async function readMarks(folder: string): Promise<Marks> {
  const text = await readIfThere(pathIn(folder))
  if (text === undefined) return { format: FORMAT }
  const parsed = marks.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new SetupError(
      `${pathIn(folder)} is damaged: put it back from a copy, or choose another WEERKLANK_DATA_DIR.`,
    )
  }
  if (parsed.data.format > FORMAT) {
    throw new SetupError(
      `The data folder ${folder} was written by a newer version of Weerklank: install that version, or choose another WEERKLANK_DATA_DIR.`,
    )
  }
  return parsed.data
}

/** What a data folder was decided to be; nothing where it was not yet, or holds half a backup. */
export async function readPurpose(folder: string): Promise<Marks['purpose']> {
  return (await readMarks(folder)).purpose
}

export async function writeMarks(folder: string, about: Marks): Promise<void> {
  await writePrivate(pathIn(folder), `${JSON.stringify(about, null, 2)}\n`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
