/** A file as Outlook packed it; what it is called and is declared to be may be empty. */
export type TnefFile = {
  readonly name: string
  readonly type: string
  readonly contentId: string | null
  readonly content: Uint8Array
}

/** What was found in a `winmail.dat`, and whether all that came as a file in it was: embedded messages and objects are not read. */
export type Tnef = { readonly files: readonly TnefFile[]; readonly isWhole: boolean }

const SIGNATURE = 0x223e9f78
/** More are no mail that a person wrote. */
const MOST_FILES = 200

/** Attributes of the format, as [MS-OXTNEF] 2.1.3 numbers them. */
const attribute = {
  codePage: 0x00069007,
  begins: 0x00069002,
  title: 0x00018010,
  data: 0x0006800f,
  properties: 0x00069005,
} as const

type Draft = {
  name: string
  longName: string
  type: string
  contentId: string
  content?: Uint8Array
  isObject: boolean
}

/**
 * Reads the files in a `winmail.dat`, as [MS-OXTNEF] describes it. The message in it is not read: its text came with the mail as well.
 * Never throws; of a file that is broken, what could be read until there. Linear in the bytes.
 */
export function readTnef(bytes: Uint8Array): Tnef {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const drafts: Draft[] = []
  let isWhole = true
  try {
    readAttributes(data, drafts)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    isWhole = false
  }
  const files = drafts.flatMap(({ name, longName, content, isObject, ...file }) =>
    content && !isObject
      ? [{ name: longName || name, type: file.type, contentId: file.contentId || null, content }]
      : [],
  )
  return { files, isWhole: isWhole && files.length === drafts.length }
}

/** @throws RangeError where the bytes end too early, or are no TNEF */
function readAttributes(data: Buffer, drafts: Draft[]): void {
  if (data.readUInt32LE(0) !== SIGNATURE) throw new RangeError('This is no TNEF.')
  let codePage = 'windows-1252'
  for (let at = 6; at < data.length; ) {
    const id = data.readUInt32LE(at + 1)
    const length = data.readUInt32LE(at + 5)
    const value = take(data, at + 9, length)
    at += 9 + length + 2
    if (id === attribute.codePage && length >= 4) codePage = `windows-${value.readUInt32LE(0)}`
    if (id === attribute.begins) {
      if (drafts.length >= MOST_FILES) throw new RangeError('There are too many files.')
      drafts.push({ name: '', longName: '', type: '', contentId: '', isObject: false })
    }
    const draft = drafts.at(-1)
    if (!draft) continue
    if (id === attribute.title) draft.name = decodeText(value, codePage)
    if (id === attribute.data) draft.content = value
    if (id === attribute.properties) readProperties(value, draft, codePage)
  }
}

/** Properties of an attachment, as [MS-OXCDATA] 2.11 writes them. */
function readProperties(data: Buffer, draft: Draft, codePage: string): void {
  let at = 4
  for (let left = data.readUInt32LE(0); left > 0; left--) {
    const type = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) at = skipName(data, at)
    const read = readValue(data, at, type)
    at = read.end
    const words = () =>
      type === propertyType.unicode ? decodeText(read.value, 'utf-16le') : decodeText(read.value, codePage)
    if (id === 0x3707) draft.longName = words()
    if (id === 0x370e) draft.type = words().toLowerCase()
    if (id === 0x3712) draft.contentId = words().replace(/^<|>$/g, '')
    if (id === 0x3701 && type === propertyType.object) draft.isObject = true
    if (id === 0x3701 && type === propertyType.binary) draft.content ??= read.value
  }
}

/** A property of a kind of its own carries its name before its value. */
function skipName(data: Buffer, at: number): number {
  const isWord = data.readUInt32LE(at + 16) === 1
  return isWord ? at + 24 + padded(data.readUInt32LE(at + 20)) : at + 24
}

const propertyType = { object: 0x000d, string: 0x001e, unicode: 0x001f, binary: 0x0102 } as const
const varying: ReadonlySet<number> = new Set(Object.values(propertyType))
/** Bytes of a value, with what fills them up to four. */
const sizes: Readonly<Record<number, number>> = {
  ...{ 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4 },
  ...{ 20: 8, 64: 8, 72: 16 },
}

/** The first value of a property, and where what follows begins. */
function readValue(data: Buffer, from: number, type: number): { value: Buffer; end: number } {
  const kind = type & 0x0fff
  const isMany = (type & 0x1000) !== 0
  if (!varying.has(kind)) {
    const size = sizes[kind]
    if (size === undefined) throw new RangeError(`There is no property of type ${type}.`)
    const count = isMany ? data.readUInt32LE(from) : 1
    const start = isMany ? from + 4 : from
    take(data, start, size * count)
    return { value: take(data, start, count > 0 ? size : 0), end: start + size * count }
  }
  let at = from + 4
  let value = data.subarray(0, 0)
  for (let left = data.readUInt32LE(from), isFirst = true; left > 0; left--, isFirst = false) {
    const length = data.readUInt32LE(at)
    const found = take(data, at + 4, length)
    if (isFirst) value = found
    at += 4 + padded(length)
  }
  return { value, end: at }
}

const padded = (length: number) => Math.ceil(length / 4) * 4

/** @throws RangeError when the bytes end before */
function take(data: Buffer, from: number, length: number): Buffer {
  if (from + length > data.length) throw new RangeError('The bytes end too early.')
  return data.subarray(from, from + length)
}

/** Text up to its end, which a zero marks. */
function decodeText(value: Buffer, charset: string): string {
  const text = decoderFor(charset).decode(value)
  const end = text.indexOf('\0')
  return (end < 0 ? text : text.slice(0, end)).trim()
}

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder('windows-1252')
  }
}
