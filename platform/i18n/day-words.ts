import type { Locale } from './locale.ts'

type DayWord = 'by' | 'until' | 'from' | 'to'

/**
 * The word before a day, the same on every page and in every mail. A deadline and a last day both count: what is due by
 * 8 May is in time on 8 May, and so does the second day of two. With a capital letter for the start of a sentence.
 */
const dayWords: Record<Locale, Record<DayWord, string>> = {
  nl: { by: 'uiterlijk', until: 'tot en met', from: 'vanaf', to: 'tot en met' },
  en: { by: 'by', until: 'up to and including', from: 'from', to: 'to' },
}

/**
 * Writes out the days of a message: `{due, by, long}` is a deadline, `{on, until, long}` a last day, `{on, from, long}` a first
 * one; `{first, date, long} {last, to, long}` is from one day to another; `{due, By, long}` starts a sentence.
 * @returns the message in plain ICU form
 */
export function spellDays(message: string, locale: Locale): string {
  return message.replaceAll(
    /\{(\w+), (by|By|until|Until|from|From|to), (short|brief|long)\}/g,
    (_, name: string, kind: string, style: string) => {
      const word = dayWords[locale][kind.toLowerCase() as DayWord]
      const said = kind === kind.toLowerCase() ? word : word.charAt(0).toUpperCase() + word.slice(1)
      return `${said} {${name}, date, ${style}}`
    },
  )
}
