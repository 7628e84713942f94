import { globSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listImports, roomOf } from './import-graph.ts'
import { biomeRules, domains, doorOf, order, rulesFile } from './rooms.ts'

const root = join(import.meta.dirname, '..')
const imports = await listImports()

async function listFolders(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${path}/${name}`)
}

test('the rules of the linter are those of the list of rooms: npm run rooms writes them', async () => {
  expect(await readFile(rulesFile, 'utf8')).toBe(biomeRules())
})

test('every domain, and every part of the site, has its place in the order', async () => {
  const found = [...(await listFolders('domains')), ...(await listFolders('apps/web/pages'))]
  expect(found.filter((room) => !order.includes(room))).toEqual([])
  expect(order.filter((room) => !imports.some(({ to }) => to.startsWith(`${room}/`)))).toEqual([])
})

test('no room imports a later one, not even a type', () => {
  const upward = imports.filter(({ from, to }) => {
    const [user, used] = [roomOf(from, order), roomOf(to, order)]
    return user && used && order.indexOf(used) > order.indexOf(user)
  })
  expect(upward.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('whoever is outside of a room comes in by its door', () => {
  const climbing = imports.filter(({ from, to, specifier }) => {
    const used = roomOf(to, order)
    if (!used || roomOf(from, order) === used) return false
    // What runs in the browser is bundled by itself, and takes the one file that it needs.
    if (from.startsWith('apps/web/islands/')) return false
    return specifier !== doorOf(used) && specifier !== `${doorOf(used)}/testing`
  })
  expect(climbing.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([])
})

test('platform and cores know no room', () => {
  const lower = imports.filter(({ from, to }) => /^(platform|cores)\//.test(from) && roomOf(to, order))
  expect(lower.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

/** Which room made a table, from its migrations: after the time of a file its room is the first word of its name. */
async function listTables(): Promise<Map<string, string>> {
  const folder = join(root, 'db/migrations')
  const tables = new Map<string, string>()
  for (const name of await readdir(folder)) {
    const room = /^\d{12}_([a-z]+)/.exec(name)?.[1] ?? ''
    if (room !== 'platform' && !domains.includes(room)) throw new Error(`${name} names no room.`)
    for (const [, table = ''] of (await readFile(join(folder, name), 'utf8')).matchAll(
      /create (?:unlogged )?table (\w+)/g,
    ))
      tables.set(table, `domains/${room}`)
  }
  return tables
}

test('no domain asks for the tables of a later one', async () => {
  const tables = await listTables()
  expect(tables.get('vote')).toBe('domains/deliberate')
  const asked: string[] = []
  for (const path of globSync('domains/**/*.ts', {
    cwd: root,
    exclude: ['**/*.test.ts', '**/*testing.ts'],
  })) {
    const text = await readFile(join(root, path), 'utf8')
    const names = text.matchAll(
      /(?:(?:From|Join|Into|Table|Lateral)\(\s*'|\b(?:from|join|into|update|using|table) )(\w+)/g,
    )
    for (const [, table = ''] of names) {
      const [user, owner] = [roomOf(path, order), tables.get(table)]
      if (user && owner && order.indexOf(owner) > order.indexOf(user)) asked.push(`${path} asks for ${table}`)
    }
  }
  expect(asked).toEqual([])
})
