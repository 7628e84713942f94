import type { Child } from 'hono/jsx'

const COLUMNS = 16
const MOST_DOTS = COLUMNS * 8
const STEP = 20

export interface InputDotsProps {
  /** Everything that was said. */
  said: number
  /** How much of it has an answer; at most `said`. */
  answered: number
  /** The finding in words: it stands under the drawing and is its name. */
  sentence: string
  /** "1 stip is 10 keer inbreng"; asked for when a dot stands for more than one. */
  scale: (each: number) => Child
}

/**
 * What was said, drawn: a filled disc for what has its answer, an open ring for what waits. Beyond 128 a dot stands
 * for several; what waits is never rounded away.
 */
export function InputDots({ said, answered, sentence, scale }: InputDotsProps) {
  const each = Math.max(1, Math.ceil(said / MOST_DOTS))
  const waiting = Math.ceil((said - answered) / each)
  const filled = Math.max(0, Math.ceil(said / each) - waiting)
  const dots = Array.from({ length: filled + waiting }, (_, index) => index)
  const rows = Math.max(1, Math.ceil(dots.length / COLUMNS))
  return (
    <figure class="wk-input-dots">
      <svg viewBox={`0 0 ${COLUMNS * STEP} ${rows * STEP}`} role="img" aria-label={sentence}>
        {dots.map((index) => (
          <circle
            class={index < filled ? 'answered' : 'waiting'}
            cx={(index % COLUMNS) * STEP + STEP / 2}
            cy={Math.floor(index / COLUMNS) * STEP + STEP / 2}
            r={index < filled ? 7 : 5.5}
          />
        ))}
      </svg>
      <figcaption>
        <span aria-hidden="true">{sentence}</span> {each > 1 && <span class="wk-soft">{scale(each)}</span>}
      </figcaption>
    </figure>
  )
}
