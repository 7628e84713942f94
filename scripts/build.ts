/**
 * Builds what the program runs on: dist/weerklank.js and dist/assets with its manifest.
 *
 * Runs before every command, so it does nothing when no input changed. Files are written beside their place and
 * renamed into it, names under assets/ carry the hash of their content and the manifest comes last: two builds at
 * once, or a server that still runs on the previous one, never meet half a build.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, Metafile, OutputFile, Plugin } from 'esbuild'
import { everydayFonts } from './everyday-fonts.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Where to: `dist`, or the folder that a test names. */
const dist = resolve(root, process.argv[2] ?? 'dist')
const assets = join(dist, 'assets')
const manifestPath = join(assets, 'manifest.json')
const stampPath = join(dist, 'build.stamp')

const inputFolders = ['apps', 'cores', 'db', 'domains', 'platform']
const inputFiles = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.ts',
  'scripts/everyday-fonts.ts',
]
const inputTypes = new Set(['.ts', '.tsx', '.css', '.json'])

/** Browsers that know light-dark(), cascade layers and nesting; older ones get readable, unstyled HTML. */
const browsers = ['chrome123', 'firefox120', 'safari17.5']

/** A server that was started from an earlier build may be asked for its files for this long. */
const keepAssetsForMs = 7 * 24 * 3600 * 1000

const cli = 'apps/cli/main.ts'
/** What runs in a thread or process of its own is a file of its own. */
const threads = [
  'domains/opinions/engine/opinion-engine.worker.ts',
  'domains/listen/feeds/feed-reader.worker.ts',
  'platform/blobs/remake-picture.worker.ts',
  'platform/received-mail/mail-reader.worker.ts',
]
const stylesheets = ['apps/web/styles/weerklank.css', 'apps/web/styles/staff.css']
const themes = 'apps/web/themes'
const islands = 'apps/web/islands/main.ts'

/** Parts of Turbo for what no page of ours has: frames, streams, morphs, links fetched ahead, a progress bar. */
const unusedInTurbo = [
  'AppearanceObserver',
  'DefaultIdiomorphCallbacks',
  'FormLinkClickObserver',
  'FrameController',
  'FrameRedirector',
  'FrameRenderer',
  'FrameView',
  'LinkInterceptor',
  'LinkPrefetchObserver',
  'MorphingFrameRenderer',
  'MorphingPageRenderer',
  'Preloader',
  'ProgressBar',
  'StreamElement',
  'StreamMessageRenderer',
  'StreamObserver',
  'StreamSourceElement',
]
const nothing = '{ start() {} stop() {} preloadOnLoadLinksForView() {} setValue() {} show() {} hide() {} }'

/**
 * Takes out of Turbo what we never use: a third of what a first visit would fetch of it. Its progress bar is more than
 * weight: it puts a <style> element into the page, which a strict Content-Security-Policy refuses and reports.
 */
function trimTurbo(source: string): string {
  const cuts: [RegExp, string][] = [
    [/^var Idiomorph = \(function \(\) \{$[\s\S]*?^\}\)\(\);$/m, 'var Idiomorph = {};'],
    [/^const StreamActions = \{$[\s\S]*?^\};$/m, 'const StreamActions = {};'],
    ...unusedInTurbo.map((name): [RegExp, string] => [
      new RegExp(`^class ${name} (extends \\w+ )?\\{(\\}|$[\\s\\S]*?^\\})$`, 'm'),
      `class ${name} ${nothing}`,
    ]),
  ]
  return cuts.reduce((text, [part, instead]) => {
    if (!part.test(text)) throw new Error(`Turbo changed; look again at what we leave out: ${part}`)
    return text.replace(part, instead)
  }, source)
}

const trimmedTurbo: Plugin = {
  name: 'trimmed-turbo',
  setup({ onLoad }) {
    onLoad({ filter: /@hotwired\/turbo\/dist\/turbo\.es2017-esm\.js$/ }, async ({ path }) => ({
      contents: trimTurbo(await readFile(path, 'utf8')),
      loader: 'js',
    }))
  },
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  logLevel: 'error',
} satisfies BuildOptions

const server = {
  ...shared,
  entryPoints: [
    { in: cli, out: 'weerklank' },
    ...threads.map((file) => ({ in: file, out: basename(file, '.ts') })),
  ],
  outdir: dist,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  packages: 'external',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
} satisfies BuildOptions

const browser = {
  ...shared,
  outdir: assets,
  entryNames: '[dir]/[name]-[hash]',
  assetNames: '[name]-[hash]',
  minify: true,
  format: 'esm',
  target: browsers,
  loader: { '.woff2': 'file' },
  plugins: [trimmedTurbo, everydayFonts],
} satisfies BuildOptions

async function main(): Promise<void> {
  const stamp = await stampOfInputs()
  if (await isBuilt(stamp)) return
  const started = performance.now()
  // Loaded only now: most runs find that nothing changed.
  const { build } = await import('esbuild')
  const entryPoints = [...stylesheets, islands, ...(await listThemes())].map((entry) => ({
    in: entry,
    out: logicalName(entry).replace(/\.\w+$/, ''),
  }))
  const [page, program] = await Promise.all([
    build({ ...browser, entryPoints }),
    existsSync(join(root, cli)) ? build(server) : undefined,
  ])
  await mkdir(join(assets, 'themes'), { recursive: true })
  await Promise.all(page.outputFiles.map(place))
  await Promise.all((program?.outputFiles ?? []).map(place))
  await placeText(manifestPath, `${JSON.stringify(manifestOf(page.metafile), null, 2)}\n`)
  await placeText(stampPath, stamp)
  await removeOldAssets(new Set(page.outputFiles.map(({ path }) => relative(assets, path))))
  console.error(`built ${basename(dist)} in ${Math.round(performance.now() - started)} ms`)
}

async function isBuilt(stamp: string): Promise<boolean> {
  if (!existsSync(stampPath) || !existsSync(manifestPath)) return false
  if (existsSync(join(root, cli)) && !existsSync(join(dist, 'weerklank.js'))) return false
  if (!threads.every((file) => existsSync(join(dist, `${basename(file, '.ts')}.js`)))) return false
  return (await readFile(stampPath, 'utf8')) === stamp
}

/** Path, size and time of every input: a changed, new or removed file changes the stamp. */
async function stampOfInputs(): Promise<string> {
  const listed = await Promise.all(inputFolders.map(listInputs))
  const lines = await Promise.all([...inputFiles, ...listed.flat()].map(stampOfFile))
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

async function listInputs(folder: string): Promise<string[]> {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  const names = await readdir(path, { recursive: true })
  return names.filter((name) => inputTypes.has(extname(name))).map((name) => join(folder, name))
}

async function stampOfFile(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(join(root, path))
  return `${path} ${size} ${mtimeMs}`
}

async function listThemes(): Promise<string[]> {
  const names = await readdir(join(root, themes))
  return names.filter((name) => name.endsWith('.css')).map((name) => `${themes}/${name}`)
}

/** Logical name → file name under assets/, for all that a page may ask for. */
function manifestOf({ outputs }: Metafile): Record<string, string> {
  const named = Object.entries(outputs).map(([output, { entryPoint, inputs }]) => {
    const source = entryPoint ?? Object.keys(inputs)[0] ?? output
    return [logicalName(source), relative(assets, resolve(root, output))] as const
  })
  return Object.fromEntries(named.sort(([a], [b]) => a.localeCompare(b)))
}

function logicalName(source: string): string {
  if (source === islands) return 'weerklank.js'
  if (source.startsWith(`${themes}/`)) return `themes/${basename(source)}`
  return basename(source)
}

async function place({ path, contents }: OutputFile): Promise<void> {
  const isHashed = path.startsWith(assets)
  if (isHashed && existsSync(path)) {
    const now = new Date()
    await utimes(path, now, now)
    return
  }
  await placeText(path, contents)
}

async function placeText(path: string, contents: string | Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}-${randomUUID()}.tmp`
  await writeFile(beside, contents)
  await rename(beside, path)
}

async function removeOldAssets(current: ReadonlySet<string>): Promise<void> {
  const entries = await readdir(assets, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(assets, join(entry.parentPath, entry.name)))
    .filter((name) => !current.has(name) && name !== 'manifest.json')
  await Promise.all(
    names.map(async (name) => {
      const path = join(assets, name)
      const age = await stat(path).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      )
      if (age > keepAssetsForMs) await rm(path, { force: true })
    }),
  )
}

try {
  await main()
} catch (error) {
  console.error(`The build of ${relative(process.cwd(), root) || '.'} failed.`)
  console.error(error)
  process.exitCode = 1
}
