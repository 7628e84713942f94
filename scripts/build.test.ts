import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lettersIn } from './everyday-fonts.ts'

const script = fileURLToPath(new URL('./build.ts', import.meta.url))
let folder: string
let said: string[]

/** Runs the build in a process of its own, as a command does, and returns what it says. */
async function runBuild(): Promise<string> {
  const { stderr } = await promisify(execFile)(process.execPath, [script, folder])
  return stderr
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-build-'))
  said = await Promise.all([runBuild(), runBuild()])
})

afterAll(() => rm(folder, { recursive: true }))

async function manifest(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(folder, 'assets', 'manifest.json'), 'utf8'))
}

test('two builds at once leave one whole build, and nothing half written', async () => {
  expect(said.join('')).toContain('built')
  for (const file of Object.values(await manifest())) {
    const { size } = await stat(join(folder, 'assets', file))
    expect(size).toBeGreaterThan(100)
  }
  expect((await stat(join(folder, 'weerklank.js'))).size).toBeGreaterThan(10_000)
  expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('nothing is built again when nothing changed', async () => {
  const before = await stat(join(folder, 'build.stamp'))
  expect(await runBuild()).toBe('')
  expect((await stat(join(folder, 'build.stamp'))).mtimeMs).toBe(before.mtimeMs)
})

test('a lost manifest is made again', async () => {
  await rm(join(folder, 'assets', 'manifest.json'))
  expect(await runBuild()).toContain('built')
  expect(await manifest()).toHaveProperty('weerklank.css')
})

test('what a browser loads stays small: script under 35 kB, style under 10 kB and 4 kB more at the desk, compressed', async () => {
  const sizeOf = async (name: string) => {
    const file = (await manifest())[name]
    if (file === undefined) throw new Error(`${name} was not built`)
    return brotliCompressSync(await readFile(join(folder, 'assets', file))).length
  }
  expect(await sizeOf('weerklank.js')).toBeLessThan(35_000)
  expect(await sizeOf('weerklank.css')).toBeLessThan(10_000)
  expect(await sizeOf('staff.css')).toBeLessThan(4000)
})

test('the fonts of an everyday page together weigh less than 40 kB', async () => {
  const files = Object.entries(await manifest()).filter(([name]) => name.endsWith('-everyday.woff2'))
  expect(files.map(([name]) => name)).toHaveLength(3)
  const sizes = await Promise.all(files.map(([, file]) => stat(join(folder, 'assets', file))))
  expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(40_000)
})

test('a range of letters is read as a stylesheet writes it', () => {
  expect(lettersIn('U+0041-0043, U+20AC,U+e9')).toBe('ABC€é')
  expect(() => lettersIn('U+0041, latin')).toThrow('"latin" is no range of letters')
})

test('the style asks for nothing but its own fonts, and no address holds its own content', async () => {
  const file = (await manifest())['weerklank.css'] ?? ''
  const css = await readFile(join(folder, 'assets', file), 'utf8')
  const asked = [...css.matchAll(/url\(["']?([^"')]+)/g)].map((match) => match[1] ?? '')
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.filter((address) => !/^(\.\/[a-zA-Z0-9-]+\.woff2|#wk-hatch)$/.test(address))).toEqual([])
})

test('the script puts no style element into the page: a strict Content-Security-Policy refuses it', async () => {
  const file = (await manifest())['weerklank.js'] ?? ''
  const script = await readFile(join(folder, 'assets', file), 'utf8')
  expect(script, 'Turbo is in it').toContain('turbo:load')
  expect(script).not.toMatch(/installStylesheetElement|createElement\(["'`]style["'`]\)/)
})

/** What a page or a script would ask of the parts of Turbo that the build leaves out. */
const LEFT_OUT =
  /turbo-(frame|stream|refresh|preload)|data-turbo-(frame|stream|method|preload|prefetch|confirm)|turbo:(frame|morph|before-morph|before-prefetch|before-stream|before-frame)|(render|connect)Stream|morph\w+\(/

test('no page asks for a part of Turbo that is left out', async () => {
  const web = fileURLToPath(new URL('../apps/web', import.meta.url))
  const files = (await readdir(web, { recursive: true })).filter((name) => /\.tsx?$/.test(name))
  expect(files.length).toBeGreaterThan(200)
  const texts = await Promise.all(files.map((name) => readFile(join(web, name), 'utf8')))
  expect(files.filter((_, at) => LEFT_OUT.test(texts[at] ?? ''))).toEqual([])
})
