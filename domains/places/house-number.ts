/** What stands behind a number, in one way: `a` and `2` are `A-2`, `bis` is `BIS`. */
export function joinAddition(letter: string, addition: string): string {
  return [letter, addition]
    .map((part) => part.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .filter(Boolean)
    .join('-')
}

/** An addition as it is compared: people leave its hyphens out. */
export function bareAddition(addition: string): string {
  return addition.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
