import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Web } from './web.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

type StaticFile = {
  type: string
  plain: Buffer<ArrayBuffer>
  br?: Buffer<ArrayBuffer>
  gzip?: Buffer<ArrayBuffer>
}

/**
 * Serves the built files from memory, compressed once at the start. Their names carry a hash of their content,
 * so a browser may keep them for good.
 */
export async function serveStaticFiles(folder: string): Promise<MiddlewareHandler<Web>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => types[extname(name)])
  const files = new Map(
    await Promise.all(names.map(async (name) => [name, await readStaticFile(join(folder, name))] as const)),
  )
  return async (c) => {
    const file = files.get(c.req.path.slice('/assets/'.length))
    if (!file) return c.text('Not found', 404)
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding =
      file.br && /\bbr\b/.test(accepted) ? 'br' : file.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    return c.body((encoding && file[encoding]) ?? file.plain, 200, {
      'Content-Type': file.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    })
  }
}

async function readStaticFile(path: string): Promise<StaticFile> {
  const plain = await readFile(path)
  const type = types[extname(path)] ?? 'application/octet-stream'
  if (extname(path) === '.woff2') return { type, plain }
  const [br, gz] = await Promise.all([promisify(brotliCompress)(plain), promisify(gzip)(plain, { level: 9 })])
  return { type, plain, br, gzip: gz }
}
