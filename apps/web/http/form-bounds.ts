import { MOST_BYTES_AT_ONCE } from '#domains/answer'
import type { FormBounds } from './received-form.ts'

const MEGABYTE = 1024 * 1024
/** The largest form without files, in bytes. */
export const LARGEST_TEXT = 256 * 1024

type Bounds = FormBounds & {
  /** What is read at most, so that a form with a file that is too large comes back filled. */
  most: number
}

/** Forms that carry files. */
const withFiles: { path: RegExp; bounds: Bounds }[] = [
  {
    path: /^\/\w+\/desk\/organisation\/logo$/,
    bounds: { text: LARGEST_TEXT, files: 2 * MEGABYTE, most: 2 * MEGABYTE },
  },
  {
    path: /^\/\w+\/(tell-us|desk\/take-down|desk\/tasks\/[^/]+\/finish|asked\/[^/]+|my-input\/([^/]+|mail\/[^/]+)\/reply)$/,
    bounds: { text: LARGEST_TEXT, files: MOST_BYTES_AT_ONCE, most: 1024 * MEGABYTE },
  },
  {
    path: /^\/\w+\/desk\/inbox\/[^/]+\/files\/\d+\/\w+\/words$/,
    bounds: { text: LARGEST_TEXT, files: LARGEST_TEXT, most: 2 * LARGEST_TEXT },
  },
  {
    path: /^\/\w+\/desk\/listen\/(sources\/lists|capture\/file)$/,
    bounds: { text: LARGEST_TEXT, files: 2 * MEGABYTE, most: 8 * MEGABYTE },
  },
]

const plain: Bounds = { text: LARGEST_TEXT, files: 0, most: LARGEST_TEXT }

/** How much a form may bring to a path, in bytes. */
export function boundsOf(path: string): Bounds {
  return withFiles.find((one) => one.path.test(path))?.bounds ?? plain
}
