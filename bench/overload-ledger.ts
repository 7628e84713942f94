/** What somebody asks for under too much load. */
export const kinds = ['vote', 'form', 'page', 'live', 'report'] as const
export type Kind = (typeof kinds)[number]

/** What came of one request; status 0 where nothing came. */
export type Answered = {
  kind: Kind
  status: number
  ms: number
  /** The page was a copy from before. */
  isOld?: boolean
  /** What was written is in the refusal. */
  isTextBack?: boolean
}

type Count = {
  done: number[]
  old: number
  refused: number[]
  failed: Record<string, number>
  textsLost: number
}

/** Keeps account of answers, by what was asked. */
export function createLedger() {
  const counts = new Map<Kind, Count>(
    kinds.map((kind) => [kind, { done: [], old: 0, refused: [], failed: {}, textsLost: 0 }]),
  )
  return {
    note: ({ kind, status, ms, isOld, isTextBack }: Answered) => {
      const count = counts.get(kind)
      if (!count) return
      if (status > 0 && status < 400) count.done.push(ms)
      else if (status === 503) count.refused.push(ms)
      else count.failed[status] = (count.failed[status] ?? 0) + 1
      if (isOld) count.old += 1
      if (status === 503 && isTextBack === false) count.textsLost += 1
    },
    sum: (seconds: number) =>
      Object.fromEntries(
        [...counts].map(([kind, { done, old, refused, failed, textsLost }]) => [
          kind,
          {
            donePerSecond: Math.round(done.length / seconds),
            done: spread(done),
            old,
            refused: spread(refused),
            failed,
            textsLost,
          },
        ]),
      ),
  }
}

/** How many, and how long they took in milliseconds. */
function spread(times: number[]) {
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return { many: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}
