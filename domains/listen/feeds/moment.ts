/**
 * Dates as sites write them. Whatever is read means the same on every machine: the program's own reading of dates follows
 * the zone of the machine, puts the month first and knows no Dutch.
 */

const FIRST_YEAR = 1990
const LAST_YEAR = 2100

/** Hours from UTC of the names that RFC 822 has, and of those that European sites write; summer time is the site's word. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 1, bst: 1, ist: 1 },
  ...{ cet: 1, met: 1, mez: 1, cest: 2, mest: 2, mesz: 2, eet: 2, eest: 3, msk: 3 },
  ...{ ast: -4, adt: -3, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
}

/** Dutch, English, German and French, by their first letters; longer beginnings before shorter ones. */
const MONTHS: ReadonlyArray<readonly [string, number]> = [
  ...([
    ['januar', 1],
    ['janv', 1],
    ['jan', 1],
    ['jän', 1],
    ['feb', 2],
    ['fév', 2],
    ['fev', 2],
    ['mrt', 3],
    ['maart', 3],
    ['mar', 3],
    ['mär', 3],
    ['apr', 4],
    ['avr', 4],
    ['mei', 5],
    ['may', 5],
    ['mai', 5],
    ['juin', 6],
    ['jun', 6],
    ['juil', 7],
    ['jul', 7],
    ['aug', 8],
    ['aoû', 8],
    ['sep', 9],
    ['okt', 10],
    ['oct', 10],
    ['nov', 11],
    ['dec', 12],
    ['dez', 12],
    ['déc', 12],
  ] as const),
]

/** A date longer than this is a text. */
const LONGEST = 80

const TIME = /(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\b\.?)?/i
const OFFSET = /(?:(?<![\p{L}])(?:gmt|utc|ut))?\s*([+-])(\d{1,2}):?(\d{2})?$/iu
const ZONE_NAME = /(?<![p{L}])([a-z]{1,4})$/i

type Day = { year: number; month: number; day: number }
type Time = { hour: number; minute: number; second: number; ms: number }

/**
 * The instant that a site means, or undefined where that is not certain enough or no date can be: an unread date is unknown.
 * Without a zone it is the time on the clocks of the given one. Of numbers alone the day comes before the month, unless
 * the year is in front or the time is told with AM or PM. Weekdays are not looked at: sites get them wrong. A bare ISO date
 * is the beginning of that day in UTC, as ISO 8601 is read everywhere.
 * Takes time in proportion to the text, of which more than a line is no date.
 * @param timeZone of the organisation, such as `Europe/Amsterdam`
 */
export function readMoment(text: string | null | undefined, timeZone: string): Date | undefined {
  const line = (text ?? '')
    .replace(/\s+/g, ' ')
    // 12.00 uur, 10h30
    .replace(/(?<!\d)(\d{1,2})(?:[.:](\d{2}) ?u(?:ur)?\b|h(\d{2})\b)/i, (_, h, m, m2) => `${h}:${m ?? m2}`)
    .trim()
  if (line === '' || line.length > LONGEST) return undefined
  const moment = readNumber(line) ?? readWritten(line, timeZone)
  const year = moment?.getUTCFullYear() ?? 0
  return year >= FIRST_YEAR && year <= LAST_YEAR ? moment : undefined
}

/** Seconds or milliseconds since 1970. */
function readNumber(line: string): Date | undefined {
  if (!/^\d{9,13}(\.\d+)?$/.test(line)) return undefined
  const value = Number(line)
  return new Date(value < 1e11 ? value * 1000 : value)
}

function readWritten(line: string, timeZone: string): Date | undefined {
  const bare = /^(\d{4})-?(\d{2})(?:-?(\d{2}))?$/.exec(line)
  if (bare)
    return instantOf({ year: +(bare[1] ?? 0), month: +(bare[2] ?? 0), day: +(bare[3] ?? 1) }, MIDNIGHT, 0)
  // 20260629T150741Z and 20260629 are the same without their signs.
  const spelled = line.replace(
    /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?=$|[Z+ -])/,
    (_, y, m, d, h, min, s) => `${y}-${m}-${d}${h ? ` ${h}:${min}:${s ?? '00'}` : ''}`,
  )
  const time = readTime(spelled)
  if (time === 'impossible') return undefined
  const dayWords = time ? `${spelled.slice(0, time.from)} ${time.rest}` : spelled
  const day = readDay(dayWords, time?.isTwelveHours ?? false)
  return day && instantOf(day, time ?? MIDNIGHT, time?.offset ?? timeZone)
}

const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, ms: 0 }

type FoundTime = Time & {
  /** Minutes from UTC, where a zone is named. */
  offset: number | undefined
  isTwelveHours: boolean
  from: number
  /** What stands behind the time and its zone: a year, in some spellings. */
  rest: string
}

/** The time in a line, with the zone behind it. */
function readTime(line: string): FoundTime | 'impossible' | undefined {
  const found = TIME.exec(line)
  if (!found) return undefined
  const [whole, h = '', m = '', s = '0', fraction = '', half] = found
  const isTwelveHours = half !== undefined
  const hour = isTwelveHours ? (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(h)
  const [minute, second] = [Number(m), Math.min(Number(s), 59)]
  const isEndOfDay = hour === 24 && minute === 0 && second === 0
  if ((hour > 23 && !isEndOfDay) || minute > 59 || Number(s) > 60) return 'impossible'
  const { offset, rest } = readZone(line.slice(found.index + whole.length).trim())
  if (offset === 'unknown') return 'impossible'
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return { hour, minute, second, ms, offset, isTwelveHours, from: found.index, rest }
}

/** The zone that a text ends in; one that is named but not known makes the instant unknown. */
function readZone(text: string): { offset: number | undefined | 'unknown'; rest: string } {
  // `+0200 (CEST)`: what stands in brackets says the same in words.
  const tail = text.replace(/\s*\([^)]*\)$/, '')
  const year = /^(.*?)\s*(\d{4})$/.exec(tail)
  const zone =
    year && !/[+-]\s*$/.test(year[1] ?? '')
      ? { text: year[1] ?? '', rest: year[2] ?? '' }
      : { text: tail, rest: '' }
  if (zone.text === '') return { offset: undefined, rest: zone.rest }
  const offset = OFFSET.exec(zone.text)
  if (offset) {
    const [, sign, hours = '', minutes = '0'] = offset
    const total = Number(hours) * 60 + Number(minutes)
    return { offset: total > 15 * 60 ? 'unknown' : sign === '-' ? -total : total, rest: zone.rest }
  }
  const name = ZONE_NAME.exec(zone.text)?.[1]?.toLowerCase()
  if (name === undefined) return { offset: undefined, rest: `${zone.text} ${zone.rest}` }
  if (name === 'uur' || name === 'h' || name === 'uhr') return { offset: undefined, rest: zone.rest }
  const hours = ZONES[name]
  return { offset: hours === undefined ? 'unknown' : hours * 60, rest: zone.rest }
}

function readDay(words: string, isMonthFirst: boolean): Day | undefined {
  const numbers = [...words.matchAll(/\d+/g)].map(([digits]) => digits)
  const month = monthIn(words)
  if (month !== undefined) {
    const [first, second] = numbers
    if (first === undefined || second === undefined) return undefined
    return first.length === 4
      ? { year: Number(first), month, day: Number(second) }
      : { year: yearOf(second), month, day: Number(first) }
  }
  // Letters that are no month (but for the T of ISO 8601) are a language that we do not read.
  if (numbers.length < 3 || /\p{L}{2,}/u.test(words)) return undefined
  const [a = '', b = '', c = ''] = numbers
  if (a.length === 4) return { year: Number(a), month: Number(b), day: Number(c) }
  return isMonthFirst
    ? { year: yearOf(c), month: Number(a), day: Number(b) }
    : { year: yearOf(c), month: Number(b), day: Number(a) }
}

/** The month in words; a weekday may stand before it, and `mar` is one in French. */
function monthIn(words: string): number | undefined {
  const found = [...words.toLowerCase().matchAll(/\p{L}{3,}/gu)].flatMap(
    ([word]) => MONTHS.find(([start]) => word.startsWith(start))?.[1] ?? [],
  )
  return found.at(-1)
}

/** Of two digits: those below 70 are of this century, as RFC 2822 has it for those below 50. */
function yearOf(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function instantOf({ year, month, day }: Day, time: Time, zone: number | string): Date | undefined {
  const { hour, minute, second, ms } = time
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
    const midnight = date
      .toPlainDateTime()
      .add({ hours: hour, minutes: minute, seconds: second, milliseconds: ms })
    const at =
      typeof zone === 'number'
        ? midnight.toZonedDateTime('UTC').epochMilliseconds - zone * 60_000
        : midnight.toZonedDateTime(zone).epochMilliseconds
    return new Date(at)
  } catch {
    return undefined
  }
}
