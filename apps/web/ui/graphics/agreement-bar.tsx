import type { Child } from 'hono/jsx'

/** How many people gave each of the three answers. */
export interface Answers {
  agree: number
  pass: number
  disagree: number
}

export interface AgreementBarProps extends Answers {
  /**
   * The finding in words, always in the order agree, pass, disagree and with n:
   * "81 % eens, 8 % weet het niet, 11 % oneens (704 mensen)".
   */
  sentence: (share: Answers, people: number) => string
}

/** One statement's answers as a bar, with the same numbers in a sentence under it. */
export function AgreementBar({ agree, pass, disagree, sentence }: AgreementBarProps) {
  const people = agree + pass + disagree
  const share = wholePercentages({ agree, pass, disagree })
  const words = sentence(share, people)
  return (
    <div class="wk-stack wk-stack--s">
      {people > 0 && <Bar share={share} name={words} />}
      <p class="wk-small">{words}</p>
    </div>
  )
}

/** Half of the white between two parts, in per cent of the bar. */
const gap = 0.3

function Bar({ share, name }: { share: Answers; name: string }) {
  const { agree, pass } = share
  const parts = [
    { kind: 'agree', from: 0, to: agree },
    { kind: 'pass', from: agree, to: agree + pass },
    { kind: 'disagree', from: agree + pass, to: 100 },
  ].filter(({ from, to }) => to > from)
  return (
    <svg class="wk-bar" width="100%" height="20" role="img" aria-label={name}>
      {parts.map(({ kind, from, to }) => {
        const start = from === 0 ? 0 : from + gap
        const end = to === 100 ? 100 : to - gap
        return (
          <rect class={`wk-fill-${kind}`} x={`${start}%`} width={`${end - start}%`} height="100%" rx="3" />
        )
      })}
    </svg>
  )
}

/** What the three fills mean; once per page that shows bars. */
export function AgreementKey({ agree, pass, disagree }: { agree: Child; pass: Child; disagree: Child }) {
  return (
    <ul class="wk-key">
      <KeyItem kind="agree">{agree}</KeyItem>
      <KeyItem kind="pass">{pass}</KeyItem>
      <KeyItem kind="disagree">{disagree}</KeyItem>
    </ul>
  )
}

function KeyItem({ kind, children }: { kind: keyof Answers; children?: Child }) {
  return (
    <li>
      <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
        <rect class={`wk-fill-${kind}`} width="18" height="18" rx="3" />
      </svg>
      {children}
    </li>
  )
}

/** A share of 1 as whole per cent, a half upwards: the one way to round a share, so that it is the same on every page. */
export function wholePercentage(share: number): number {
  // A computer holds 28.5 per cent as just less than that.
  return Math.round(Math.round(share * 1e12) / 1e10)
}

/**
 * Whole percentages that add up to 100. Those who agree are rounded as they would be alone; of the others the largest
 * remainders are rounded up. All zero when nobody answered.
 */
export function wholePercentages(counts: Answers): Answers {
  const total = counts.agree + counts.pass + counts.disagree
  if (total === 0) return { agree: 0, pass: 0, disagree: 0 }
  const agree = wholePercentage(counts.agree / total)
  const exact = [counts.pass, counts.disagree].map((count) => (100 * count) / total)
  const whole = exact.map(Math.floor)
  const missing = 100 - agree - whole.reduce((sum, share) => sum + share, 0)
  const byRemainder = [0, 1].sort((a, b) => remainder(exact, b) - remainder(exact, a) || a - b)
  for (const index of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1
  const [pass = 0, disagree = 0] = whole
  return { agree, pass, disagree }
}

function remainder(shares: readonly number[], index: number): number {
  const share = shares[index] ?? 0
  return share - Math.floor(share)
}
