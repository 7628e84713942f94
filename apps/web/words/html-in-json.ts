import type { HtmlEscapedString } from 'hono/utils/html'

/** A piece of a page; what `keepHtml` keeps is an object, and the same one each time. */
export type Fragment = HtmlEscapedString | string

/** As text of JSON, without its quotes, by fragment. */
const kept = new WeakMap<object, string>()

/**
 * The JSON of an object of which one member is HTML by name, each made of fragments. A fragment that is kept is made JSON
 * once, which is most of what answering with a part of a page costs. All of it is ASCII, so that it is sent as it is.
 * @returns what `JSON.stringify({ ...told, [member]: joined })` would mean
 */
export function withHtml(
  told: Readonly<Record<string, string>>,
  member: string,
  html: Readonly<Record<string, readonly Fragment[]>>,
): string {
  const parts = Object.entries(html).map(
    ([name, fragments]) => `"${name}":"${fragments.map(inJson).join('')}"`,
  )
  const said = Object.entries(told).map(([name, text]) => `"${name}":"${escaped(text)}"`)
  return `{${[...said, `"${member}":{${parts.join(',')}}`].join(',')}}`
}

function inJson(fragment: Fragment): string {
  if (typeof fragment !== 'object') return fragment === '' ? '' : escaped(fragment)
  const known = kept.get(fragment)
  if (known !== undefined) return known
  const made = escaped(String(fragment))
  kept.set(fragment, made)
  return made
}

const NOT_ASCII = /[^\0-\x7f]/g

function escaped(text: string): string {
  const json = JSON.stringify(text).slice(1, -1)
  return json.replace(NOT_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
