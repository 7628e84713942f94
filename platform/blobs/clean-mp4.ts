import { FilmRefused, fillWithZeros } from './film-refused.ts'
import { type Box, boxesIn, clearTimes, freeBox, freeInside, readHead, trackKindOf } from './mp4-boxes.ts'
import { type Span, spansOfTrack } from './mp4-samples.ts'
import type { ReceivedFile } from './received-file.ts'

/** More than the index of a day, in bytes. */
const LARGEST_INDEX = 32 * 1024 * 1024
/** Fragments of a second each, for many hours. */
const MOST_BOXES = 200_000
/** Places between picture and sound that are written over, one by one. */
const MOST_GAPS = 100_000
const HEAD_BYTES = 16

/** What a film needs on its first level; all else is written over. */
const needed = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'mfra'])

/**
 * Leaves in a film of ISO base media or QuickTime what plays it, and nothing else: where it was made stands in `udta`, in `meta`, in
 * `uuid`, or in a track of its own.
 * @throws FilmRefused
 */
export async function cleanMp4(file: ReceivedFile): Promise<void> {
  const boxes = await listBoxes(file)
  const index = boxes.filter(({ type }) => type === 'moov')
  const [moov] = index
  if (!moov || index.length > 1) throw new FilmRefused('broken')
  for (const box of boxes)
    if (!needed.has(box.type)) {
      await file.overwrite(box.at + 4, Buffer.from('free'))
      await fillWithZeros(file, box.start, box.end)
    }
  const bytes = await readBox(file, moov)
  const inner = { ...moov, at: 0, start: moov.start - moov.at, end: bytes.length }
  const { spans, dropped } = cleanIndex(bytes, inner, file.size)
  const fragments = boxes.filter(({ type }) => type === 'moof')
  if (dropped > 0 && fragments.length > 0) throw new FilmRefused('unclean')
  await file.overwrite(moov.at, bytes)
  for (const fragment of fragments) await cleanFragment(file, fragment)
  const data = boxes.filter(({ type }) => type === 'mdat')
  if (fragments.length === 0) await clearBetween(file, data, spans)
}

async function listBoxes(file: ReceivedFile): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = 0; at < file.size; ) {
    const box = readHead(await file.read(at, HEAD_BYTES), at, file.size)
    boxes.push(box)
    if (boxes.length > MOST_BOXES) throw new FilmRefused('broken')
    at = box.end
  }
  return boxes
}

async function readBox(file: ReceivedFile, { at, end }: Box): Promise<Buffer> {
  if (end - at > LARGEST_INDEX) throw new FilmRefused('broken')
  return file.read(at, end - at)
}

/** Cleans the index in memory, and tells where picture and sound lie in the file. */
function cleanIndex(bytes: Buffer, moov: Box, size: number): { spans: Span[]; dropped: number } {
  const spans: Span[] = []
  let [pictures, dropped] = [0, 0]
  for (const box of boxesIn(bytes, moov)) {
    if (box.type === 'mvhd') clearTimes(bytes, box)
    if (box.type !== 'trak') {
      if (!['mvhd', 'mvex'].includes(box.type)) freeBox(bytes, box)
      continue
    }
    const kind = trackKindOf(bytes, box)
    if (kind === 'vide') pictures += 1
    if (kind === 'vide' || kind === 'soun') {
      freeInside(bytes, box)
      for (const span of spansOfTrack(bytes, box, size)) spans.push(span)
    } else {
      dropped += 1
      freeBox(bytes, box)
    }
  }
  if (pictures === 0) throw new FilmRefused('no-film')
  return { spans, dropped }
}

async function cleanFragment(file: ReceivedFile, moof: Box): Promise<void> {
  const bytes = await readBox(file, moof)
  const whole = { ...moof, at: 0, start: moof.start - moof.at, end: bytes.length }
  freeInside(bytes, whole)
  await file.overwrite(moof.at, bytes)
}

/** Writes over what lies in the data and belongs to no track that is kept. */
async function clearBetween(file: ReceivedFile, data: Box[], spans: Span[]): Promise<void> {
  spans.sort((one, other) => one.from - other.from)
  let [next, gaps] = [0, 0]
  for (const { start, end } of data) {
    let at = start
    while (at < end) {
      while ((spans[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next += 1
      const span = spans[next]
      const gapEnd = Math.min(end, span?.from ?? end)
      if (gapEnd > at) {
        if (++gaps > MOST_GAPS) throw new FilmRefused('unclean')
        await fillWithZeros(file, at, gapEnd)
      }
      at = Math.max(gapEnd, Math.min(end, span?.to ?? end))
    }
  }
}
