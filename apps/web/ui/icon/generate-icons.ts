/**
 * Writes icon-paths.ts: the shapes of the icons that Weerklank uses, so that no request reads a file and no page
 * carries more than its own. To use another icon of Phosphor: add its name, run
 * `node apps/web/ui/icon/generate-icons.ts` and `npm run fix`.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** Bold, beside text. */
const inline = [
  'archive',
  'arrow-bend-up-left',
  'arrow-left',
  'arrow-right',
  'arrow-square-out',
  'arrows-merge',
  'arrows-out-line-horizontal',
  'at',
  'bell',
  'binoculars',
  'broadcast',
  'buildings',
  'calendar',
  'calendar-blank',
  'caret-down',
  'chart-bar',
  'chat-circle-text',
  'chat-text',
  'chats',
  'check',
  'check-circle',
  'check-square',
  'circle-half',
  'clock',
  'copy',
  'download-simple',
  'envelope-simple',
  'eye',
  'eye-slash',
  'file-text',
  'flag',
  'gavel',
  'gear',
  'globe',
  'hammer',
  'hand-coins',
  'handshake',
  'hourglass',
  'identification-card',
  'info',
  'key',
  'link-simple',
  'list-checks',
  'lock-simple',
  'magnifying-glass',
  'map-pin',
  'megaphone',
  'newspaper',
  'note-pencil',
  'paper-plane-tilt',
  'paperclip',
  'pencil-simple',
  'phone',
  'plus',
  'printer',
  'question',
  'rss',
  'ruler',
  'scales',
  'shield-check',
  'sign-out',
  'storefront',
  'tag',
  'translate',
  'trash',
  'tray',
  'user',
  'user-check',
  'users',
  'users-three',
  'warning',
  'warning-circle',
  'x',
  'x-circle',
]

/** Regular, at 2rem: the ways to take part and an empty list. */
const large = [
  'chat-circle-text',
  'check-square',
  'calendar',
  'hand-coins',
  'handshake',
  'lightbulb',
  'list-checks',
  'megaphone',
  'phone',
  'storefront',
  'tray',
  'users-three',
  'note-pencil',
  'magnifying-glass',
  'envelope-simple',
]

const assets = new URL('../../../../node_modules/@phosphor-icons/core/assets/', import.meta.url)

function shapeOf(weight: 'bold' | 'regular', name: string): string {
  const file = weight === 'bold' ? `${name}-bold.svg` : `${name}.svg`
  const svg = readFileSync(new URL(`${weight}/${file}`, assets), 'utf8')
  const path = /^<svg [^>]*><path d="([^"]+)"\/><\/svg>$/.exec(svg.trim())?.[1]
  if (path === undefined) throw new Error(`${file} is not a single path`)
  return path
}

type Shapes = Readonly<Record<string, string>>

/** Icon name → path, straight from the package. */
export function iconShapes(): { boldPaths: Shapes; regularPaths: Shapes } {
  const read = (weight: 'bold' | 'regular', names: readonly string[]) =>
    Object.fromEntries([...names].sort().map((name) => [name, shapeOf(weight, name)]))
  return { boldPaths: read('bold', inline), regularPaths: read('regular', large) }
}

function sourceOf(name: string, shapes: Shapes): string {
  const rows = Object.entries(shapes).map(([icon, path]) => `  '${icon}': '${path}',`)
  return `export const ${name} = {\n${rows.join('\n')}\n} as const\n`
}

if (import.meta.main) {
  const tables = Object.entries(iconShapes()).map(([name, shapes]) => sourceOf(name, shapes))
  const heading = '// Written by generate-icons.ts from @phosphor-icons/core (MIT). Do not edit.\n\n'
  writeFileSync(new URL('./icon-paths.ts', import.meta.url), heading + tables.join('\n'))
}
