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

/**
 * Keeps what a fragment of a page was rendered to, by all that it was made from: the same props in the same language give
 * the same text, which is made once. Nothing can be out of date, or be shown to somebody whom it is not of, because the
 * fragment is told nothing else: not who asks, nor what the time is. What is kept longest leaves first.
 * @param render  gives the JSX of the fragment; must depend on its two arguments only
 */
export function keepHtml<const Props extends { readonly [Name in keyof Props]: Plain }>(
  render: (c: Spoken, props: Props) => { toString: () => string | Promise<string> } | null,
): (c: Spoken, props: Props) => HtmlEscapedString {
  const spoken = new Map<string, Map<string, HtmlEscapedString>>()
  return (c, props) => {
    const { locale, services } = c.var
    const { timeZone } = services.config
    const language = `${locale} ${timeZone}`
    const kept = spoken.get(language) ?? new Map<string, HtmlEscapedString>()
    if (kept.size === 0) spoken.set(language, kept)
    const key = JSON.stringify(props)
    const known = kept.get(key)
    if (known !== undefined) return known
    const html = raw(String(render(spokenIn(locale, timeZone), props) ?? ''))
    kept.set(key, html)
    const oldest = kept.keys().next().value
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return html
  }
}

function spokenIn(locale: Locale, timeZone: string): Spoken {
  return { var: { locale, services: { config: { timeZone } } } }
}
