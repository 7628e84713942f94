import type { PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { type Described, describedBy, FieldError } from './described-by.tsx'

interface Control extends Described {
  name: string
  value?: string
  autocomplete?: string
  required?: boolean
  /** The single key that puts focus here on the desk (see Keys). */
  dataKey?: string
}

export interface FieldProps extends Control {
  type?: 'text' | 'email' | 'tel' | 'search' | 'url' | 'date' | 'time' | 'number' | 'password'
  /** As wide as what is expected in it; code is set large and spaced. */
  width?: 'full' | 'm' | 's' | 'code'
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  spellcheck?: boolean
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters'
  readonly?: boolean
  min?: string | number
  max?: string | number
}

/** Label, description, error, input: in that order, joined by aria-describedby. */
export function Field(props: FieldProps) {
  const { id, type = 'text', width = 'full', name, value } = props
  return (
    <Frame {...props}>
      <input
        class={classes('utrecht-textbox', width !== 'full' && inputWidth[width])}
        id={id}
        type={type}
        name={name}
        value={value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        spellcheck={props.spellcheck}
        autocapitalize={props.autocapitalize}
        readonly={props.readonly}
        min={props.min}
        max={props.max}
        {...state(props)}
      />
    </Frame>
  )
}

const inputWidth = { m: 'wk-input--m', s: 'wk-input--s', code: 'wk-code-input' } as const

export interface FileFieldProps extends Omit<Control, 'value' | 'autocomplete'> {
  /** Types that a browser offers first; what is taken, the server says. */
  accept: string
  /** Several may be chosen. */
  multiple?: boolean
}

/** A file; its form is sent as `multipart/form-data`. */
export function FileField(props: FileFieldProps) {
  const { id, name, accept, multiple } = props
  return (
    <Frame {...props}>
      <input
        class="utrecht-textbox"
        id={id}
        type="file"
        name={name}
        accept={accept}
        multiple={multiple}
        {...state(props)}
      />
    </Frame>
  )
}

export interface TextAreaProps extends Control {
  rows?: number
  /** Says how many characters are left, in the last fifth and politely; the server checks. Texts carry `{n}`. */
  limit?: { max: number; left: string; over: string }
  /** The language of what is in it, where it differs from the page. */
  lang?: string
  /** Whoever opens the page starts typing here. */
  startsHere?: boolean
  readonly?: boolean
}

export function TextArea(props: TextAreaProps) {
  const { id, name, value, rows = 4, limit, lang, startsHere, readonly } = props
  return (
    <Frame {...props}>
      <textarea
        class="utrecht-textarea"
        id={id}
        name={name}
        rows={rows}
        lang={lang}
        dir="auto"
        autofocus={startsHere}
        readonly={readonly}
        {...state(props)}
      >
        {value}
      </textarea>
      {limit && <wk-remaining for={id} max={limit.max} left={limit.left} over={limit.over}></wk-remaining>}
    </Frame>
  )
}

export interface Option {
  value: string
  label: string
  /** The language of the label, where it differs from the page. */
  lang?: string
}

export interface SelectProps extends Control {
  options: readonly Option[]
}

export function Select(props: SelectProps) {
  const { id, name, options, value } = props
  return (
    <Frame {...props}>
      <select class="utrecht-select" id={id} name={name} autocomplete={props.autocomplete} {...state(props)}>
        {options.map((option) => (
          <option value={option.value} lang={option.lang} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

function Frame({ id, label, description, error, children }: PropsWithChildren<Described>) {
  return (
    <div class={classes('utrecht-form-field', error !== undefined && 'utrecht-form-field--invalid')}>
      <label class="utrecht-form-label" for={id}>
        {label}
      </label>
      {description !== undefined && (
        <p class="utrecht-form-field-description" id={`${id}-description`}>
          {description}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </div>
  )
}

function state(props: Control) {
  return {
    required: props.required,
    'aria-invalid': props.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy(props),
    'data-key': props.dataKey,
  }
}
