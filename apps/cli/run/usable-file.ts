import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** A file or a value that cannot be used as it is; the message names it and the way out. */
export class UnusableFile extends Error {}

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist; check its name',
  ENOTDIR: 'is a file where a folder is needed, or lies in one; check its name',
  EISDIR: 'is a folder; name a file',
  EACCES: 'may not be read; ask for permission to',
  EPERM: 'may not be read; ask for permission to',
  ENAMETOOLONG: 'has a name that is too long; check it',
  ELOOP: 'is a link that leads back to itself; check its name',
  EIO: 'cannot be read from its disk; check that',
  ERR_STRING_TOO_LONG: 'is too large to read as text; give the votes packed (.bin)',
  ERR_FS_FILE_TOO_LARGE: 'is too large to read as text; give the votes packed (.bin)',
}

const WRITING: Readonly<Record<string, string>> = {
  EACCES: 'permission is missing',
  EPERM: 'permission is missing',
  EROFS: 'nothing can be written there',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left',
  EFBIG: 'its disk takes no file of this size',
  EIO: 'its disk reports a fault',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'its folder is not there, or takes no files',
  ENOTDIR: 'what is named as its folder is a file',
  EISDIR: 'it is a folder',
  ELOOP: 'a link in its name leads back to itself',
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** @throws UnusableFile where the file is missing, a folder, closed to us or too large */
export function readable<Content>(file: string, read: () => Content): Content {
  try {
    return read()
  } catch (cause) {
    const fault = READING[codeOf(cause)]
    throw fault === undefined ? cause : new UnusableFile(`${file} ${fault}`, { cause })
  }
}

/**
 * Makes sure that a file can be read, before any work is done for it.
 * @throws UnusableFile as above, and where it is not a file
 */
export function refuseUnreadable(file: string): void {
  readable(file, () => {
    if (!statSync(file).isFile()) throw new UnusableFile(`${file} is no file; name one`)
    closeSync(openSync(file, 'r'))
  })
}

/** Says of a value that was refused in which file it stands. */
export function namingFile<Loaded>(file: string, load: () => Loaded): Loaded {
  try {
    return load()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new UnusableFile(`${file}: ${cause.message}`, { cause })
  }
}

/** What keeps a file from being written, where the operating system said so. */
export function whyNotWritten(error: unknown): string | undefined {
  const isOfNetwork = error instanceof Error && 'syscall' in error && error.syscall === 'connect'
  return isOfNetwork ? undefined : WRITING[codeOf(error)]
}

function writable<Written>(file: string, write: () => Written): Written {
  try {
    return write()
  } catch (cause) {
    const fault = whyNotWritten(cause)
    throw fault === undefined ? cause : new UnusableFile(`${file} cannot be written: ${fault}`, { cause })
  }
}

/**
 * Makes sure of a place for a result before any work is done for it. What is written replaces the file as a whole, or not
 * at all.
 * @param inputs files that are read, and not to be lost
 * @throws UnusableFile where nothing can be written, or an input would be overwritten
 */
export function openOutput(file: string, inputs: readonly string[]): (text: string) => void {
  if (file === '') throw new UnusableFile('the result needs the name of a file')
  const known = statSync(file, { throwIfNoEntry: false })
  if (known?.isDirectory()) throw new UnusableFile(`${file} is a folder; name a file in it`)
  if (known && inputs.some((input) => isSame(input, known)))
    throw new UnusableFile(`${file} is also what is read; name another file for the result`)
  if (known && !known.isFile()) return (text) => writable(file, () => writeFileSync(file, text))
  const target = known ? realpathSync(file) : file
  const folder = dirname(target)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UnusableFile(`the folder ${folder} does not exist; make it before ${file} is written in it`)
  writable(file, () => accessSync(folder, constants.W_OK))
  return (text) => writable(file, () => replaceFile(target, text))
}

function isSame(input: string, output: { readonly dev: number; readonly ino: number }): boolean {
  const found = statSync(input, { throwIfNoEntry: false })
  return found?.dev === output.dev && found.ino === output.ino
}

function replaceFile(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`
  try {
    writeFileSync(part, text)
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}
