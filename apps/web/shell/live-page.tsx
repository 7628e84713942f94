export interface LivePageProps {
  /** A stream that says `changed` when something was added. */
  src: string
  /** Ids of the elements that are then taken over from the page, read anew. */
  renews: readonly string[]
  /** What is said then. */
  said: string
}

/** Renews parts of a page while it is open; without a script it shows nothing and does nothing. */
export function LivePage({ src, renews, said }: LivePageProps) {
  return <wk-live-page src={src} for={renews.join(' ')} said={said}></wk-live-page>
}
