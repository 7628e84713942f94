import type { TypedIn } from '#domains/people'
import { type FormText, textOf } from './form.ts'

const WINDOW = 'window'
const RESTS = 'rests.'
const MOST = 64

/** In which window a form was typed, and by which versions of its texts it began; undefined where it does not say so. */
export function readTypedIn(form: FormText): TypedIn | undefined {
  const window = textOf(form, WINDOW)
  if (window === '' || window.length > MOST || /\p{Cc}/u.test(window)) return undefined
  const rests = Object.keys(form).filter((name) => name.startsWith(RESTS))
  return {
    window,
    rests: Object.fromEntries(rests.map((name) => [name.slice(RESTS.length), textOf(form, name)])),
  }
}

/** The same as fields of a form: one window is one page as it was made. */
export function typedInValues(window: string, rests: Record<string, string>): Record<string, string> {
  return {
    [WINDOW]: window,
    ...Object.fromEntries(Object.entries(rests).map(([field, version]) => [RESTS + field, version])),
  }
}
