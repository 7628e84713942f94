import type { Child } from 'hono/jsx'

/** One group: how large it is among some, and among all. Percentages from 0 to 100; none where it is not told. */
export interface ComparedShare {
  label: Child
  part: number | null
  whole: number | null
  /** Beside each bar, where its figure is no share: how long something took. */
  says?: { part: string; whole: string }
  /** Both as a sentence, read out behind the label: "75 % van wie het vertelde, 50 % van de inwoners." */
  sentence: string
}

export interface ComparedBarsProps {
  rows: readonly ComparedShare[]
  /** What stands in the place of a bar that is not told. */
  hidden: string
}

/** Groups among those who took part beside the population: two bars each, with their figures. */
export function ComparedBars({ rows, hidden }: ComparedBarsProps) {
  return (
    <ul class="wk-compared">
      {rows.map(({ label, part, whole, says, sentence }) => (
        <li>
          <p>{label}</p>
          <svg width="100%" height={whole === null ? 22 : 44} role="img" aria-label={sentence}>
            <Bar share={part} y={0} kind="part" says={says?.part} hidden={hidden} />
            {whole !== null && <Bar share={whole} y={22} kind="whole" says={says?.whole} hidden={hidden} />}
          </svg>
        </li>
      ))}
    </ul>
  )
}

/** Room right of the longest bar for its figure, in per cent of the drawing. */
const ROOM = 0.84
/** The same for words, such as how long something took. */
const ROOM_FOR_WORDS = 0.66

function Bar({
  share,
  y,
  kind,
  says,
  hidden,
}: {
  share: number | null
  y: number
  kind: 'part' | 'whole'
  says: string | undefined
  hidden: string
}) {
  if (share === null)
    return (
      <text class="wk-compared__hidden" x="0" y={y + 15}>
        {hidden}
      </text>
    )
  const width = `${Math.round(10 * (says === undefined ? ROOM : ROOM_FOR_WORDS) * share) / 10}%`
  return (
    <>
      <rect class={`wk-compared__${kind}`} x="1" y={y + 2} width={width} height="16" rx="3" />
      <text x={width} dx="8" y={y + 15}>
        {says ?? `${share} %`}
      </text>
    </>
  )
}

/** What the two bars mean; once above them. */
export function ComparedKey({ part, whole }: { part: Child; whole: Child }) {
  return (
    <ul class="wk-key">
      <li>
        <Swatch kind="part" />
        {part}
      </li>
      <li>
        <Swatch kind="whole" />
        {whole}
      </li>
    </ul>
  )
}

function Swatch({ kind }: { kind: 'part' | 'whole' }) {
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
      <rect class={`wk-compared__${kind}`} x="1" y="1" width="16" height="16" rx="3" />
    </svg>
  )
}
