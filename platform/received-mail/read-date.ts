const months = [
  /^jan/,
  /^f[eé]v?/,
  /^(mar|mrt|maa|mär|mae)/,
  /^a[pv]r/,
  /^(may|mei|mai)/,
  /^(jun|juin)/,
  /^jui?l/,
  /^(aug|ao[uû])/,
  /^sep/,
  /^o[ck]t/,
  /^nov/,
  /^d[eé][czs]/,
]

/** Zones that mail still names (RFC 5322, section 4.3, and those of Europe), in minutes east of UTC. */
const zones: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  BST: 60,
  CET: 60,
  MET: 60,
  CEST: 120,
  MEST: 120,
  EET: 120,
  EEST: 180,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  JST: 540,
}

type Clock = { year: number; month: number; day: number; time: string; zone: string }

/**
 * When a mail says that it was written. Reads RFC 5322 with its obsolete forms, what Dutch, German and French programs
 * write for months, the order of `ctime`, and ISO 8601. A zone that is not known counts as UTC.
 * @returns null for what names no moment, as 31 February
 */
export function readDate(value: string): Date | null {
  const text = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const clock = readIso(text) ?? readNumbers(text) ?? readDayFirst(text) ?? readMonthFirst(text)
  return clock ? toMoment(clock) : null
}

function readIso(text: string): Clock | undefined {
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(\S*))?/.exec(text)
  if (!found) return undefined
  const [, year, month, day, time = '0:00', zone = ''] = found
  return { year: Number(year), month: Number(month), day: Number(day), time, zone }
}

/** As Dutch programs write it; with slashes it might be American, and names no day. */
function readNumbers(text: string): Clock | undefined {
  const found = /^(\d{1,2})-(\d{1,2})-(\d{4})(?: (\d{1,2}:\d{2}(?::\d{2})?) ?(\S*))?/.exec(text)
  if (!found) return undefined
  const [, day, month, year, time = '0:00', zone = ''] = found
  return { year: Number(year), month: Number(month), day: Number(day), time, zone }
}

const TIME = '(\\d{1,2}[:.]\\d{1,2}(?:[:.]\\d{1,2})?)'

function readDayFirst(text: string): Clock | undefined {
  const found = new RegExp(
    `(?:^|[ ,])0?(\\d{1,2})[. -]+(\\p{L}{3,9})[. -]+(\\d{2,4})(?:,? +${TIME} ?(\\S*))?`,
    'u',
  ).exec(text)
  if (!found) return undefined
  const [, day, month = '', year = '', time = '0:00', zone = ''] = found
  return { year: fullYear(year), month: monthOf(month), day: Number(day), time, zone }
}

function readMonthFirst(text: string): Clock | undefined {
  const found = new RegExp(
    `^(?:\\p{L}+,? )?(\\p{L}{3,9}) (\\d{1,2}),? (?:${TIME} (?:(\\p{Lu}{1,5}|[+-]\\d{4}) )?(\\d{4})|(\\d{4}))`,
    'u',
  ).exec(text)
  if (!found) return undefined
  const [, month = '', day, time = '0:00', zone = '', year, yearAlone] = found
  return { year: Number(year ?? yearAlone), month: monthOf(month), day: Number(day), time, zone }
}

function monthOf(name: string): number {
  return months.findIndex((month) => month.test(name.toLowerCase())) + 1
}

/** Years of two and three digits as RFC 5322, section 4.3, reads them. */
function fullYear(year: string): number {
  const number = Number(year)
  if (year.length === 2) return number < 50 ? 2000 + number : 1900 + number
  return year.length === 3 ? 1900 + number : number
}

function toMoment({ year, month, day, time, zone }: Clock): Date | null {
  const [hour = 0, minute = 0, second = 0] = time.split(/[:.]/).map(Number)
  if (month < 1 || hour > 23 || minute > 59 || second > 60) return null
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return second === 60 ? moment : null
  const shifted = new Date(moment.getTime() - eastOf(zone) * 60_000)
  return Number.isNaN(shifted.getTime()) ? null : shifted
}

function eastOf(zone: string): number {
  const found = /^([+-])(\d{1,2}):?(\d{2})/.exec(zone)
  if (!found) return zones[zone.toUpperCase()] ?? 0
  const minutes = Number(found[2]) * 60 + Number(found[3])
  return found[1] === '-' ? -minutes : minutes
}
