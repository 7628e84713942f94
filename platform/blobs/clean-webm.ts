import { FilmRefused, fillWithZeros } from './film-refused.ts'
import type { ReceivedFile } from './received-file.ts'

/** Names of elements, as they stand in a file (RFC 9559, 5.1). */
const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  cues: 0x1c53bb6b,
  cluster: 0x1f43b675,
  track: 0xae,
  trackType: 0x83,
  trackName: 0x536e,
  /** Holds nothing. */
  void: 0xec,
} as const

/** What is told of a film that plays it: how it counts time, how long it is, and with what it was written, which must be there. */
const neededInfo = new Set([0x2ad7b1, 0x4489, 0x4d80, 0x5741])
/** In a cluster that says no size: its time, places and blocks. */
const inCluster = new Set([0xe7, 0xa3, 0xa0, 0xab, 0xa7, 0xaf])
const neededInSegment = new Set<number>([ids.seekHead, ids.cues, ids.cluster, ...inCluster])
const [PICTURE, SOUND] = [1, 2]
/** What tells of a film and its tracks, in bytes. */
const LARGEST_PART = 4 * 1024 * 1024
const MOST_ELEMENTS = 2_000_000
const HEAD_BYTES = 12

/** Where an element and its content begin; `end` is undefined where it does not say its size, as while it is recorded. */
type Element = { id: number; at: number; start: number; end: number | undefined }

/**
 * Leaves in a WebM what plays it: no tags, no attachments, no title, no day.
 * @throws FilmRefused
 */
export async function cleanWebm(file: ReceivedFile): Promise<void> {
  let [at, elements, tracks] = [0, 0, 0]
  while (at < file.size) {
    if (++elements > MOST_ELEMENTS) throw new FilmRefused('broken')
    const element = readElement(await file.read(at, HEAD_BYTES), at)
    const { id, start, end } = element
    // What is inside stands on: a segment always, a cluster where nobody says how long it is.
    if (id === ids.segment || (id === ids.cluster && end === undefined)) {
      at = start
      continue
    }
    if (end === undefined || end > file.size) throw new FilmRefused('broken')
    if (id === ids.tracks || id === ids.info) {
      const bytes = await readPart(file, element)
      if (id === ids.tracks) tracks += cleanTracks(bytes)
      else cleanInfo(bytes)
      await file.overwrite(start, bytes)
    } else if (id !== ids.header && !neededInSegment.has(id)) await voidOnDisk(file, element)
    at = end
  }
  if (tracks === 0) throw new FilmRefused('no-film')
}

async function readPart(file: ReceivedFile, { start, end = start }: Element): Promise<Buffer> {
  if (end - start > LARGEST_PART) throw new FilmRefused('broken')
  return file.read(start, end - start)
}

function cleanInfo(bytes: Buffer): void {
  for (const element of elementsIn(bytes, 0, bytes.length))
    if (!neededInfo.has(element.id)) voidElement(bytes, element)
}

/** @returns how many pictures the film has */
function cleanTracks(bytes: Buffer): number {
  let pictures = 0
  for (const track of elementsIn(bytes, 0, bytes.length)) {
    if (track.id !== ids.track) {
      voidElement(bytes, track)
      continue
    }
    let kind = 0
    for (const element of elementsIn(bytes, track.start, track.end)) {
      if (element.id === ids.trackType) kind = bytes[element.end - 1] ?? 0
      if (element.id === ids.trackName) voidElement(bytes, element)
    }
    if (kind !== PICTURE && kind !== SOUND) throw new FilmRefused('unclean')
    if (kind === PICTURE) pictures += 1
  }
  return pictures
}

function* elementsIn(
  bytes: Buffer,
  from: number,
  to: number,
): Generator<Required<Element> & { end: number }> {
  for (let at = from; at < to; ) {
    const { end, ...element } = readElement(bytes.subarray(at, Math.min(to, at + HEAD_BYTES)), at)
    if (end === undefined || end > to) throw new FilmRefused('broken')
    yield { ...element, end }
    at = end
  }
}

/**
 * Reads the head of an element: its name and its size, both as long as their first bits say (RFC 8794, 4).
 * @param head  its first 12 bytes, or fewer at the end
 */
function readElement(head: Buffer, at: number): Element {
  const idBytes = lengthOf(head, 0, 4)
  const sizeBytes = lengthOf(head, idBytes, 8)
  const id = head.readUIntBE(0, idBytes)
  const size =
    BigInt(`0x${head.toString('hex', idBytes, idBytes + sizeBytes)}`) ^ (1n << BigInt(7 * sizeBytes))
  const start = at + idBytes + sizeBytes
  const isUnknown = size === (1n << BigInt(7 * sizeBytes)) - 1n
  return { id, at, start, end: isUnknown ? undefined : start + Number(size) }
}

function lengthOf(head: Buffer, at: number, most: number): number {
  const length = Math.clz32(head[at] ?? 0) - 23
  if (length > most || at + length > head.length) throw new FilmRefused('broken')
  return length
}

function voidElement(bytes: Buffer, { at, end }: { at: number; end: number }): void {
  const head = voidHead(end - at)
  bytes.fill(0, at, end)
  bytes.set(head, at)
}

async function voidOnDisk(file: ReceivedFile, { at, end = at }: Element): Promise<void> {
  const head = voidHead(end - at)
  await file.overwrite(at, head)
  await fillWithZeros(file, at + head.length, end)
}

/** The head of an element that holds nothing and is so many bytes long, 2 or more. */
function voidHead(length: number): Buffer {
  if (length < 9) return Buffer.of(ids.void, 0x80 | (length - 2))
  const head = Buffer.alloc(9)
  head[0] = ids.void
  head[1] = 1
  head.writeUIntBE(length - 9, 3, 6)
  return head
}
