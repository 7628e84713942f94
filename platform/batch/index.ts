/** Reads one thing by what it is asked with; those who ask at once are answered together. */
export type Batched<Asked, Answer> = (asked: Asked) => Promise<Answer>

type Waiting<Asked, Answer> = {
  asked: Asked
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * Puts together what is asked while other questions are on their way: many who ask at once cost hardly more than one. What
 * fails, fails for those who asked with it; who asks next asks anew.
 * @param load  answers many, in their order
 * @param most  questions in one
 * @param rounds  how many of them are on their way at once
 */
export function batched<Asked, Answer>(
  load: (asked: Asked[]) => Promise<readonly Answer[]>,
  { most, rounds }: { most: number; rounds: number },
): Batched<Asked, Answer> {
  const waiting: Waiting<Asked, Answer>[] = []
  let onTheirWay = 0
  const start = async (): Promise<void> => {
    if (onTheirWay >= rounds || waiting.length === 0) return
    onTheirWay += 1
    const round = waiting.splice(0, most)
    void start()
    try {
      const answers = await load(round.map(({ asked }) => asked))
      if (answers.length !== round.length)
        throw new Error(`${answers.length} answers to ${round.length} questions.`)
      for (const [at, { resolve }] of round.entries()) resolve(answers[at] as Answer)
    } catch (error) {
      for (const { reject } of round) reject(error)
    }
    onTheirWay -= 1
    void start()
  }
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      // What else is asked in this turn of the event loop goes along.
      if (waiting.length === 1) setImmediate(() => void start())
    })
}
