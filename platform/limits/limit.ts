/**
 * How often something may be done. `process` counts in each process by itself, which costs nothing; `everywhere`
 * counts in the database, for what must not grow with the number of processes.
 */
export type Limit = { name: string; times: number; perSeconds: number; scope: 'process' | 'everywhere' }

export type LimitOutcome = { kind: 'allowed' } | { kind: 'limited'; retryAfterSeconds: number }

/**
 * How often guesses may be wrong: by one address, and by all together. Over the bound for all an address may be wrong once
 * in its time; whoever was, waits, and everybody else is answered after the delay.
 */
export type GuessLimit = {
  byAddress: Limit & { scope: 'everywhere' }
  byAll: Limit & { scope: 'everywhere' }
  delaySeconds: number
}

export type Guess<Answer> = {
  /** Who guesses: an address, or a network. */
  from: string
  /** What is guessed at; who guess at the same share the bound for all. */
  at: string
  attempt: () => Promise<Answer>
  /** A right guess counts for nothing, however many there are. */
  isRight: (answer: Answer) => boolean
}

export type GuessOutcome<Answer> =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'limited'; retryAfterSeconds: number }
