import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * Lets a stylesheet ask for `font.woff2?everyday`: the part of that font that its face's `unicode-range` names, as a
 * file of its own. What nearly every page is written with weighs two thirds of the whole; a browser fetches the rest
 * only where a text has a letter of it.
 * @throws Error from the build when no face of the stylesheet has the address, or when it names no range
 */
export const everydayFonts: Plugin = {
  name: 'everyday-fonts',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /\.woff2\?everyday$/ }, async ({ path, importer, kind, resolveDir }) => {
      const whole = await resolve(path.replace(/\?everyday$/, ''), { kind, importer, resolveDir })
      if (whole.errors.length > 0) return whole
      return {
        path: whole.path.replace(/\.woff2$/, '-everyday.woff2'),
        namespace: 'everyday-fonts',
        pluginData: { whole: whole.path, letters: rangeOf(await readFile(importer, 'utf8'), path) },
      }
    })
    onLoad({ filter: /.*/, namespace: 'everyday-fonts' }, async ({ pluginData: { whole, letters } }) => {
      // Loaded only now: most builds find that nothing changed.
      const { default: subset } = await import('subset-font')
      const contents = await subset(await readFile(whole), letters, { targetFormat: 'woff2' })
      return { contents, loader: 'file', resolveDir: dirname(whole) }
    })
  },
}

/** All letters of the `unicode-range` beside an address, in a stylesheet's text. */
function rangeOf(css: string, address: string): string {
  const face = css.split('@font-face').find((text) => text.includes(`"${address}"`)) ?? ''
  const range = /unicode-range:\s*([^;]+);/.exec(face)?.[1]
  if (range === undefined) throw new Error(`${address} has no unicode-range beside it`)
  return lettersIn(range)
}

/** The letters of a CSS `unicode-range`, such as `U+0020-007E, U+20AC`. */
export function lettersIn(range: string): string {
  return range
    .split(',')
    .flatMap((part) => {
      const [, from = '', to = from] = /^\s*U\+([0-9A-F]+)(?:-([0-9A-F]+))?\s*$/i.exec(part) ?? []
      const first = Number.parseInt(from, 16)
      if (Number.isNaN(first)) throw new Error(`"${part.trim()}" is no range of letters, such as U+0020-007E`)
      return Array.from({ length: Number.parseInt(to, 16) - first + 1 }, (_, at) =>
        String.fromCodePoint(first + at),
      )
    })
    .join('')
}
