import type { CopyName } from './kept-copy.ts'

/** What somebody writes text in. */
export type Field = HTMLTextAreaElement | HTMLInputElement

/** What is said about kept text, in the language of the page; `server` and `account` are there at the desk. */
export function wordsHere(): DOMStringMap | undefined {
  return document.querySelector<HTMLTemplateElement>('template#unsent')?.dataset
}

/**
 * Whether what is typed here is kept: every text area of a form that is sent, and at the desk every line of text. Not what a
 * browser fills in by itself, and no code.
 */
export function isKept(target: unknown): target is Field {
  const isArea = target instanceof HTMLTextAreaElement
  const isLine = target instanceof HTMLInputElement && target.type === 'text'
  if (!isArea && !(isLine && isKeptLine(target))) return false
  return target.name !== '' && target.form?.getAttribute('method')?.toLowerCase() === 'post'
}

function isKeptLine(line: HTMLInputElement): boolean {
  return wordsHere()?.server !== undefined && !line.hasAttribute('autocomplete') && !line.readOnly
}

export function fieldsOnPage(): Field[] {
  return [...document.querySelectorAll('textarea, input')].filter(isKept)
}

/** A form is known by where it is sent, whatever the language; a page may name another place for it. */
export function placeOf(form: HTMLFormElement): string {
  const address = form.dataset.place ?? form.getAttribute('action') ?? ''
  const { pathname, search } = new URL(address, location.href)
  return pathname.replace(/^\/(nl|en)(?=\/)/, '') + search
}

export function nameOf(field: Field): CopyName {
  const place = field.form ? placeOf(field.form) : ''
  return { account: wordsHere()?.account ?? '', place, field: field.name }
}

/** In which window a form is typed, and what it began with, where its page says so. */
export function typedIn(form: HTMLFormElement | null | undefined): [string, string][] {
  const said = form ? [...new FormData(form)] : []
  return said.flatMap(([name, value]) =>
    typeof value === 'string' && (name === 'window' || name.startsWith('rests.')) ? [[name, value]] : [],
  )
}
