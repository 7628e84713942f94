import { once } from 'node:events'
import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readable, UnusableFile } from './usable-file.ts'

/** Larger than any server takes: what is beyond it is no mail. */
const MOST_BYTES = 256_000_000

/** How a mail begins in a file of many: who sent it, and when. */
const separator = /^From \S.*\d{1,2}:\d{2}/
/** Lines that begin so were marked, so that nobody takes them for the beginning of the next mail. */
const marked = /^>+From /
const NEWLINE = 0x0a

/**
 * Lists the files that hold mail: those that are named, and of a folder all that begin as mail does or are called so (.eml,
 * .msg, .mbox), in the order of their names; hidden ones are not looked at.
 * @throws UnusableFile where one that is named is not there, or is neither a file nor a folder
 */
export function listMailFiles(paths: readonly string[]): { files: string[]; leftOut: string[] } {
  const [files, leftOut]: [string[], string[]] = [[], []]
  for (const path of paths) {
    const about = readable(path, () => statSync(path))
    if (about.isFile()) files.push(path)
    else if (!about.isDirectory()) throw new UnusableFile(`${path} is no file; name a file or a folder`)
    else for (const file of listFolder(path)) (looksLikeMail(file) ? files : leftOut).push(file)
  }
  return { files, leftOut }
}

function listFolder(folder: string): string[] {
  const entries = readable(folder, () => readdirSync(folder, { withFileTypes: true }))
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return listFolder(path)
      return entry.isFile() ? [path] : []
    })
}

function looksLikeMail(file: string): boolean {
  if (/\.(eml|msg|mbox|mbx)$/i.test(file)) return true
  const start = beginningOf(file).replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)?\s*/, '')
  return separator.test(start) || /^[!-9;-~]{1,70}:[ \t]/.test(start)
}

function beginningOf(file: string): string {
  const open = readable(file, () => openSync(file, 'r'))
  try {
    const start = Buffer.alloc(512)
    return start.subarray(0, readSync(open, start)).toString('latin1')
  } finally {
    closeSync(open)
  }
}

/**
 * Reads the mail in a file: one, or as many as an mbox holds, of which the marks before "From" are taken away.
 * @throws UnusableFile where the file cannot be read, or one mail in it is larger than 256 MB
 */
export async function* readMailFile(file: string): AsyncGenerator<Buffer> {
  let [lines, bytes, isMbox, isFirst]: [Buffer[], number, boolean, boolean] = [[], 0, false, true]
  for await (const line of readLines(file)) {
    const isBlankBefore = lines.length === 0 || isBlank(lines.at(-1))
    if ((isFirst || isMbox) && isBlankBefore && separator.test(line.subarray(0, 200).toString('latin1'))) {
      if (!isFirst) yield Buffer.concat(isBlank(lines.at(-1)) ? lines.slice(0, -1) : lines)
      ;[lines, bytes, isMbox, isFirst] = [[], 0, true, false]
      continue
    }
    isFirst = false
    bytes += line.length
    if (bytes > MOST_BYTES)
      throw new UnusableFile(`${file} holds a mail larger than 256 MB; take that out first`)
    lines.push(isMbox && marked.test(line.subarray(0, 20).toString('latin1')) ? line.subarray(1) : line)
  }
  yield Buffer.concat(lines)
}

const isBlank = (line: Buffer | undefined) =>
  line !== undefined && /^\r?\n$/.test(line.subarray(0, 3).toString('latin1'))

/** Whole lines, with their ends. */
async function* readLines(file: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(file)
  await opened(file, stream)
  let pending: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end + 1)])
      pending = []
      start = end + 1
    }
    if (start < chunk.length) pending.push(chunk.subarray(start))
  }
  if (pending.length > 0) yield Buffer.concat(pending)
}

async function opened(file: string, stream: ReturnType<typeof createReadStream>): Promise<void> {
  try {
    await once(stream, 'open')
  } catch (error) {
    readable(file, () => {
      throw error
    })
  }
}
