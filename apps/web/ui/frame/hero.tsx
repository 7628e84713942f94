import type { Child, PropsWithChildren } from 'hono/jsx'

const rings = [22, 44, 66, 88, 110, 132, 154, 176, 198]

export interface HeroProps {
  /** Unique on the page. */
  id: string
  /** May hold a line break. */
  title: Child
  lead: Child
}

/** The front page asks first: a promise, and (as children) the form to speak. The rings belong here only. */
export function Hero({ id, title, lead, children }: PropsWithChildren<HeroProps>) {
  return (
    <section class="wk-hero" aria-labelledby={id}>
      <div class="wk-wrap wk-hero__grid">
        <div class="wk-stack">
          <h1 id={id}>{title}</h1>
          <p class="wk-lead">{lead}</p>
        </div>
        <div class="wk-hero__panel">
          <svg
            class="wk-hero__arcs"
            viewBox="0 0 400 400"
            width="1"
            height="1"
            aria-hidden="true"
            focusable="false"
          >
            {rings.map((radius) => (
              <circle cx="200" cy="200" r={radius} />
            ))}
          </svg>
          <div class="wk-panel">{children}</div>
        </div>
      </div>
    </section>
  )
}
