/**
 * Lets those with one key go one after another; others do not wait for them.
 * @param most  who stand in one line at most
 * @returns a function that waits for its turn and does the work; undefined when the line is full
 */
export function createLines(
  most: number,
): <Result>(key: string, work: () => Promise<Result>) => Promise<Result | undefined> {
  const lines = new Map<string, { length: number; end: Promise<unknown> }>()
  return async (key, work) => {
    const line = lines.get(key) ?? { length: 0, end: Promise.resolve() }
    if (line.length >= most) return undefined
    line.length++
    lines.set(key, line)
    const turn = line.end.then(work)
    line.end = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      line.length--
      if (line.length === 0) lines.delete(key)
    }
  }
}
