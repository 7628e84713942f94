/** How a group is drawn: A ● filled, B ◇ open, C ▲; any further one ■. Everybody together has no letter. */
export function groupClass(letter: string | undefined): string {
  return letter !== undefined && 'ABC'.includes(letter) ? letter.toLowerCase() : 'all'
}
