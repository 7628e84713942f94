import { dateIn } from '#platform/clock'

/** What nobody but its author and the desk may know: when something was done, and by which id it is kept. */
export type Secrets = {
  /** The instants that the acts carry. */
  instants: readonly Date[]
  /** When they were really done, in milliseconds: where the ids that were made meanwhile get their time from. */
  madeIn: readonly { from: number; to: number }[]
  ids: readonly string[]
  timeZone: string
}

const UUID_V7 = /[\da-f]{8}-?[\da-f]{4}-?7[\da-f]{3}-?[89ab][\da-f]{3}-?[\da-f]{12}/gi
const MINUTE = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/g
const EPOCH = /(?<![\d.])1\d{9}(?:\d{3})?(?![\d.])/g
const TIME_OF_DAY = /(?<![\d.:])\d{1,2}:\d\d(?![\d.:])/g
/** What may be something packed: a cursor, a token, an ETag. */
const PACKED = /[\w-]{16,}/g

/**
 * Makes the eye that finds what tells a moment at which a person did something, finer than its day, or the id of what
 * they did: as it stands, and packed in something that only looks like a word.
 */
export function momentFinder(secrets: Secrets): (text: string) => string[] {
  const findIds = idFinder(secrets)
  const findTimes = timeFinder(secrets)
  return (text) => {
    const packed = [...text.matchAll(PACKED)].map(([word]) => Buffer.from(word, 'base64url'))
    const texts = [text, ...packed.map((bytes) => bytes.toString('latin1'))]
    const found = texts.flatMap((one) => [...findIds(one), ...findTimes(one)])
    const inBytes = packed.flatMap(partsOf).flatMap(findIds)
    return [...new Set([...found, ...inBytes.map((one) => `${one}, packed`)])]
  }
}

function idFinder({ ids, madeIn }: Secrets): (text: string) => string[] {
  const known = ids.map((id) => id.replaceAll('-', ''))
  const isMadeMeanwhile = (id: string) => {
    const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
    return madeIn.some(({ from, to }) => at >= from && at <= to)
  }
  return (text) => {
    const plain = text.toLowerCase().replaceAll('-', '')
    const made = [...text.matchAll(UUID_V7)].map(([id]) => id).filter(isMadeMeanwhile)
    return [
      ...known.filter((id) => plain.includes(id)).map((id) => `the id ${id}`),
      ...made.map((id) => `an id of that moment, ${id}`),
    ]
  }
}

/** Every sixteen bytes in a row, as an id would be written. */
function partsOf(bytes: Buffer): string[] {
  return Array.from({ length: Math.max(0, bytes.length - 15) }, (_, at) =>
    bytes.subarray(at, at + 16).toString('hex'),
  )
}

/** Instants, and what people read as a time: of pages without their tags, which are full of numbers that are none. */
function timeFinder({ instants, timeZone }: Secrets): (text: string) => string[] {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' })
  const minutes = new Set(
    instants.flatMap((at) => [minuteOf(at), `${dateIn(timeZone, at)}T${clock.format(at)}`]),
  )
  const times = new Set([...minutes].map((minute) => minute.slice(11)))
  return (text) => {
    const written = [...text.matchAll(MINUTE)].map(([one]) => ({ one, minute: one.replace(' ', 'T') }))
    const counted = [...text.matchAll(EPOCH)].map(([one]) => {
      return { one, minute: minuteOf(new Date(Number(one) * (one.length === 10 ? 1000 : 1))) }
    })
    const inWords = [...text.replaceAll(/<[^>]*>/g, ' ').matchAll(TIME_OF_DAY)]
    return [
      ...[...written, ...counted]
        .filter(({ minute }) => minutes.has(minute))
        .map(({ one }) => `the instant ${one}`),
      ...inWords.filter(([one]) => times.has(one.padStart(5, '0'))).map(([one]) => `the time ${one}`),
    ]
  }
}

function minuteOf(at: Date): string {
  return at.toISOString().slice(0, 16)
}
