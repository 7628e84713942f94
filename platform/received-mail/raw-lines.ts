/** Old systems end lines with a carriage return alone, broken relays with two of them. */
export function withLineFeeds(source: string): string {
  if (!source.includes('\r')) return source
  if (!source.includes('\n')) return source.replaceAll('\r', '\n')
  return source.includes('\r\r\n') ? source.replaceAll(/\r\r+\n/g, '\n') : source
}

/** A byte order mark, empty lines, and the line by which mailbox files part mails are no part of the mail. */
export function withoutPrelude(source: string): string {
  const prelude = /^(?:\u00ef\u00bb\u00bf)?[\r\n]*(?:>?From [^:\n][^\n]*\n)?/.exec(source)?.[0] ?? ''
  return source.slice(prelude.length)
}
