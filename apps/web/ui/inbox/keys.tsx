export interface KeysProps {
  keys: readonly { keys: readonly string[]; does: string }[]
  off: string
  on: string
}

/** The single keys of this page, with the switch. Shown only where they work: with JavaScript. */
export function Keys({ keys, off, on }: KeysProps) {
  return (
    <wk-keys class="wk-keys" off={off} on={on}>
      {keys.map((entry) => (
        <span>
          {entry.keys.map((key) => (
            <kbd>{key}</kbd>
          ))}
          {entry.does}
        </span>
      ))}
    </wk-keys>
  )
}
