import type { Child, PropsWithChildren } from 'hono/jsx'

export interface EditorProps {
  /** Unique on the page. */
  id: string
  /** "Concept, versie 2" */
  title: Child
  /** "Bewaard om 10.12" */
  saved?: Child
  /** Buttons: one `answer`, the rest small. */
  actions: Child
  /** Under the buttons: why sending is not possible, with the id that the button names. */
  reason?: { id: string; text: Child }
}

/** A draft of the organisation's answer: the pine frame. Children are its fields; the form that it belongs to is around it. */
export function Editor({ id, title, saved, actions, reason, children }: PropsWithChildren<EditorProps>) {
  return (
    <section class="wk-editor" aria-labelledby={id}>
      <div class="wk-row wk-row--apart">
        <h2 class="wk-who wk-who--answer" id={id}>
          {title}
        </h2>
        {saved && <span class="wk-small wk-soft">{saved}</span>}
      </div>
      {children}
      <div class="wk-row" id={`${id}-actions`}>
        {actions}
      </div>
      {reason && (
        <p class="wk-small" id={reason.id}>
          {reason.text}
        </p>
      )}
    </section>
  )
}
