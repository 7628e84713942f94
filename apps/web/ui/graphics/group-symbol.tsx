import { groupClass } from './group-class.ts'

/** The sign of a group around the point 0, 0 of the drawing it stands in. */
export function GroupSymbol({ letter, size = 7 }: { letter?: string | undefined; size?: number }) {
  const [half, wide] = [size, size * 1.15]
  const name = `wk-group-${groupClass(letter)}`
  if (letter === 'B') return <path class={name} d={`M0 ${-wide}L${wide} 0 0 ${wide} ${-wide} 0Z`} />
  if (letter === 'C') return <path class={name} d={`M0 ${-wide}L${wide} ${half}H${-wide}Z`} />
  if (letter === undefined || letter === 'A') return <circle class={name} r={half} />
  return <rect class={name} x={-half} y={-half} width={2 * half} height={2 * half} />
}
