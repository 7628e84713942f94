import { escapeHtml } from '../feeds/clean-html.ts'
import { withoutIllegalCharacters } from '../feeds/plain-text.ts'

/** A source as others may take it over. */
export interface WrittenSource {
  readonly title: string
  /** Null where there is no feed: it is left out. */
  readonly address: string | null
  readonly home: string | null
  readonly language: string | null
}

/**
 * A list of sources as OPML 2.0, which every program that reads feeds takes in.
 * @param list.at  when it was made
 */
export function writeOpml(list: { title: string; at: Date; sources: readonly WrittenSource[] }): string {
  const outlines = list.sources.flatMap(({ title, address, home, language }) =>
    address === null
      ? []
      : `    <outline${written({ type: 'rss', text: title, title, xmlUrl: address, htmlUrl: home, language })}/>\n`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n',
    `    <title>${escapeHtml(withoutIllegalCharacters(list.title))}</title>\n`,
    `    <dateCreated>${list.at.toUTCString()}</dateCreated>\n  </head>\n  <body>\n`,
    ...outlines,
    '  </body>\n</opml>\n',
  ].join('')
}

function written(attributes: Record<string, string | null>): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : ` ${name}="${quoted(value)}"`))
    .join('')
}

/** As it must be written in an attribute: a line break there would be read as a space. */
function quoted(value: string): string {
  return escapeHtml(withoutIllegalCharacters(value)).replaceAll('"', '&quot;').replace(/\s/g, ' ')
}
