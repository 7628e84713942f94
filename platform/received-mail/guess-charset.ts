import type { HeaderBlock } from './header-blocks.ts'

const latin = new TextDecoder('windows-1252')
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Whether bytes are of another code page: of a text in UTF-8 that lost a byte, most is still UTF-8. */
export function isOfCodePage(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return false
  const text = bytes.toString()
  const lost = text.split('\ufffd').length - 1
  return text.replaceAll(/[\p{ASCII}\ufffd]/gu, '').length <= 2 * lost
}

/**
 * Headers are ASCII, or UTF-8 since RFC 6532. Old programs write their code page instead: such lines, of the mail and of
 * its parts, are read by the character set that the mail declares, else by windows-1252.
 */
export function recodeHeaders(bytes: Buffer, blocks: readonly HeaderBlock[]): Buffer {
  const pieces: Buffer[] = []
  let from = 0
  const foreign = blocks.filter(({ start, end }) => !isUtf8(bytes.subarray(start, end)))
  const decoder = foreign.length > 0 ? declaredDecoder(blocks) : latin
  for (const { start, end } of foreign) {
    const lines = bytes.subarray(start, end).toString('latin1').split('\n')
    const read = lines
      .map((line) => Buffer.from(line, 'latin1'))
      .map((line) => (isOfCodePage(line) ? decoder.decode(line) : line.toString()))
    pieces.push(bytes.subarray(from, start), Buffer.from(read.join('\n')))
    from = end
  }
  return pieces.length === 0 ? bytes : Buffer.concat([...pieces, bytes.subarray(from)])
}

function declaredDecoder(blocks: readonly HeaderBlock[]): TextDecoder {
  const declared = blocks.map(({ text }) => charsetOf(text)).filter((one) => !isUnicode(one))
  return declared.map(findDecoder).find((decoder) => decoder !== undefined) ?? latin
}

function charsetOf(header: string): string {
  return /charset\s*=\s*"?([\w.:-]+)/i.exec(header)?.[1] ?? ''
}

/** What decodes as UTF-8, or says nothing of more than ASCII. */
function isUnicode(charset: string): boolean {
  return /^(|utf-?8|us-ascii|ascii|7bit|8bit|unknown-8bit|x-unknown|default)$/i.test(charset)
}

function findDecoder(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset)
  } catch {
    return undefined
  }
}

/**
 * The type that a text part should have had, where it says UTF-8, ASCII or nothing, and is of a code page: that of
 * Western Europe.
 * @param source  a byte a character
 * @returns undefined where nothing is to be mended
 */
export function guessType(source: string, block: HeaderBlock): string | undefined {
  const type = /^content-type\s*:\s*(.*)$/im.exec(block.text)?.[1]?.trim() ?? 'text/plain'
  if (!/^text\//i.test(type) || !isUnicode(charsetOf(type))) return undefined
  const body = decodeBody(source.slice(block.end, block.bodyEnd), block.text)
  if (!body || !isOfCodePage(body)) return undefined
  return `${type.replaceAll(/;\s*charset\s*=\s*("[^"]*"|[^\s;]*)/gi, '').replace(/[;\s]+$/, '')}; charset=windows-1252`
}

function decodeBody(body: string, header: string): Buffer | undefined {
  const encoding = /^content-transfer-encoding\s*:\s*([\w-]+)/im.exec(header)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable')
    return /[\u0080-\u00ff]/.test(body) ? Buffer.from(body, 'latin1') : undefined
  if (!/=[89a-f][\da-f]/i.test(body)) return undefined
  const bytes = body.replace(/=([\da-f]{2})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}
