import type { Child, PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { describedBy, FieldError } from './described-by.tsx'

export interface ChoiceOption {
  value: string
  label: Child
  description?: Child
}

export interface ChoiceProps {
  /** Unique on the page; the first option carries it, so that an error summary can link to it. */
  id: string
  name: string
  legend: Child
  options: readonly ChoiceOption[]
  /** What is chosen: one value, or several for checkboxes. */
  value?: string | readonly string[]
  multiple?: boolean
  description?: Child
  error?: Child
  required?: boolean
}

/** One of a few (radio) or any of a few (checkbox): native controls, the whole label is the target. */
export function Choice(props: ChoiceProps) {
  const { id, name, legend, options, value, multiple, description, error, required } = props
  const chosen = typeof value === 'string' ? [value] : (value ?? [])
  return (
    <FieldGroup isInvalid={error !== undefined}>
      <fieldset
        class="wk-stack wk-stack--s"
        aria-describedby={describedBy({ id, label: legend, description, error })}
      >
        <legend class="wk-legend">{legend}</legend>
        {description !== undefined && (
          <p class="utrecht-form-field-description" id={`${id}-description`}>
            {description}
          </p>
        )}
        {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
        <div class="wk-options">
          {options.map((option, index) => (
            <label class="wk-option">
              <input
                type={multiple ? 'checkbox' : 'radio'}
                id={index === 0 ? id : undefined}
                name={name}
                value={option.value}
                checked={chosen.includes(option.value)}
                required={required && !multiple}
                aria-invalid={error !== undefined && multiple ? 'true' : undefined}
              />
              <span>
                {option.label}
                {option.description !== undefined && <small>{option.description}</small>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </FieldGroup>
  )
}

/** A legend is drawn in its fieldset's border, so the bar of an invalid group stands around the fieldset. */
function FieldGroup({ isInvalid, children }: PropsWithChildren<{ isInvalid: boolean }>) {
  return <div class={classes('wk-group', isInvalid && 'utrecht-form-field--invalid')}>{children}</div>
}

export interface CheckboxProps {
  id: string
  name: string
  value?: string
  label: Child
  description?: Child
  checked?: boolean
  error?: Child
  /** The form it belongs to, when it stands outside. */
  form?: string
}

/** A single yes or no. Never checked beforehand for consent. */
export function Checkbox(props: CheckboxProps) {
  const { id, name, value = 'yes', label, description, checked, error, form } = props
  return (
    <div class={classes('utrecht-form-field', error !== undefined && 'utrecht-form-field--invalid')}>
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <label class="wk-option">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          checked={checked}
          form={form}
          aria-invalid={error === undefined ? undefined : 'true'}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
        />
        <span>
          {label}
          {description !== undefined && <small>{description}</small>}
        </span>
      </label>
    </div>
  )
}
