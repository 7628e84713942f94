import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { listenOnLoopback } from '../testing/ports.ts'
import { sharedData } from '../testing/shared-data.ts'

/** A real feed file on loopback, with the title of the post in it. */
export type FeedServer = { url: string; title: string; stop: () => Promise<void> }

/** A feed that was published once where it is on this machine, else our own sample. */
async function chooseFeed(): Promise<{ file: string; title: string }> {
  const real = sharedData('feeds', 'feedparser', 'tests', 'wellformed', 'atom10')
  if (real) return { file: join(real, 'entry_title_text_plain.xml'), title: 'Example Atom' }
  return { file: join(import.meta.dirname, 'sample-feed.xml'), title: 'Een bankje bij de vijver' }
}

/** Serves one feed file as its site would. */
export async function startFeedServer(): Promise<FeedServer> {
  const { file, title } = await chooseFeed()
  const body = await readFile(file)
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/xml' })
    response.end(body)
  })
  const port = await listenOnLoopback(server)
  return {
    url: `http://127.0.0.1:${port}/feed.xml`,
    title,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
