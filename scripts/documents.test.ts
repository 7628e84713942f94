/** Documents rot in silence. What they name is looked up here: files, commands, settings, tables and functions. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = dirname(import.meta.dirname)
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const outside = ['node_modules', 'dist', 'test-results', 'playwright-report']
const documents = globSync('**/*.md', {
  cwd: root,
  exclude: (path) => outside.includes(path) || path.startsWith('.'),
}).sort()
const readmes = documents.filter((path) => path.endsWith('/README.md')).map(dirname)

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const settings = namesIn(read('docs/SETTINGS.md'), /^\| `(\w+)` \|/gm)
const schema = read('db/schema.sql')
const cliCommands = globSync('apps/cli/**/*.ts', { cwd: root }).flatMap((path) => [
  ...namesIn(read(path), /new Command\('([\w-]+)'/g),
  ...namesIn(read(path), /\.command\('([\w-]+)/g),
])

/** Read by tests, not by the program. */
const testSettings = ['WEERKLANK_DATA']
/** Folders that the program or its tools make; a checkout need not have them. */
const made = /^(dist|node_modules|\.data)\b/
const rooms = /^(apps|bench|bin|cores|db|docs|domains|e2e|platform|scripts|testing|\.ci)\/[\w./-]+$/

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}

function codeIn(text: string): string[] {
  return namesIn(text, /`([^`\n]+)`/g)
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

test('there are documents to look at', () => {
  expect(documents).toContain('README.md')
  expect(settings).toContain('PORT')
  expect(readmes).toContain('domains/answer')
  expect(cliCommands).toContain('doctor')
})

describe.each(documents)('%s', (path) => {
  const text = read(path)

  test('links to files and headings that exist', () => {
    const targets = namesIn(text, /\]\(([^)\s]+)\)/g).filter((target) => !/^[a-z]+:/.test(target))
    const broken = targets.filter((target) => {
      const [file = '', anchor] = target.split('#')
      const linked = file === '' ? path : join(dirname(path), file)
      if (!existsSync(join(root, linked))) return true
      if (!anchor || !linked.endsWith('.md')) return false
      return !namesIn(read(linked), /^#+ (.+)$/gm).some((heading) => anchorOf(heading) === anchor)
    })
    expect(broken).toEqual([])
  })

  test('names files that exist', () => {
    const paths = codeIn(text).filter((code) => rooms.test(code) && !made.test(code))
    expect(paths.filter((named) => !existsSync(join(root, named)))).toEqual([])
  })

  test('names commands that exist', () => {
    const ofNpm = namesIn(text, /\bnpm run (?:-s )?([\w:]+)/g)
    expect(ofNpm.filter((name) => !(name in scripts))).toEqual([])
    for (const name of ['test', 'start'])
      if (text.includes(`npm ${name}`)) expect(scripts).toHaveProperty(name)
    const ofOurs = namesIn(text, /\bweerklank (?:-- )([a-z][\w-]*)/g)
    expect(ofOurs.filter((name) => !cliCommands.includes(name))).toEqual([])
  })

  test('names settings that exist', () => {
    const named = namesIn(text, /\b(WEERKLANK_[A-Z_]+)\b/g)
    expect(named.filter((name) => !settings.includes(name) && !testSettings.includes(name))).toEqual([])
  })
})

describe.each(readmes)('the README of %s', (folder) => {
  const text = read(join(folder, 'README.md'))

  test('names functions and types of its code', () => {
    const code = globSync('**/*.{ts,tsx,css}', { cwd: join(root, folder) })
      .map((path) => read(join(folder, path)))
      .join('\n')
    const named = codeIn(text).filter((name) => /^[a-zA-Z]+[a-z][A-Z][a-zA-Z]*$/.test(name))
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
  })

  test('names tables and columns of the database', () => {
    const named = codeIn(text).filter((name) => /^[a-z]+(_[a-z]+)+$/.test(name))
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(schema))).toEqual([])
  })
})

test.each(readmes.filter((folder) => folder.startsWith('domains/')))(
  'the README of %s fits on a screen',
  (folder) => {
    expect(read(join(folder, 'README.md')).split('\n').length).toBeLessThanOrEqual(45)
  },
)
