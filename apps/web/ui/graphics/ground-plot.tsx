import { groupClass } from './group-class.ts'
import { GroupSymbol } from './group-symbol.tsx'

/** How many of a group agree, from 0 to 1, with the interval in which that lies. */
export interface GroupAgreement {
  /** None where it is everybody together. */
  letter?: string
  share: number
  low: number
  high: number
}

export interface GroundPlotProps {
  groups: readonly GroupAgreement[]
  /** The finding as a sentence. */
  name: string
  /** "0 % eens", "50 %", "100 %" */
  scale: { none: string; half: string; all: string }
}

const ROW = 18

/** How many of each group agree with one statement, with how sure that is, against the line of half. */
export function GroundPlot({ groups, name, scale }: GroundPlotProps) {
  const foot = groups.length * ROW + 6
  return (
    <svg class="wk-plot" width="100%" height={foot + 18} role="img" aria-label={name}>
      <rect class="zone" x="50%" width="50%" y="0" height={foot} />
      <line class="axis" x1="0" x2="100%" y1={foot} y2={foot} />
      <line class="mid" x1="50%" x2="50%" y1="0" y2={foot} />
      {groups.map((group, at) => (
        <Interval group={group} y={12 + at * ROW} />
      ))}
      <text class="tick" x="0" y={foot + 16}>
        {scale.none}
      </text>
      <text class="tick" x="50%" y={foot + 16} text-anchor="middle">
        {scale.half}
      </text>
      <text class="tick" x="100%" y={foot + 16} text-anchor="end">
        {scale.all}
      </text>
    </svg>
  )
}

function Interval({ group: { letter, share, low, high }, y }: { group: GroupAgreement; y: number }) {
  return (
    <>
      <line class={`ci-${groupClass(letter)}`} x1={percentage(low)} x2={percentage(high)} y1={y} y2={y} />
      <svg x={percentage(share)} y={y} overflow="visible" aria-hidden="true" focusable="false">
        <GroupSymbol letter={letter} />
      </svg>
    </>
  )
}

function percentage(share: number): string {
  return `${Math.round(1000 * share) / 10}%`
}
