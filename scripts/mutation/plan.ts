/** What is changed, in one room, whose own pure tests judge it: files, and folders that end with a slash. */
export type RoomPlan = { room: string; paths: string[] }

export type MutationPlan = { kind: 'run'; rooms: RoomPlan[] } | { kind: 'refused'; why: string }

const USAGE = `npm run mutate -- PATH…           these files and folders, with the pure tests of their rooms
npm run mutate -- PATH:FROM-TO    these lines of a file`

/** Reads what follows `npm run mutate --`. @param isFolder whether a path is a folder; undefined where nothing is */
export function planMutation(words: string[], isFolder: (path: string) => boolean | undefined): MutationPlan {
  if (words.length === 0) return { kind: 'refused', why: USAGE }
  const rooms = new Map<string, string[]>()
  for (const word of words) {
    const path = word.replace(/^\.\//, '').replace(/\/$/, '')
    const isIn = isFolder(path.replace(LINES, ''))
    if (isIn === undefined) return { kind: 'refused', why: `${word} is no file or folder here\n\n${USAGE}` }
    const [first, second] = path.split('/')
    if (!second) return { kind: 'refused', why: `${word} is no part of one room\n\n${USAGE}` }
    const room = `${first}/${second}`
    rooms.set(room, [...(rooms.get(room) ?? []), isIn ? `${path}/` : path])
  }
  return { kind: 'run', rooms: Array.from(rooms, ([room, paths]) => ({ room, paths })) }
}

const LINES = /:\d+-\d+$/

/** The files that are meant, as patterns: no tests and what they share, and no texts, which are read and not tested. */
export function patternsOf({ paths }: RoomPlan): string[] {
  const meant = paths.map((path) => (path.endsWith('/') ? `${path}**/*.{ts,tsx}` : path))
  return [...meant, '!**/*.test.{ts,tsx}', '!**/testing.ts', '!**/*.messages.ts']
}
