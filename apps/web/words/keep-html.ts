import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Locale } from '#platform/i18n'
import type { Spoken } from '#web/http'

/** What a fragment is made from: data alone, so that its text names it. */
type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [name: string]: Plain }

/** A few million bytes at most: a fragment is one or two thousand. */
const MOST_KEPT = 3000

type Kept = { byText: Map<string, HtmlEscapedString>; byProps: WeakMap<object, HtmlEscapedString> }

/**
 * Keeps what a fragment of a page was rendered to, by all that it was made from: the same props in the same language give
 * the same text, which is made once. Nothing can be out of date, or be shown to somebody whom it is not of, because the
 * fragment is told nothing else: not who asks, nor what the time is. What is kept longest leaves first.
 * @param render  gives the JSX of the fragment; must depend on its two arguments only
 * @returns a function of props that nobody changes afterwards; the very same object is found without being read
 */
export function keepHtml<const Props extends { readonly [Name in keyof Props]: Plain }>(
  render: (c: Spoken, props: Props) => { toString: () => string | Promise<string> } | null,
): (c: Spoken, props: Props) => HtmlEscapedString {
  const spoken = new Map<string, Kept>()
  return (c, props) => {
    const { locale, services } = c.var
    const { timeZone } = services.config
    const { byText, byProps } = keptIn(spoken, `${locale} ${timeZone}`)
    const same = byProps.get(props)
    if (same !== undefined) return same
    const text = JSON.stringify(props)
    const known = byText.get(text)
    const html = known ?? raw(String(render(spokenIn(locale, timeZone), props) ?? ''))
    byProps.set(props, html)
    if (known !== undefined) return html
    byText.set(text, html)
    const oldest = byText.keys().next().value
    if (byText.size > MOST_KEPT && oldest !== undefined) byText.delete(oldest)
    return html
  }
}

function keptIn(spoken: Map<string, Kept>, language: string): Kept {
  const known = spoken.get(language)
  if (known) return known
  const made: Kept = { byText: new Map(), byProps: new WeakMap() }
  spoken.set(language, made)
  return made
}

/** Gives one object for the same words about the same owner, for as long as the owner is there: see `keepHtml`. */
export function keepProps<Owner extends object, Props>(): (
  owner: Owner,
  words: string,
  make: () => Props,
) => Props {
  const kept = new WeakMap<Owner, Map<string, Props>>()
  return (owner, words, make) => {
    const ofOwner = kept.get(owner) ?? new Map<string, Props>()
    if (ofOwner.size === 0) kept.set(owner, ofOwner)
    const known = ofOwner.get(words)
    if (known !== undefined) return known
    const made = make()
    ofOwner.set(words, made)
    return made
  }
}

function spokenIn(locale: Locale, timeZone: string): Spoken {
  return { var: { locale, services: { config: { timeZone } } } }
}
