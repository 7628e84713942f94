import { readFile, writeFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Frame, readFrames, writeFrame } from './frames.ts'

/** Writes a backup that is not as we write them, from one that is: what is told in it is changed, piece by piece. */
export async function rewriteBackup(
  from: string,
  to: string,
  edit: (told: Record<string, unknown>, at: number) => Record<string, unknown>,
): Promise<void> {
  const unpacked = gunzipSync(await readFile(from))
  const frames = await Array.fromAsync(readFrames(inOnePiece(unpacked)))
  const changed = frames.map((frame, at): Frame => {
    if (frame.kind === 'rows') return frame
    return { kind: 'told', value: edit(frame.value as Record<string, unknown>, at) }
  })
  await writeFile(to, gzipSync(Buffer.concat(changed.map(writeFrame))))
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
