import { type FileProblem, takeFile } from '#domains/answer'
import { forgetFiles, type KeptFile, listFiles, ownerOfForm } from '#platform/blobs'
import { drawOnceKey, isOnceKey } from '#platform/once'
import { countVisitor, type FormText, limits, readFiles, textOf, type WebContext } from '#web/http'

/** What came with a form: it waits under the form's key until the form is taken. */
export type SentFiles = {
  key: string
  /** All that waits, also from the times that the form came before. */
  waiting: KeptFile[]
  /** What is seen on the pictures, as it was typed. */
  alternative: string
  problems: { name: string; kind: FileProblem | 'limited' }[]
  /** Where photos that came just now say that they were taken. */
  photographed: [number, number][]
}

/** Names of fields. */
export const fileFields = { key: 'files', file: 'file', keep: 'keep[]', alternative: 'alternative' } as const

const LONGEST_ALTERNATIVE = 200

/** Takes the files that a form brings, and lets go of those that are no longer wanted. The form may still be refused. */
export async function receiveFiles(c: WebContext, text: FormText): Promise<SentFiles> {
  const { db, clock, pictures } = c.var.services
  const came = textOf(text, fileFields.key)
  const key = isOnceKey(came) ? came : drawOnceKey()
  const alternative = [...textOf(text, fileFields.alternative).replace(/\s+/g, ' ').trim()]
    .slice(0, LONGEST_ALTERNATIVE)
    .join('')
  if (key === came) await dropUnwanted(c, key, text)
  const problems: SentFiles['problems'] = []
  const photographed: SentFiles['photographed'] = []
  for (const file of await readFiles(c, fileFields.file)) {
    const outcome = (await mayTakeFile(c))
      ? await takeFile(db, key, file, { alternative, pictures, now: clock.now() })
      : ({ kind: 'limited' } as const)
    if (outcome.kind !== 'taken') problems.push({ name: file.name, kind: outcome.kind })
    else if (outcome.takenAt) photographed.push([...outcome.takenAt])
  }
  return { key, waiting: await listFiles(db, ownerOfForm(key)), alternative, problems, photographed }
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

async function mayTakeFile(c: WebContext): Promise<boolean> {
  if (await c.var.staff()) return true
  return (await countVisitor(c, limits.filesByVisitor)).kind === 'allowed'
}

/** By what a form is told apart from another with the same words, beside those. */
export function sayFiles({ waiting }: SentFiles): string {
  return waiting.map(({ hash }) => hash).join()
}
