import { z } from 'zod'
import type { CommunityFilter } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { getStaff } from '#web/shell'
import { readId } from '../ids.ts'
import { areasAround, type Choices, subjectsIn } from './read-choices.ts'

/** The directory as an address narrows it. */
export type Narrowed = { subject: string; area: string; touch: string }

const text = z.string().max(100).catch('')
const narrowedSchema = z.object({ subject: text, area: text, touch: text })

export function readNarrowed(c: WebContext): Narrowed {
  return narrowedSchema.parse(c.req.query())
}

export function isNarrowed(narrowed: Narrowed): boolean {
  return Object.values(narrowed).some((value) => value !== '')
}

export function communitiesAddress(c: WebContext, narrowed: Partial<Narrowed>, after?: string): string {
  const said = Object.entries({ ...narrowed, after }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  )
  const query = new URLSearchParams(said).toString()
  return `${pathHere(c, '/desk/listen/communities')}${query && `?${query}`}`
}

/** As communities are listed; nothing lies in what is not there to choose. */
export async function filterOf(
  c: WebContext,
  { subject, area, touch }: Narrowed,
  choices: Choices,
): Promise<CommunityFilter> {
  return {
    ...(subject === '' ? {} : { subjectIds: subjectsIn(choices, subject) ?? [] }),
    ...(area === '' ? {} : { areaCodes: areasAround(choices, area) ?? [] }),
    inTouch: await touchOf(c, touch),
  }
}

async function touchOf(c: WebContext, touch: string): Promise<CommunityFilter['inTouch']> {
  if (touch === 'nobody') return { kind: 'nobody' }
  if (touch === 'me') return { kind: 'account', id: (await getStaff(c)).accountId }
  const id = readId(touch)
  return id === undefined ? undefined : { kind: 'unit', id }
}
