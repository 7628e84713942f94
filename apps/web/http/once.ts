import { drawOnceKey, isOnceKey, type Sending, sendingOf } from '#platform/once'
import { type FormText, textOf } from './form.ts'
import type { WebContext } from './web.ts'

/** The field in which a form carries its one-time key. */
const ONCE = 'once'

/**
 * A new one-time key as a hidden value, for a form on a page that is for one visitor and `no-store`, such as the answer to
 * a form. On any other page a script puts it in, because pages that are kept are the same for everybody.
 */
export function drawOnce(): Record<string, string> {
  return { [ONCE]: drawOnceKey() }
}

/** The one-time key that came with a form. */
export function onceKeyOf(text: FormText): string | undefined {
  const key = textOf(text, ONCE)
  return isOnceKey(key) ? key : undefined
}

/** By what a form without a key is known for some seconds, beside its words; undefined where the address is not known. */
export function senderOf(c: WebContext): string[] | undefined {
  if (c.var.household === 'unknown') return undefined
  return [c.var.household, c.req.header('user-agent') ?? '', c.req.header('accept-language') ?? '']
}

/** All that was filled in, as one text. */
export function wordsOf(text: FormText): string {
  const { [ONCE]: _, ...words } = text
  return JSON.stringify(Object.entries(words).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * This form as one sending, for `makeOnce`.
 * @param about  what it is about besides its words, such as whose votes
 */
export function sendingHere(c: WebContext, text: FormText, about = ''): Sending {
  const form = {
    path: c.req.path,
    words: wordsOf(text) + about,
    key: onceKeyOf(text),
    from: senderOf(c),
  }
  return sendingOf(form, c.var.services.config.secret)
}
