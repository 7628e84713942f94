/** Answers by how they came: by the promised day, after it, or not yet while that day has gone by. */
export interface KeptBarProps {
  onTime: number
  late: number
  waiting: number
  /** The figures as a sentence: it is the drawing's name. */
  name: string
}

/** How a promise was kept, as one bar: what was on time first, the rest behind it. */
export function KeptBar({ onTime, late, waiting, name }: KeptBarProps) {
  const all = Math.max(1, onTime + late + waiting)
  const parts = [
    { kind: 'on-time', people: onTime, from: 0 },
    { kind: 'late', people: late, from: onTime },
    { kind: 'waiting', people: waiting, from: onTime + late },
  ].filter(({ people }) => people > 0)
  const percent = (count: number) => `${Math.round((1000 * count) / all) / 10}%`
  return (
    <svg class="wk-kept" width="100%" height="28" role="img" aria-label={name}>
      {parts.map(({ kind, people, from }) => (
        <rect class={`wk-kept__${kind}`} x={percent(from)} y="2" width={percent(people)} height="24" rx="3" />
      ))}
    </svg>
  )
}
