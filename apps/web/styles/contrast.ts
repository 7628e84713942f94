/** Contrast of the roles, computed from the stylesheets themselves; the tests hold themes to it. */

export type Scheme = 'light' | 'dark'
type Roles = ReadonlyMap<string, Readonly<Record<Scheme, string>>>

/** The colour roles that a stylesheet sets, such as `voice` → its light and its dark value. */
export function colourRoles(css: string): Roles {
  const roles = new Map<string, Record<Scheme, string>>()
  for (const [, role = '', value = ''] of css.matchAll(/--wk-([a-z-]+):\s*([^;]+);/g)) {
    const pair = /^light-dark\((#[0-9a-f]+),\s*(#[0-9a-f]+)\)$/.exec(value)
    const single = /^#[0-9a-f]+$/.exec(value)?.[0]
    const light = pair?.[1] ?? single
    const dark = pair?.[2] ?? single
    if (light !== undefined && dark !== undefined) roles.set(role, { light, dark })
  }
  return roles
}

/** WCAG 2 contrast ratio of two colours written as #rgb or #rrggbb. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): number[] {
  const digits = colour.slice(1)
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  if (!/^[0-9a-f]{6}$/.test(full)) throw new RangeError(`not a colour of the form #rrggbb: ${colour}`)
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
}
