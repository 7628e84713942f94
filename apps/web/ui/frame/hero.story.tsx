import type { PropsWithChildren } from 'hono/jsx'
import { Hero } from './hero.tsx'

/** Stands at the head of the kit: edge to edge, as on the front page. */
export function HeroStory({ children }: PropsWithChildren) {
  return (
    <Hero id="kit" title="Bouwdoos" lead="Elk onderdeel met al zijn standen.">
      {children}
    </Hero>
  )
}
