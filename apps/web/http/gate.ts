import type { LoopDelay } from './loop-delay.ts'

/**
 * What somebody asks for, in the order in which it is given up when there is more to do than can be done. `answer` is
 * the page that tells what came of a form; `form` is also what leads to one: signing in, codes, coming in.
 */
export type Asked = 'report' | 'live' | 'search' | 'page' | 'answer' | 'form' | 'vote'

/** Lets in, or does not. */
export type Gate = {
  /** @returns what to call when the answer is made; undefined for whoever is refused */
  letIn: (asked: Asked) => (() => void) | undefined
  close: () => void
}

type Bounds = { lateMs: number; inFlight: number }

/**
 * From which delay of the process, and from how many at once, each is refused. Readers are counted together, and so are
 * those who write; a code may have to wait ten seconds for its turn, and a thousand of those hold up nobody. Forms and
 * votes have only a last bound, so that whoever is let in is answered in seconds.
 */
export const bounds = {
  report: { lateMs: 50, inFlight: 24 },
  live: { lateMs: 75, inFlight: 48 },
  search: { lateMs: 100, inFlight: 64 },
  page: { lateMs: 150, inFlight: 96 },
  answer: { lateMs: 400, inFlight: 256 },
  form: { lateMs: Number.POSITIVE_INFINITY, inFlight: 2000 },
  vote: { lateMs: Number.POSITIVE_INFINITY, inFlight: 3000 },
} as const satisfies Record<Asked, Bounds>

/** What was refused is let in again only when it is well below its bound: else it would open and shut all the time. */
const OPENS_AT = 0.7

/** Makes the gate of a process. */
export function createGate(loop: LoopDelay): Gate {
  const inFlight = { reading: 0, writing: 0 }
  const valves = new Map<Asked, { late: Valve; full: Valve }>()
  const valvesOf = (asked: Asked) => {
    const known = valves.get(asked)
    if (known) return known
    const { lateMs, inFlight: many } = bounds[asked]
    const made = { late: createValve(lateMs), full: createValve(many) }
    valves.set(asked, made)
    return made
  }
  return {
    letIn: (asked) => {
      const side = isWriting(asked) ? 'writing' : 'reading'
      const { late, full } = valvesOf(asked)
      const many = inFlight[side]
      if (late(loop.read()) || full({ least: many, most: many })) return undefined
      inFlight[side] += 1
      return () => {
        inFlight[side] -= 1
      }
    },
    close: loop.close,
  }
}

/** Whether it belongs to what somebody says or chooses, for which connections are kept. */
export function isWriting(asked: Asked): boolean {
  return asked === 'form' || asked === 'vote'
}

/** Says whether it is shut, at what is measured now. */
type Valve = (measured: { least: number; most: number }) => boolean

function createValve(bound: number): Valve {
  let isShut = false
  return ({ least, most }) => {
    isShut = isShut ? most > bound * OPENS_AT : least >= bound
    return isShut
  }
}

/** What a request asks for, by its address alone. */
export function askedBy({ method, url }: { method: string; url: string }): Asked {
  const { pathname, searchParams } = new URL(url)
  if (method !== 'GET' && method !== 'HEAD') return VOTE.test(pathname) ? 'vote' : 'form'
  const found = kinds.find(({ path }) => path.test(pathname))
  if (found) return found.asked
  if (searchParams.get('q')) return 'search'
  if (searchParams.has('told') || searchParams.has('done')) return 'answer'
  return DIALOGUE.test(pathname) && searchParams.has('after') ? 'answer' : 'page'
}

const VOTE = /^\/\w+\/dialogues\/[^/]+\/vote$/
const DIALOGUE = /^\/\w+\/dialogues\/[^/]+$/

const kinds: { asked: Asked; path: RegExp }[] = [
  { asked: 'form', path: /^\/\w+\/(sign-in|my-input|tell-us)(\/|$)/ },
  { asked: 'form', path: /^\/\w+\/dialogues\/[^/]+\/(take-part|statements\/new)(\/|$)/ },
  { asked: 'live', path: /^\/\w+\/dialogues\/[^/]+\/live$/ },
  { asked: 'report', path: /\.(csv|json)$/ },
  { asked: 'report', path: /^\/\w+\/desk\/(condition|dialogues\/[^/]+\/log)$/ },
  { asked: 'search', path: /^\/\w+\/desk\/dialogues\/[^/]+\/together$/ },
]
