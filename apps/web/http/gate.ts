import type { LoopDelay } from './loop-delay.ts'
import { createRate } from './rate.ts'

/**
 * What somebody asks for, in the order in which it is given up when there is more to do than can be done. `answer` is
 * the page that tells what came of a form; `form` is also what leads to one, such as signing in, and `code` coming in by
 * a code or a link.
 */
export type Asked = 'report' | 'live' | 'search' | 'page' | 'answer' | 'form' | 'code' | 'vote'

/** Lets in, or does not. */
export type Gate = {
  /** @returns what to call when the answer is made; undefined for whoever is refused */
  letIn: (asked: Asked) => (() => void) | undefined
  close: () => void
}

type Bounds = { lateMs: number; waitMs: number; inFlight: number }

const none = Number.POSITIVE_INFINITY

/**
 * From which delay of the process, how long a wait, and how many at once each is refused. Forms and votes have only a last
 * bound, so that whoever is let in is answered in seconds. A code may have to wait ten seconds for its turn, however
 * little there is to do.
 */
export const bounds = {
  report: { lateMs: 50, waitMs: 300, inFlight: 24 },
  live: { lateMs: 75, waitMs: 500, inFlight: 48 },
  search: { lateMs: 100, waitMs: 700, inFlight: 64 },
  page: { lateMs: 150, waitMs: 1000, inFlight: 96 },
  answer: { lateMs: 400, waitMs: 2500, inFlight: 256 },
  form: { lateMs: none, waitMs: 2000, inFlight: 2000 },
  code: { lateMs: none, waitMs: none, inFlight: 2000 },
  vote: { lateMs: none, waitMs: 2500, inFlight: 3000 },
} as const satisfies Record<Asked, Bounds>

/** What was refused is let in again only when it is well below its bound: else it would open and shut all the time. */
const OPENS_AT = 0.7
/**
 * So few wait for nobody but themselves: a machine on which even they wait long is slow, and not overrun. Of votes it is a
 * class that answers at once.
 */
const few = { reading: 16, form: 64, code: 64, vote: 200 }

/** Makes the gate of a process. Those who read are counted together, and of those who write each kind apart. */
export function createGate(loop: LoopDelay, now = () => performance.now()): Gate {
  const make = (side: keyof typeof few) => createQueue(few[side], now)
  const reading = make('reading')
  const queues = { form: make('form'), code: make('code'), vote: make('vote') }
  const valves = new Map<Asked, () => boolean>()
  const queueOf = (asked: Asked) => (isWriting(asked) ? queues[asked] : reading)
  return {
    letIn: (asked) => {
      const isShut = valves.get(asked) ?? createValves(bounds[asked], loop, queueOf(asked))
      valves.set(asked, isShut)
      return isShut() ? undefined : queueOf(asked).enter()
    },
    close: loop.close,
  }
}

/** Says whether what has these bounds is refused now. */
function createValves({ lateMs, waitMs, inFlight }: Bounds, loop: LoopDelay, queue: Queue): () => boolean {
  const late = createValve(lateMs)
  const long = createValve(waitMs)
  const full = createValve(inFlight)
  // Each is asked, so that each sees what is measured.
  return () => [late(loop.read()), long(same(queue.waitMs())), full(same(queue.many()))].includes(true)
}

type Queue = ReturnType<typeof createQueue>

/** Those of whom the answer is being made. */
function createQueue(few: number, now: () => number) {
  let many = 0
  const rate = createRate(now)
  return {
    many: () => many,
    /** How long who comes now will wait: as many are before them, at the rate of the last second. */
    waitMs: () => {
      const perMs = many < few ? 0 : rate.perMs()
      return perMs === 0 ? 0 : many / perMs
    },
    enter: () => {
      many += 1
      return () => {
        many -= 1
        rate.note()
      }
    },
  }
}

type Writing = 'form' | 'code' | 'vote'

/** Whether it belongs to what somebody says or chooses, for which connections are kept. */
export function isWriting(asked: Asked): asked is Writing {
  return asked === 'form' || asked === 'code' || asked === 'vote'
}

type Measured = { least: number; most: number }

function same(measured: number): Measured {
  return { least: measured, most: measured }
}

/** Says whether it is shut, at what is measured now. */
function createValve(bound: number): (measured: Measured) => boolean {
  let isShut = false
  return ({ least, most }) => {
    isShut = isShut ? most > bound * OPENS_AT : least >= bound
    return isShut
  }
}
