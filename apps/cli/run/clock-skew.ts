/** How far another clock is off, in milliseconds: the time that its answer took is no difference between the clocks. */
export function clockSkew(told: number, { asked, answered }: { asked: number; answered: number }): number {
  return Math.max(0, asked - told, told - answered)
}
