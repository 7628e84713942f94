/** The part of Turbo that we touch; the package carries no types. */
declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number } }
  export function visit(address: string, options?: { action?: 'advance' | 'replace' }): void
}

interface DocumentEventMap {
  /** A form has its answer, or will have none; `success` says that it was taken. */
  'turbo:submit-end': CustomEvent<{ success?: boolean; fetchResponse?: { response: Response } }>
}
