import { Hono } from 'hono'
import { findHomeBounds } from '#domains/places'
import { LEAST_ZOOM, MOST_ZOOM, type Tile, touches, widen } from '#platform/tiles'
import { limits, sharedRead, type Web, type WebContext } from '#web/http'
import { limitByAddress } from '#web/shell'

/** The map under outlines, passed on, so that nobody else learns who looks at which place. */
export const tilesRoutes = new Hono<Web>()

/** A drawing shows a little more than its areas; this much of them lies around. */
const MARGIN = 0.1

const readHomeBounds = sharedRead(findHomeBounds, { alsoSignedIn: true })

/** One dot that lets everything through: what a drawing shows where there is no tile. */
const transparent = Uint8Array.fromBase64(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
)

const safe = { 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff' }

tilesRoutes.get('/tiles/:z/:x/:y', limitByAddress(limits.tiles), async (c) => {
  const { tiles } = c.var.services
  const tile = readTile(c.req.param())
  if (!tiles || !tile || !(await isOfHome(c, tile))) return c.notFound()
  const found = await tiles(tile)
  // Soon there may be one.
  if (found.kind === 'none')
    return c.body(transparent, 200, {
      ...safe,
      'Content-Type': 'image/png',
      'Cache-Control': 'public, max-age=60',
    })
  const tag = `"${found.tag}"`
  const headers = {
    ...safe,
    'Cache-Control': 'public, max-age=86400, stale-while-revalidate=604800',
    ETag: tag,
  }
  if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304, headers)
  return c.body(new Uint8Array(found.bytes), 200, { ...headers, 'Content-Type': found.type })
})

tilesRoutes.all('/tiles/*', (c) => c.notFound())

/** As an address names it: in digits alone. */
function readTile({ z, x, y }: { z: string; x: string; y: string }): Tile | undefined {
  if (![z, x, y].every((number) => /^\d{1,6}$/.test(number))) return undefined
  return { z: Number(z), x: Number(x), y: Number(y) }
}

/** Nobody gets a map of the world by us: only what our own drawings lie on. */
async function isOfHome(c: WebContext, tile: Tile): Promise<boolean> {
  const { z, x, y } = tile
  if (z < LEAST_ZOOM || z > MOST_ZOOM || Math.max(x, y) >= 2 ** z) return false
  const home = await readHomeBounds(c, c.var.organisation.name)
  return home !== undefined && touches(tile, widen(home, MARGIN))
}
