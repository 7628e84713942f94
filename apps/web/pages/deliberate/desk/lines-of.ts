import { type FormText, textOf } from '#web/http'

/** What a field holds line by line, without empty lines: a statement on each. */
export function linesOf(text: FormText, name: string): string[] {
  return textOf(text, name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
