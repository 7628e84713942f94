import { readPastedList } from '#platform/text'
import { type FormText, textOf } from '#web/http'

/** The statements that a field holds, one to a line, however they were pasted. */
export function linesOf(text: FormText, name: string): string[] {
  return readPastedList(textOf(text, name))
}
