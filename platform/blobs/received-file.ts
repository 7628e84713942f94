import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A file on its way in, which lies on disk and never whole in memory. It has no name there: it is gone when it is closed, and
 * also when the process is killed.
 */
export class ReceivedFile {
  readonly #handle: FileHandle
  #size = 0

  private constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** An empty one, in the folder for temporary files (`TMPDIR`). */
  static async create(): Promise<ReceivedFile> {
    const path = join(tmpdir(), `weerklank-${crypto.randomUUID()}`)
    const handle = await open(path, 'wx+', 0o600)
    await unlink(path)
    return new ReceivedFile(handle)
  }

  /** In bytes. */
  get size(): number {
    return this.#size
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.overwrite(this.#size, bytes)
    this.#size += bytes.length
  }

  /** Writes over what is there, from an offset in bytes. */
  async overwrite(from: number, bytes: Uint8Array): Promise<void> {
    let written = 0
    while (written < bytes.length) {
      const { bytesWritten } = await this.#handle.write(
        bytes,
        written,
        bytes.length - written,
        from + written,
      )
      written += bytesWritten
    }
  }

  /** So many bytes from an offset, or fewer where the file ends. */
  async read(from: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.#size - from)))
    let read = 0
    while (read < bytes.length) {
      const { bytesRead } = await this.#handle.read(bytes, read, bytes.length - read, from + read)
      if (bytesRead === 0) return bytes.subarray(0, read)
      read += bytesRead
    }
    return bytes
  }

  /** All of it in pieces of one length, the last shorter. */
  async *pieces(length: number): AsyncGenerator<Buffer> {
    for (let from = 0; from < this.#size; from += length) yield this.read(from, length)
  }

  /** Lets go of what came so far. */
  async empty(): Promise<void> {
    await this.#handle.truncate(0)
    this.#size = 0
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}
