/** A file written into the text of a mail, as programs did before MIME. */
export type UuencodedFile = { readonly name: string; readonly content: Uint8Array }

/**
 * Takes uuencoded files out of a text. What does not end, or breaks its own rule of lengths, stays text.
 * Linear in the length.
 */
export function takeUuencoded(text: string): { text: string; files: readonly UuencodedFile[] } {
  if (!/^begin(-base64)? [0-7]{3,4} \S/m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const [kept, files]: [string[], UuencodedFile[]] = [[], []]
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const name = /^begin [0-7]{3,4} (\S.*?)\r?$/.exec(line)?.[1]
    const found = name === undefined ? undefined : readLines(lines, at + 1)
    if (name === undefined || !found) kept.push(line)
    else {
      files.push({ name: name.slice(0, 255), content: found.content })
      at = found.end
    }
  }
  return files.length === 0 ? { text, files } : { text: kept.join('\n'), files }
}

function readLines(lines: readonly string[], from: number) {
  const pieces: Buffer[] = []
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r$/, '')
    if (line === 'end') return { content: Buffer.concat(pieces), end: at }
    const piece = line === '' ? Buffer.alloc(0) : readLine(line)
    if (!piece) return undefined
    pieces.push(piece)
  }
  return undefined
}

/** The first character counts the bytes; each four others carry three. */
function readLine(line: string): Buffer | undefined {
  const values = Array.from(line, (character) => (character.charCodeAt(0) - 32) & 63)
  const length = values[0] ?? 0
  if (/[^ -`]/.test(line) || values.length - 1 < Math.floor((length * 8) / 6)) return undefined
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3)
  for (let group = 0; group * 3 < length; group++) {
    const [a = 0, b = 0, c = 0, d = 0] = values.slice(1 + group * 4, 5 + group * 4)
    bytes.writeUIntBE(a * 262_144 + b * 4096 + c * 64 + d, group * 3, 3)
  }
  return bytes.subarray(0, length)
}
