import {
  type FileProblem,
  type FileRoom,
  MOST_FILES_AT_ONCE,
  type TakeFileOutcome,
  takeFile,
  wordsOf,
} from '#domains/answer'
import {
  describeFile,
  forgetFiles,
  type KeptFile,
  LARGEST_FILE,
  listFiles,
  ownerOfForm,
} from '#platform/blobs'
import { drawOnceKey, isOnceKey } from '#platform/once'
import {
  countVisitor,
  type FormText,
  limits,
  readFiles,
  type SentFile,
  textOf,
  type WebContext,
} from '#web/http'

/** What came with a form: it waits under the form's key until the form is taken. */
export type SentFiles = {
  key: string
  /** All that waits, also from the times that the form came before. */
  waiting: KeptFile[]
  /** What is seen on the pictures and films that were not taken, as it was typed, by their fields. */
  alternatives: string[]
  problems: { name: string; kind: FileProblem | 'limited' | 'full' }[]
  /** Where photos that came just now say that they were taken. */
  photographed: [number, number][]
}

/** Names of fields. */
export const fileFields = {
  key: 'files',
  file: 'file',
  keep: 'keep[]',
  alternatives: 'alternative[]',
} as const

/** The field that says what is seen on a picture which waits. */
export function aboutField(hash: string): string {
  return `about.${hash}`
}

/**
 * Takes the files that a form brings, and lets go of those that are no longer wanted. The form may still be refused.
 * @param room  how many more the conversation may hold
 */
export async function receiveFiles(c: WebContext, text: FormText, room?: FileRoom): Promise<SentFiles> {
  const { db, clock, config, pictures } = c.var.services
  const came = textOf(text, fileFields.key)
  const key = isOnceKey(came) ? came : drawOnceKey()
  const owner = ownerOfForm(key)
  const alternatives = [text[fileFields.alternatives] ?? []].flat().slice(0, MOST_FILES_AT_ONCE)
  if (key === came) {
    await dropUnwanted(c, key, text)
    await describeWaiting(c, owner, text)
  }
  const problems: SentFiles['problems'] = []
  const photographed: SentFiles['photographed'] = []
  for (const { at, ...file } of await readFiles(c, fileFields.file)) {
    const alternative = alternatives[at] ?? ''
    const outcome = await take(c, { owner, room, file }, () =>
      takeFile(db, key, file, {
        ...{ alternative, pictures, now: clock.now() },
        mustScan: config.clamd !== undefined,
      }),
    )
    if (outcome.kind !== 'taken') problems.push({ name: file.name, kind: outcome.kind })
    else {
      alternatives[at] = ''
      if (outcome.takenAt) photographed.push([...outcome.takenAt])
    }
  }
  return { key, waiting: await listFiles(db, owner), alternatives, problems, photographed }
}

async function take(
  c: WebContext,
  { owner, room, file }: { owner: string; room: FileRoom | undefined; file: Omit<SentFile, 'at'> },
  work: () => Promise<TakeFileOutcome>,
): Promise<TakeFileOutcome | { kind: 'limited' | 'full' }> {
  const waiting = await listFiles(c.var.services.db, owner)
  const size = file.file?.size ?? 0
  const bytes = waiting.reduce((sum, one) => sum + one.size, size)
  if (room && (waiting.length >= room.files || bytes > room.bytes)) return { kind: 'full' }
  return (await mayTakeFile(c, size)) ? work() : { kind: 'limited' }
}

/** What is said now of pictures and films that came before. */
async function describeWaiting(c: WebContext, owner: string, text: FormText): Promise<void> {
  const { db } = c.var.services
  for (const { hash, type, picture, film, alternative: before } of await listFiles(db, owner)) {
    const alternative = wordsOf(type, textOf(text, aboutField(hash)))
    if ((picture || film) && alternative !== '' && alternative !== before)
      await db.transaction().execute((tx) => describeFile(tx, { owner, hash, alternative }))
  }
}

/** What was shown as waiting and is no longer ticked. */
async function dropUnwanted(c: WebContext, key: string, text: FormText): Promise<void> {
  const kept = [text[fileFields.keep] ?? []].flat()
  const { db } = c.var.services
  const unwanted = (await listFiles(db, ownerOfForm(key))).filter(({ hash }) => !kept.includes(hash))
  if (unwanted.length === 0) return
  await db.transaction().execute((tx) =>
    forgetFiles(
      tx,
      ownerOfForm(key),
      unwanted.map(({ hash }) => hash),
    ),
  )
}

async function mayTakeFile(c: WebContext, size: number): Promise<boolean> {
  if (await c.var.staff()) return true
  if (size > LARGEST_FILE && (await countVisitor(c, limits.filmsByVisitor)).kind === 'limited') return false
  return (await countVisitor(c, limits.filesByVisitor)).kind === 'allowed'
}

/** By what a form is told apart from another with the same words, beside those. */
export function sayFiles({ waiting }: SentFiles): string {
  return waiting.map(({ hash }) => hash).join()
}
