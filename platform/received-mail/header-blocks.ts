/** Where a mail, or one of its parts, says what it is: the lines before the first empty one. */
export type HeaderBlock = {
  readonly start: number
  readonly end: number
  /** Unfolded, a byte a character. */
  readonly text: string
  readonly boundary: string | undefined
  /** Where what it is the header of ends: at the line of a boundary, or the end of the mail. */
  bodyEnd: number
}

/**
 * Finds the header of a mail and those of its parts, by the boundaries that they declare. Messages within the mail are
 * content, and not looked into. Linear in the length.
 * @param source  a byte a character
 * @returns the blocks in their order, and the boundaries at which no part begins
 */
export function listHeaderBlocks(source: string): {
  blocks: readonly HeaderBlock[]
  unopened: ReadonlySet<string>
} {
  const blocks = [readBlock(source, 0)]
  const unopened = new Set<string>()
  const declared = new Set<string>()
  const learn = ({ boundary }: HeaderBlock) => {
    if (boundary === undefined || declared.has(boundary)) return
    declared.add(boundary)
    unopened.add(boundary)
  }
  for (const first of blocks) learn(first)
  let at = (blocks[0]?.end ?? 0) - 1
  for (at = source.indexOf('\n--', Math.max(0, at)); at >= 0; at = source.indexOf('\n--', at + 1)) {
    const end = endOfLine(source, at + 1)
    const boundary = source.slice(at + 3, Math.min(end, at + LONGEST_BOUNDARY)).trimEnd()
    const isDeclared = declared.has(boundary)
    const last = blocks.at(-1)
    if (last?.bodyEnd === source.length && (isDeclared || declared.has(boundary.replace(/--$/, ''))))
      last.bodyEnd = Math.max(last.end, at + 1)
    if (!isDeclared) continue
    unopened.delete(boundary)
    const block = readBlock(source, end + 1)
    blocks.push(block)
    learn(block)
    at = Math.max(at, block.end - 2)
  }
  return { blocks, unopened }
}

/** RFC 2046 allows 70; programs take more. */
const LONGEST_BOUNDARY = 300

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from)
  return end < 0 ? source.length : end
}

function readBlock(source: string, start: number): HeaderBlock {
  let at = start
  while (at < source.length) {
    const end = endOfLine(source, at)
    // A part without an empty line ends at the next boundary.
    if (source.startsWith('--', at) || source.slice(at, end).replace('\r', '') === '') break
    at = end + 1
  }
  const end = Math.min(at, source.length)
  const text = source.slice(start, end).replace(/\r?\n[ \t]+/g, ' ')
  return { start, end, text, boundary: boundaryOf(text), bodyEnd: source.length }
}

function boundaryOf(text: string): string | undefined {
  const type = /^content-type\s*:\s*multipart\/.*/im.exec(text)?.[0] ?? ''
  const found = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(type)
  return (found?.[1] ?? found?.[2])?.trimEnd()
}
