import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds in a tick of /proc: a hundred a second on every Linux that people run. */
const TICK_MS = 10

/**
 * Processor milliseconds a request, of the program and of PostgreSQL, null where there is no /proc to ask; and of whoever
 * asked, which has the same processors.
 */
export type ProcessorUse = { nodeMs: number | null; postgresMs: number | null; askingMs: number }

/** The processes whose time counts: the program, and PostgreSQL's first, whose children do the work. */
export type Measured = { node: number; postgres: number }

/**
 * Begins to measure how much processor time two programs use: a figure that survives other work on the machine, unlike
 * a rate.
 * @returns a function that says what each of so many requests took since
 */
export function watchProcessor({ node, postgres }: Measured): (requests: number) => ProcessorUse {
  const before = { node: usedBy(node), postgres: usedBy(postgres) }
  const asking = process.cpuUsage()
  return (requests) => ({
    askingMs: each(0, ownMs(asking), requests) ?? 0,
    nodeMs: each(before.node, usedBy(node), requests),
    postgresMs: each(before.postgres, usedBy(postgres), requests),
  })
}

function ownMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

function each(before: number | null, after: number | null, requests: number): number | null {
  return before === null || after === null ? null : Math.round(((after - before) / requests) * 1000) / 1000
}

type Stat = { pid: number; parent: number; own: number; gone: number }

/** What a process used until now with its children, those that ended too. */
function usedBy(pid: number): number | null {
  const stats = readStats()
  const self = stats.find((one) => one.pid === pid)
  if (!self) return null
  const children = stats.filter(({ parent }) => parent === pid)
  return children.reduce((sum, { own, gone }) => sum + own + gone, self.own + self.gone)
}

function readStats(): Stat[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []))
  } catch {
    return []
  }
}

/** proc(5): after the name in brackets come the state, the parent, and at 11 to 14 the times of itself and its children. */
function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [user = 0, system = 0, userGone = 0, systemGone = 0] = fields.slice(11, 15).map(Number)
    const own = (user + system) * TICK_MS
    return { pid, parent: Number(fields[1]), own, gone: (userGone + systemGone) * TICK_MS }
  } catch {
    // It ended since the list was read.
    return undefined
  }
}
