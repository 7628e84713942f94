import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Icon } from '../icon/icon.tsx'

export interface Described {
  /** Unique on the page; the error summary links to it. */
  id: string
  label: Child
  description?: Child
  /** What is wrong and what is right: "Uw code heeft 8 tekens. Het moeten er 9 zijn." */
  error?: Child
}

/** The words of an error, with their sign, as they stand at a field. */
export function FieldError({ id, children }: PropsWithChildren<{ id: string }>) {
  return (
    <p class="utrecht-form-field-error-message" id={id}>
      <Icon name="warning-circle" />
      <span>{children}</span>
    </p>
  )
}

/** The ids of description and error, in reading order; nothing when there is neither. */
export function describedBy({ id, description, error }: Described): string | undefined {
  const ids = [description !== undefined && `${id}-description`, error !== undefined && `${id}-error`]
  return classes(...ids) || undefined
}
