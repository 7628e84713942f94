import type { Locale } from '#platform/i18n'

/** What a standard text can leave open, to be filled in where it is used, by the word that stands for it in each language. */
const fields = {
  asker: { nl: 'naam', en: 'name' },
  writer: { nl: 'mijn naam', en: 'my name' },
  organisation: { nl: 'organisatie', en: 'organisation' },
  unit: { nl: 'team', en: 'team' },
  subject: { nl: 'rubriek', en: 'subject' },
  due: { nl: 'uiterste datum', en: 'due date' },
  page: { nl: 'volgpagina', en: 'tracking page' },
} as const satisfies Record<string, Record<Locale, string>>

export type Field = keyof typeof fields

export const fieldNames = Object.keys(fields).filter((name): name is Field => Object.hasOwn(fields, name))

/** What each field holds in one conversation; empty: it is not known there. */
export type FieldValues = Record<Field, string>

const PLACE = /\{([^{}\n]*)\}/g

/** As a place to fill in stands in a reply: the database refuses a draft with one (`refuse_open_field`). */
const OPEN = /⟨(?:vul in|fill in): ([^⟨⟩]+)⟩/g

const openWord = { nl: 'vul in', en: 'fill in' } as const satisfies Record<Locale, string>

/** How a field is written in a standard text, as `{naam}`. */
export function writeField(field: Field, language: Locale): string {
  return `{${fields[field][language]}}`
}

function findField(word: string, language: Locale): Field | undefined {
  const sought = word.trim().replace(/\s+/g, ' ').toLowerCase()
  return fieldNames.find((name) => fields[name][language] === sought)
}

/** What stands between braces in a text and is no field of its language, each once, as it was written. */
export function listUnknownFields(body: string, language: Locale): string[] {
  const written = [...body.matchAll(PLACE)].map(([, word = '']) => word)
  return [...new Set(written.filter((word) => !findField(word, language)))]
}

/**
 * Fills in the fields of a text, each once: what a value holds is never read as a field. What is not known is marked as a place to
 * fill in, as `⟨vul in: naam⟩`. Linear in the length of the text.
 */
export function fillFields(body: string, values: FieldValues, language: Locale): string {
  return body.replaceAll(PLACE, (place, word: string) => {
    const field = findField(word, language)
    if (!field) return place
    const value = values[field].replace(/\s+/g, ' ').trim()
    return value || `⟨${openWord[language]}: ${fields[field][language]}⟩`
  })
}

/** The places in a reply that are still to fill in, by name, each once. */
export function listOpenFields(text: string): string[] {
  return [...new Set([...text.matchAll(OPEN)].map(([, name = '']) => name))]
}
