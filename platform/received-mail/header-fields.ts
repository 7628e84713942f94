import { addressParser, decodeWords } from 'postal-mime'
import type { Mailbox } from './received-mail.ts'

/** The header of a mail: its fields in their order, names in lower case, values unfolded and not yet decoded. */
export class HeaderFields {
  readonly #fields: readonly { readonly key: string; readonly value: string }[]

  constructor(fields: readonly { readonly key: string; readonly value: string }[]) {
    this.#fields = fields
  }

  /** All values of a field that may stand more than once. */
  list(name: string): string[] {
    return this.#fields.filter((field) => field.key === name).map((field) => field.value.trim())
  }

  /** The first value of a field; undefined when the mail has none. */
  find(name: string): string | undefined {
    return this.#fields.find((field) => field.key === name)?.value.trim()
  }

  /** The first value as a person reads it. */
  text(name: string): string {
    return decodeWords(this.find(name) ?? '')
      .replace(/\s+/g, ' ')
      .trim()
  }

  mailboxes(name: string): Mailbox[] {
    return this.list(name)
      .flatMap((value) => addressParser(value, { flatten: true }))
      .map((one) => ({ name: one.name.replace(/\s+/g, ' ').trim(), address: (one.address ?? '').trim() }))
      .filter((one) => one.name || one.address)
  }

  /** Message-IDs without angle brackets, each once, in their order; those broken over lines are put together. */
  ids(name: string): string[] {
    const values = this.list(name).join(' ').slice(0, LONGEST_IDS)
    const bracketed = [...values.matchAll(/<([^<>]*)>/g)].map((found) => (found[1] ?? '').replace(/\s+/g, ''))
    const words = values.split(/[\s,]+/).filter((word) => word !== '')
    // Some programs told in a sentence what they answer, by its writer and its day.
    const bare = bracketed.length === 0 && words.every((word) => /^[^@\s]+@[^@\s]+$/.test(word)) ? words : []
    return [...new Set([...bracketed, ...bare])].filter((id) => id !== '')
  }
}

/** Chains of references grow with a thread; what is longer was not written by a mail program. */
const LONGEST_IDS = 100_000
