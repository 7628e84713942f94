import type { FigureRow, FigureSubject, Figures } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { say } from '#web/words'
import { nameIn } from '../name-in.ts'
import { figuresMessages } from './figures.messages.ts'

/** What stands in the place of a figure that is not told. */
export const DASH = '–'

/** Working minutes, in hours and minutes; or a dash. */
export function durationWords(c: WebContext, minutes: number | null): string {
  if (minutes === null) return DASH
  const t = say(c, figuresMessages)
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  if (h === 0) return t('minutes', { m })
  return m === 0 ? t('hours', { h }) : t('hoursMinutes', { h, m })
}

export function shareWords(c: WebContext, share: number | null): string {
  return share === null ? DASH : say(c, figuresMessages)('percent', { n: share })
}

export function countWords(c: WebContext, many: number | null): string {
  return many === null ? DASH : new Intl.NumberFormat(c.var.locale).format(many)
}

/** A month, as `2026-05`, in words: May 2026. */
export function monthWords(c: WebContext, month: string): string {
  const format = new Intl.DateTimeFormat(c.var.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(noonOf(`${month}-01`))
}

const channels = ['web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook'] as const

/** What a row is of. */
export function rowWords(
  c: WebContext,
  by: FigureSubject['by'],
  { key, name, otherName }: Pick<FigureRow, 'key' | 'name' | 'otherName'>,
): string {
  const t = say(c, figuresMessages)
  if (name !== undefined) return nameIn(c, { name, otherName: otherName ?? '' })
  const channel = channels.find((one) => one === key)
  if (channel) return t(channel)
  return by === 'channel' ? key : t(by === 'subject' ? 'noSubject' : 'noUnit')
}

/** A month or a week of the series. */
export function timeWords(c: WebContext, key: string): string {
  return key.length === 7 ? monthWords(c, key) : say(c, figuresMessages)('weekOf', { on: noonOf(key) })
}

/** The address of figures, of the same period or of another part. */
export function figuresPath(
  c: WebContext,
  { from, to }: Pick<Figures, 'from' | 'to'>,
  of: FigureSubject | null,
  page = '/desk/figures',
): string {
  const asked = new URLSearchParams({
    from: from.slice(0, 7),
    to: to.slice(0, 7),
    ...(of ? { of: `${of.by}:${of.key}` } : {}),
  })
  return `${pathHere(c, page)}?${asked}`
}
