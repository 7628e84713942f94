/** The part of Turbo that we touch; the package carries no types. */
declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number } }
  export function visit(address: string, options?: { action?: 'advance' | 'replace' }): void
}
