import { type PictureOutcome, remakePicture } from './remake-picture.ts'

/** Makes pictures anew, a few at once; whoever comes when too many wait is told so. */
export type PictureQueue = (
  bytes: Uint8Array,
  within: { width: number; height: number },
) => Promise<PictureOutcome | { kind: 'busy' }>

/**
 * @param atOnce  how many processes may work at once, 1 or more
 * @param waiting  how many pictures may wait for their turn
 */
export function createPictureQueue(
  { atOnce, waiting }: { atOnce: number; waiting: number },
  remake = remakePicture,
): PictureQueue {
  let working = 0
  const queue: (() => void)[] = []
  return async (bytes, within) => {
    if (working >= atOnce && queue.length >= waiting) return { kind: 'busy' }
    if (working >= atOnce) await new Promise<void>((resolve) => queue.push(resolve))
    else working += 1
    try {
      return await remake(bytes, within)
    } finally {
      const next = queue.shift()
      if (next) next()
      else working -= 1
    }
  }
}
