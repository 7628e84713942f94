import { Button } from '../action/button.tsx'

export interface SearchFormProps {
  id: string
  /** The page that shows what is found; what is typed goes along as `q`. */
  action: string
  /** Zoek in gesprekken */
  label: string
  /** Zoek */
  button: string
  /** What was looked for. */
  value?: string
  /** Letters at most. */
  max: number
  /** For who sees the button beside the field only; it is read out all the same. */
  isLabelHidden?: boolean
  /** The one thing to do on its page. */
  isPrimary?: boolean
  dataKey?: string
}

/** A field and a button to look for something. */
export function SearchForm(props: SearchFormProps) {
  const { id, action, label, button, value, max, isLabelHidden, isPrimary, dataKey } = props
  return (
    <search aria-label={label}>
      <form class="wk-search" action={action}>
        <label class="utrecht-form-label" for={id}>
          {isLabelHidden ? <span class="wk-hidden">{label}</span> : label}
        </label>
        <div class="wk-search__line">
          <input
            class="utrecht-textbox"
            id={id}
            type="search"
            name="q"
            value={value}
            maxlength={max}
            dir="auto"
            autocomplete="off"
            autocapitalize="none"
            enterkeyhint="search"
            data-key={dataKey}
          />
          <Button icon="magnifying-glass" {...(isPrimary ? { kind: 'primary' } : {})}>
            {button}
          </Button>
        </div>
      </form>
    </search>
  )
}
