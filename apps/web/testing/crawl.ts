import type { TestSite, Visitor } from './site.ts'

/** What was answered at an address: its headers and what stands in it, as text. */
export type Answered = { path: string; status: number; head: string; body: string }

/** Nobody reads a test that goes on for ever: more addresses than this are a list that leads to itself. */
const MOST_PAGES = 1500
/** How long a stream is listened to once it says nothing. */
const SILENCE_MS = 500

/**
 * Follows every address that stands in what is answered, from these on, as a browser without a past would: pages, files,
 * streams, and where redirects lead.
 * @param isWanted  which addresses, where not all
 */
export async function crawl(
  site: TestSite,
  from: readonly string[],
  visitor: Visitor = {},
  isWanted: (path: string) => boolean = () => true,
): Promise<Answered[]> {
  const waiting = [...from]
  const known = new Set(waiting)
  const answered: Answered[] = []
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await visit(site, path, visitor)
    answered.push(answer)
    if (answered.length > MOST_PAGES) throw new Error(`More than ${MOST_PAGES} addresses, such as ${path}`)
    for (const next of addressesIn(answer, site.services.config.url))
      if (!known.has(next) && isWanted(next)) {
        known.add(next)
        waiting.push(next)
      }
  }
  return answered
}

async function visit(site: TestSite, path: string, visitor: Visitor): Promise<Answered> {
  const response = await site.get(path, visitor)
  const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const body = isStream ? await readBeginning(response) : await response.text()
  return { path, status: response.status, head, body }
}

/** What a stream says until it falls silent. */
async function readBeginning(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let said = ''
  for (let ended = reader === undefined; !ended; ) {
    const silence = new Promise<undefined>((resolve) => setTimeout(resolve, SILENCE_MS))
    const chunk = await Promise.race([reader?.read(), silence])
    if (chunk?.value) said += decoder.decode(chunk.value, { stream: true })
    ended = chunk === undefined || chunk.done
  }
  await reader?.cancel()
  return said
}

/** Whatever looks like an address of this site, in an attribute, a text, a file or a header; without what is built. */
function addressesIn({ head, body, path }: Answered, origin: string): string[] {
  const text = `${head}\n${body}`.replaceAll('&amp;', '&')
  const inQuotes = [...text.matchAll(/"(\/[^"\s<>\\]*|\?[^"\s<>\\]*)"/g)].map((match) => match[1] ?? '')
  const inHead = [...head.matchAll(/^location: (\S+)$/gm)].map((match) => match[1] ?? '')
  const whole = [...text.matchAll(/https?:\/\/[^\s"'<>\\)]+/g)].map((match) => match[0])
  return [...inQuotes, ...inHead, ...whole]
    .filter((address) => URL.canParse(address, origin + path))
    .map((address) => new URL(address, origin + path))
    .filter((url) => url.origin === origin && !url.pathname.startsWith('/assets/'))
    .map((url) => url.pathname + url.search)
}
