import type { Child, PropsWithChildren } from 'hono/jsx'
import { Heading } from '../frame/heading.tsx'

export interface ClaimCodeProps {
  id: string
  /** "Uw volgcode" */
  title: Child
  /** In threes: "K7M 4PX 29T" */
  code: string
  headingLevel?: 2 | 3
  /** An SVG of a QR code that leads to the track, and its name. */
  qr?: { svg: Child; name: string }
  /** The words of the copy button, which is there only with JavaScript. */
  copy?: { label: string; done: string; failed: string }
}

/** The code that opens one's own input again. Children say what it is for; `actions` such as mail stand below. */
export function ClaimCode(props: PropsWithChildren<ClaimCodeProps & { actions?: Child }>) {
  const { id, title, code, headingLevel = 2, qr, copy, actions, children } = props
  return (
    <section class="wk-claim" aria-labelledby={id}>
      <Heading level={headingLevel} id={id}>
        {title}
      </Heading>
      <p class="wk-code" translate="no">
        {code}
      </p>
      {children !== undefined && <p class="wk-small">{children}</p>}
      {qr && (
        <div class="wk-qr" role="img" aria-label={qr.name}>
          {qr.svg}
        </div>
      )}
      {(copy || actions) && (
        <div class="wk-row">
          {copy && <wk-copy class="wk-copy" text={code} {...copy}></wk-copy>}
          {actions}
        </div>
      )}
    </section>
  )
}
