import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { PolisFault } from './polis-fault.ts'

/** The files of an export by what they hold, each with the name that it has in its folder. */
export type PolisFolder = { path: string; comments: string; votes: string; summary: string | undefined }

/**
 * Finds the files of an export under their own names, and as a browser saved them: `comments.csv`,
 * `2026-11-29-1130-plein-comments.csv`, `votes (1).csv`.
 * @throws PolisFault where one is missing, or more than one could be it
 */
export async function findPolisFiles(path: string): Promise<PolisFolder> {
  const names = await readdir(path).catch((cause) => {
    throw absent(path, 'comments.csv', cause)
  })
  const find = (what: 'comments' | 'votes' | 'summary'): string | undefined => {
    const [found, other] = names.filter((name) => isNamed(name, what)).sort()
    if (found && other)
      throw new PolisFault(found, 0, `${other} could be the same: leave one of the two in ${basename(path)}`)
    return found
  }
  const get = (what: 'comments' | 'votes') => {
    const found = find(what)
    if (!found) throw absent(path, `${what}.csv`)
    return found
  }
  return { path, comments: get('comments'), votes: get('votes'), summary: find('summary') }
}

function isNamed(name: string, what: string): boolean {
  const [, before = '', word] = /^(.*?[-_ ])?([a-z]+)(?: ?\(\d+\))?\.csv$/i.exec(name) ?? []
  // Polis has a file of people with their votes besides: `participants-votes.csv`.
  return word?.toLowerCase() === what && !/participants?[-_ ]$/i.test(before)
}

/** Looks before anything is opened: a pipe or a device would be read without end. */
export async function findFile(folder: string, name: string): Promise<{ size: number }> {
  const found = await stat(join(folder, name)).catch((cause) => {
    throw absent(folder, name, cause)
  })
  if (!found.isFile()) throw new PolisFault(name, 0, 'it is no ordinary file')
  return found
}

export function absent(folder: string, name: string, cause?: unknown): PolisFault {
  const reason = `the file is not in ${basename(folder)}, or cannot be read`
  return Object.assign(new PolisFault(name, 0, reason), { cause })
}
