import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { type Block, type Calendar, readBlocks, readTerm, type Term, writeBlocks } from '#platform/clock'
import type { Deed } from './deed.ts'
import { termFields, withTerms } from './term-field.ts'

/** When the organisation works, and how long it takes for answering unless a subject says otherwise. */
export type WorkingCalendar = {
  version: number
  calendar: Calendar
  /** Until the first answer, and until it is solved. */
  first: Term
  resolution: Term
}

/** The version that counts now, or one that counted before. */
export async function readWorkingCalendar(db: Db, version?: number): Promise<WorkingCalendar> {
  const row = await db
    .selectFrom('working_calendar')
    .selectAll()
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    version: row.version,
    calendar: {
      week: row.week.map(blocksOf),
      keepsHolidays: row.keeps_holidays,
      otherDays: daysSchema.parse(row.other_days),
    },
    first: readTerm(row.first_term),
    resolution: readTerm(row.resolution_term),
  }
}

const daysSchema = z.record(z.iso.date(), z.string().transform(blocksOf))

function blocksOf(text: string): Block[] {
  const blocks = readBlocks(text)
  if (!blocks) throw new Error(`A calendar holds "${text}", which are no hours of a day.`)
  return blocks
}

/** How long answering what is about a subject may take, and by which calendar; nothing said: as the organisation does. */
export async function findTerms(db: Db, subjectId: string | null): Promise<WorkingCalendar> {
  const calendar = await readWorkingCalendar(db)
  if (subjectId === null) return calendar
  const { rows } = await sql<{ first_term: string | null; resolution_term: string | null }>`
    select first_term, resolution_term from subject_terms(${subjectId}::uuid)`.execute(db)
  const { first_term: first, resolution_term: resolution } = rows[0] ?? {}
  return {
    ...calendar,
    ...(first ? { first: readTerm(first) } : {}),
    ...(resolution ? { resolution: readTerm(resolution) } : {}),
  }
}

const hours = z
  .string()
  .trim()
  .max(100, 'not-hours')
  .default('')
  .refine((text) => readBlocks(text) !== undefined, 'not-hours')

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const MOST_OTHER_DAYS = 200

/** A date, and the hours of it or none; one on each line. */
const otherDays = z
  .string()
  .default('')
  .transform((text, context) => {
    const lines = text.split('\n').map((line) => line.trim())
    const days: Record<string, string> = {}
    for (const line of lines.filter((one) => one !== '')) {
      const [date = '', ...rest] = line.split(/\s+/)
      const blocks = readBlocks(rest.join(' '))
      if (!blocks || !z.iso.date().safeParse(date).success || Object.hasOwn(days, date)) {
        context.addIssue({ code: 'custom', message: `not-a-day:${line.slice(0, 60)}` })
        return z.NEVER
      }
      days[date] = writeBlocks(blocks)
    }
    if (Object.keys(days).length > MOST_OTHER_DAYS) context.addIssue({ code: 'custom', message: 'too-many' })
    return days
  })

/** What the form of the calendar holds. A week in which it is never open ends no term. */
export const workingCalendarSchema = z
  .object({
    ...{ monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
    ...{ saturday: hours, sunday: hours, otherDays, ...termFields },
    keepsHolidays: z.literal('yes').optional(),
    seen: z.coerce.number().int().catch(0),
  })
  .refine((form) => weekdays.some((day) => form[day] !== ''), { path: ['monday'], message: 'never-open' })
  .refine(({ firstCount }) => firstCount !== '', { path: ['firstCount'], message: 'not-a-term' })
  .refine(({ resolutionCount }) => resolutionCount !== '', {
    path: ['resolutionCount'],
    message: 'not-a-term',
  })
  .transform((form) => {
    const { keepsHolidays, firstTerm, resolutionTerm, ...rest } = withTerms(form)
    return {
      ...{ seen: rest.seen, otherDays: rest.otherDays, keepsHolidays: keepsHolidays === 'yes' },
      ...{ firstTerm: firstTerm ?? '', resolutionTerm: resolutionTerm ?? '' },
      week: weekdays.map((day) => writeBlocks(readBlocks(rest[day]) ?? [])),
    }
  })

export type ChangeCalendarOutcome = { kind: 'changed' | 'unchanged' | 'changed-meanwhile' }

/** Makes the next version: what began before goes on by the calendar that it began with. */
export async function changeWorkingCalendar(
  tx: Tx,
  { seen, ...words }: z.infer<typeof workingCalendarSchema>,
  deed: Deed,
): Promise<ChangeCalendarOutcome> {
  await sql`select pg_advisory_xact_lock(hashtext('working calendar'))`.execute(tx)
  const now = await readWorkingCalendar(tx)
  if (now.version !== seen) return { kind: 'changed-meanwhile' }
  const next = { ...words, otherDays: JSON.stringify(words.otherDays) }
  const { rows } = await sql`
    select from working_calendar where version = ${seen} and week = ${next.week}::text[]
      and keeps_holidays = ${next.keepsHolidays} and other_days = ${next.otherDays}::jsonb
      and first_term = ${next.firstTerm} and resolution_term = ${next.resolutionTerm}`.execute(tx)
  if (rows.length > 0) return { kind: 'unchanged' }
  await tx
    .insertInto('working_calendar')
    .values({
      ...{ version: seen + 1, week: next.week, keeps_holidays: next.keepsHolidays },
      ...{ other_days: next.otherDays, first_term: next.firstTerm, resolution_term: next.resolutionTerm },
      ...{ made_by: deed.by, made_at: deed.now },
    })
    .execute()
  return { kind: 'changed' }
}

/** Gives the calendar that every organisation begins with, where there is none. */
export async function giveFirstCalendar(db: Db): Promise<void> {
  await sql`select give_first_calendar() where not exists (select from working_calendar)`.execute(db)
}
