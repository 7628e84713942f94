import { randomBytes } from 'node:crypto'
import { chown, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file whole or not at all, safe on disk when this resolves, and readable by the folder's owner alone. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await giveToFolderOwner(draft)
  await rename(draft, path)
}

/** Started as root in a user's folder, we leave no file behind that the user could not use afterwards. */
async function giveToFolderOwner(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(dirname(path))
  await chown(path, uid, gid)
}

/** The text of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
