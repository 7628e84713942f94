/** An entry of a feed. */
export type AtomEntry = {
  /** Its address, which stays: what it is known by. */
  address: string
  title: string
  text: string
  updated: Date
  language: string
}

/** What may not stand in XML, whatever is written for it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(ILLEGAL, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/**
 * A feed as Atom 1.0 (RFC 4287).
 * @param feed.updated  of its newest entry, or of anything where there is none
 */
export function writeAtom(feed: {
  title: string
  author: string
  language: string
  /** Of the page with the same, and of the feed itself. */
  page: string
  address: string
  updated: Date
  entries: readonly AtomEntry[]
}): string {
  const entries = feed.entries.map(
    ({ address, title, text, updated, language }) => `  <entry xml:lang="${escapeXml(language)}">
    <id>${escapeXml(address)}</id>
    <title>${escapeXml(title)}</title>
    <link href="${escapeXml(address)}"/>
    <updated>${updated.toISOString()}</updated>
    <summary>${escapeXml(text)}</summary>
  </entry>
`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">
  <id>${escapeXml(feed.address)}</id>
  <title>${escapeXml(feed.title)}</title>
  <link rel="self" href="${escapeXml(feed.address)}"/>
  <link href="${escapeXml(feed.page)}"/>
  <updated>${feed.updated.toISOString()}</updated>
  <author><name>${escapeXml(feed.author)}</name></author>
${entries.join('')}</feed>
`
}
