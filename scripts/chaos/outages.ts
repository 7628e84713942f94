import { setTimeout as sleep } from 'node:timers/promises'

export type Outage = { cause: string; seconds: number }

const LOOK_EVERY_MS = 200
const ANSWER_WITHIN_MS = 3000

/** Asks for a page without end, at each server in turn as a proxy does, and notes for how long there was none. */
export class OutageWatch {
  readonly #urls: readonly string[]
  readonly outages: Outage[] = []
  cause = 'start'
  #downSince: number | undefined
  #downBy = ''

  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isUp = await this.#isUp()
      const now = performance.now()
      if (!isUp && this.#downSince === undefined) {
        this.#downSince = now
        this.#downBy = this.cause
      }
      if (isUp && this.#downSince !== undefined) {
        this.outages.push({ cause: this.#downBy, seconds: Math.round((now - this.#downSince) / 100) / 10 })
        this.#downSince = undefined
      }
      await sleep(LOOK_EVERY_MS)
    }
  }

  async #isUp(): Promise<boolean> {
    for (const url of this.#urls) {
      // A page of its own each time: none that is kept for a moment.
      const answer = await fetch(`${url}/nl/outcomes?look=${performance.now()}`, {
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      }).catch(() => undefined)
      await answer?.arrayBuffer().catch(() => undefined)
      if (answer?.status === 200) return true
    }
    return false
  }
}
