import { LARGEST_FILE } from '#platform/blobs'
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
    bounds: { text: LARGEST_TEXT, files: 5 * LARGEST_FILE, most: 1024 * MEGABYTE },
  },
]

const plain: Bounds = { text: LARGEST_TEXT, files: 0, most: LARGEST_TEXT }

/** How much a form may bring to a path, in bytes. */
export function boundsOf(path: string): Bounds {
  return withFiles.find((one) => one.path.test(path))?.bounds ?? plain
}
