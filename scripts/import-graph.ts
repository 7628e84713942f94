/** Which file imports which, from the imports as they are written: those of types too, which leave no trace in a build. */
import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'

const root = dirname(import.meta.dirname)

/** One import, both ends as paths from the root of the project. */
export type Import = { from: string; to: string; specifier: string }

/** The doors as package.json names them: `#domains/answer` is `domains/answer/index.ts`. */
async function readDoors(): Promise<(specifier: string) => string | undefined> {
  const { imports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>
  }
  const exact = Object.entries(imports).filter(([name]) => !name.includes('*'))
  const patterns = Object.entries(imports).filter(([name]) => name.includes('*'))
  return (specifier) => {
    const found = exact.find(([name]) => name === specifier)?.[1]
    if (found) return normalize(found)
    for (const [name, target] of patterns) {
      const [before = '', after = ''] = name.split('*')
      if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue
      const path = normalize(
        target.replace('*', specifier.slice(before.length, specifier.length - after.length)),
      )
      if (existsSync(join(root, path))) return path
    }
    return undefined
  }
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import '([^']+)'/g

/** Every import of a file of ours by a file of ours. */
export async function listImports(): Promise<Import[]> {
  const doorOf = await readDoors()
  const files = globSync('{apps,cores,db,domains,platform,testing}/**/*.{ts,tsx}', { cwd: root })
  const lists = await Promise.all(
    files.map(async (from) => {
      const text = await readFile(join(root, from), 'utf8')
      return [...text.matchAll(importPattern)].flatMap((match) => {
        const specifier = match[1] ?? match[2] ?? match[3] ?? ''
        const to = specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : doorOf(specifier)
        return to ? [{ from, to, specifier }] : []
      })
    }),
  )
  return lists.flat()
}

/** The room that a file belongs to, of those given. */
export function roomOf(path: string, rooms: readonly string[]): string | undefined {
  return rooms.find((room) => path.startsWith(`${room}/`))
}

/** A drawing in Mermaid of which room uses which. */
export function drawRooms(imports: readonly Import[], rooms: readonly string[]): string {
  const arrows = new Set<string>()
  for (const { from, to } of imports) {
    const [user, used] = [roomOf(from, rooms), roomOf(to, rooms)]
    if (user && used && user !== used && !/\.test\.tsx?$/.test(from)) arrows.add(`  ${user} --> ${used}`)
  }
  return ['flowchart BT', ...[...arrows].sort()].join('\n')
}
