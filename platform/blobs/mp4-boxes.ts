import { FilmRefused } from './film-refused.ts'

/** A box (ISO/IEC 14496-12, 4.2): where its head, its content and its end are, as offsets in bytes. */
export type Box = { type: string; at: number; start: number; end: number }

/**
 * Reads the head of a box.
 * @param head  its first 16 bytes, or fewer at the end
 * @param at  where it begins
 * @param limit  where what it lies in ends
 * @throws FilmRefused when it is larger than that, or smaller than itself
 */
export function readHead(head: Buffer, at: number, limit: number): Box {
  if (head.length < 8) throw new FilmRefused('broken')
  const said = head.readUInt32BE(0)
  const isLong = said === 1
  if (isLong && head.length < 16) throw new FilmRefused('broken')
  const headBytes = isLong ? 16 : 8
  const size = isLong ? Number(head.readBigUInt64BE(8)) : said === 0 ? limit - at : said
  if (size < headBytes || at + size > limit) throw new FilmRefused('broken')
  return { type: head.toString('latin1', 4, 8), at, start: at + headBytes, end: at + size }
}

/** The boxes in a box, one after the other. */
export function* boxesIn(bytes: Buffer, { start, end }: Box): Generator<Box> {
  for (let at = start; at < end; ) {
    // QuickTime ends some lists with four zeros.
    if (end - at === 4 && bytes.readUInt32BE(at) === 0) return
    const box = readHead(bytes.subarray(at, Math.min(end, at + 16)), at, end)
    yield box
    at = box.end
  }
}

export function findBox(bytes: Buffer, inside: Box, ...path: string[]): Box | undefined {
  let found: Box | undefined = inside
  for (const name of path) found = found && [...boxesIn(bytes, found)].find(({ type }) => type === name)
  return found
}

/** Makes of a box one that says nothing. */
export function freeBox(bytes: Buffer, { at, start, end }: Box): void {
  bytes.write('free', at + 4, 'latin1')
  bytes.fill(0, start, end)
}

/** What each box needs inside it to be played; of those that are not named here nothing inside is looked at. */
const needed: Record<string, readonly string[]> = {
  trak: ['tkhd', 'edts', 'mdia'],
  mdia: ['mdhd', 'hdlr', 'minf'],
  minf: ['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl'],
  stbl: [
    ...['stsd', 'stts', 'ctts', 'cslg', 'stsc', 'stsz', 'stz2', 'stco', 'co64', 'stss', 'stps'],
    ...['sdtp', 'sbgp', 'sgpd', 'subs', 'saiz', 'saio'],
  ],
  moof: ['mfhd', 'traf'],
  traf: ['tfhd', 'tfdt', 'trun', 'sdtp', 'sbgp', 'sgpd', 'subs', 'saiz', 'saio'],
}

/** Writes over what a track or a fragment does not need, and when it was made. */
export function freeInside(bytes: Buffer, outer: Box): void {
  const names = needed[outer.type]
  if (!names) return
  for (const box of boxesIn(bytes, outer)) {
    if (!names.includes(box.type)) freeBox(bytes, box)
    else freeInside(bytes, box)
    if (box.type === 'tkhd' || box.type === 'mdhd') clearTimes(bytes, box)
    // What the handler calls itself stands behind what it is.
    if (box.type === 'hdlr') bytes.fill(0, Math.min(box.end, box.start + 24), box.end)
  }
}

/** When it was made and changed: the first two numbers behind the version. */
export function clearTimes(bytes: Buffer, { start, end }: Box): void {
  const isLong = bytes[start] === 1
  bytes.fill(0, Math.min(end, start + 4), Math.min(end, start + 4 + (isLong ? 16 : 8)))
}

/** `vide`, `soun`, or what else a track holds. */
export function trackKindOf(bytes: Buffer, trak: Box): string {
  const handler = findBox(bytes, trak, 'mdia', 'hdlr')
  if (!handler || handler.end - handler.start < 12) throw new FilmRefused('broken')
  return bytes.toString('latin1', handler.start + 8, handler.start + 12)
}
