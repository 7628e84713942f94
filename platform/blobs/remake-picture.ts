import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { TakenAt } from './picture-place.ts'
import { pictureTypeOf } from './picture-type.ts'

/** A picture as we made it: upright, and nothing in it but what is seen. */
export type Picture = {
  bytes: Buffer
  type: 'image/webp'
  /** In pixels. */
  width: number
  height: number
}

export type PictureOutcome =
  /** Where it said that it was taken is told beside it, and stands in it no more. */
  | { kind: 'made'; picture: Picture; takenAt: TakenAt | undefined }
  /** Of no type that we take. */
  | { kind: 'no-picture' }
  /** It says that it has more pixels than we unpack, or takes too long. */
  | { kind: 'too-large' }
  /** It begins as a picture and is none. */
  | { kind: 'broken' }

/** What the process for it says as it leaves, where that is not 0. */
export const TOO_LARGE = 3
export const BROKEN = 4
/** Width, height, longitude and latitude, before the picture that it writes. */
export const HEAD_BYTES = 24

/** The largest that is unpacked takes two seconds on a slow machine. */
const LIMIT_MS = 20_000

/**
 * Makes a picture anew as WebP, to fit within a width and height in pixels: upright, without the place, the camera and
 * whatever else came along. It happens in a process of its own, which knows nothing of ours and ends with it: a file that
 * breaks it, or keeps it busy, harms nobody else. Whoever lets strangers in says how many may do so at once.
 */
export async function remakePicture(
  bytes: Uint8Array,
  within: { width: number; height: number },
  limitMs = LIMIT_MS,
): Promise<PictureOutcome> {
  if (!pictureTypeOf(bytes)) return { kind: 'no-picture' }
  const { code, isLate, out } = await runWorker(bytes, within, limitMs)
  if (isLate || code === TOO_LARGE) return { kind: 'too-large' }
  // Whatever else ended it was in the file.
  if (code !== 0 || out.length <= HEAD_BYTES) return { kind: 'broken' }
  const [longitude, latitude] = [out.readDoubleBE(8), out.readDoubleBE(16)]
  return {
    kind: 'made',
    picture: {
      bytes: out.subarray(HEAD_BYTES),
      type: 'image/webp',
      width: out.readUInt32BE(0),
      height: out.readUInt32BE(4),
    },
    takenAt: Number.isNaN(longitude) ? undefined : [longitude, latitude],
  }
}

async function runWorker(
  bytes: Uint8Array,
  { width, height }: { width: number; height: number },
  limitMs: number,
) {
  const child = spawn(process.execPath, ['--max-old-space-size=128', workerFile(), `${width}`, `${height}`], {
    // Nothing of what this process knows, its secret least of all.
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, limitMs)
  // It may leave before it has read everything.
  child.stdin.on('error', () => undefined)
  child.stdin.end(bytes)
  const left = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  try {
    const [code, out] = await Promise.all([left, buffer(child.stdout)])
    return { code, isLate, out }
  } finally {
    clearTimeout(timer)
  }
}

/** Beside this file: as it is written, or as the build made it. */
function workerFile(): string {
  const isBuilt = !import.meta.url.endsWith('.ts')
  const name = isBuilt ? './remake-picture.worker.js' : './remake-picture.worker.ts'
  return fileURLToPath(new URL(name, import.meta.url))
}
