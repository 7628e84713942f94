/** The addresses of the built files that every page asks for. */
export interface PageAssets {
  stylesheet: string
  /** What pages of the desk load beside it. */
  staffStylesheet: string
  script: string
  /** The text font, which the browser may fetch before it has read the stylesheet. */
  textFont: string
  /** The organisation's theme, loaded after the stylesheet. */
  theme?: string
  /** All themes that were built: addresses by name. */
  themes: Readonly<Record<string, string>>
}

/**
 * Finds the built files in the manifest of `scripts/build.ts`, read once at the start.
 * @param manifest  logical name → file name
 * @param base      where dist/assets is served, such as `/assets/`
 * @throws Error when a file is missing: the program was not built, or built in part
 */
export function pageAssets(manifest: Readonly<Record<string, string>>, base: string): PageAssets {
  const address = (name: string) => assetAddress(manifest, base, name)
  return {
    stylesheet: address('weerklank.css'),
    staffStylesheet: address('staff.css'),
    script: address('weerklank.js'),
    textFont: address('public-sans-latin-400-normal-everyday.woff2'),
    themes: Object.fromEntries(listThemes(manifest).map((name) => [name, address(`themes/${name}.css`)])),
  }
}

/** The themes that were built, by name. */
function listThemes(manifest: Readonly<Record<string, string>>): string[] {
  return Object.keys(manifest).flatMap((name) => /^themes\/(.+)\.css$/.exec(name)?.[1] ?? [])
}

/** The address of one built file, such as `themes/gemeente-duin.css`. */
function assetAddress(manifest: Readonly<Record<string, string>>, base: string, name: string): string {
  const file = manifest[name]
  if (file === undefined) throw new Error(`dist/assets/manifest.json has no ${name}: run the build`)
  return `${base}${file}`
}
