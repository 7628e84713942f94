import { parseArgs } from 'node:util'

/** What is changed, in one room: its own pure tests judge it. */
export type RoomPlan = { room: string; mutate: string[] }

export type MutationPlan =
  | { kind: 'run'; rooms: RoomPlan[]; again: boolean }
  | { kind: 'refused'; why: string }

const USAGE = `npm run mutate -- PATH…           these files and folders, with the pure tests of their rooms
npm run mutate -- --again PATH…   also what was measured before and has not changed since`

/** Reads what follows `npm run mutate --`. @param isFolder whether a path is a folder; undefined where nothing is */
export function planMutation(words: string[], isFolder: (path: string) => boolean | undefined): MutationPlan {
  const { values, positionals } = parseArgs({
    args: words,
    options: { again: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (positionals.length === 0) return { kind: 'refused', why: USAGE }
  const rooms = new Map<string, string[]>()
  for (const word of positionals) {
    const path = word.replace(/^\.\//, '').replace(/\/$/, '')
    const isIn = isFolder(path)
    if (isIn === undefined) return { kind: 'refused', why: `${word} is no file or folder here\n\n${USAGE}` }
    const [first, second] = path.split('/')
    if (!second) return { kind: 'refused', why: `${word} is no part of one room\n\n${USAGE}` }
    const room = `${first}/${second}`
    rooms.set(room, [...(rooms.get(room) ?? []), ...(isIn ? inFolder(path) : [path])])
  }
  return {
    kind: 'run',
    rooms: Array.from(rooms, ([room, mutate]) => ({ room, mutate: [...mutate, ...NEVER] })),
    again: values.again ?? false,
  }
}

function inFolder(folder: string): string[] {
  return [`${folder}/**/*.ts`, `${folder}/**/*.tsx`]
}

/** Tests and what they share; texts, which are read and not tested word by word. */
const NEVER = ['!**/*.test.{ts,tsx}', '!**/testing.ts', '!**/*.messages.ts']
