type Key = { keys: readonly string[]; does: string }

export interface KeysProps {
  keys: readonly Key[]
  off: string
  on: string
  /** A sheet with these and more, which ? opens too. */
  sheet?: { title: string; open: string; close: string; more: readonly Key[] }
}

/** The single keys of this page, with the switch. Shown only where they work: with JavaScript. */
export function Keys({ keys, off, on, sheet }: KeysProps) {
  return (
    <wk-keys class="wk-keys" off={off} on={on}>
      {keys.map((entry) => (
        <span>
          <Pressed {...entry} />
          {entry.does}
        </span>
      ))}
      {sheet && (
        <>
          <button
            class="nl-button nl-button--subtle nl-button--small"
            type="button"
            data-key="?"
            data-opens="keys"
          >
            {sheet.open} <kbd>?</kbd>
          </button>
          <dialog id="keys" aria-labelledby="keys-title">
            <div class="wk-stack">
              <h2 id="keys-title">{sheet.title}</h2>
              <dl class="wk-stack wk-stack--s">
                {[...keys, ...sheet.more].map((entry) => (
                  <div class="wk-row">
                    <dt>
                      <Pressed {...entry} />
                    </dt>
                    <dd>{entry.does}</dd>
                  </div>
                ))}
              </dl>
              <form method="dialog">
                <button class="nl-button" type="submit">
                  {sheet.close}
                </button>
              </form>
            </div>
          </dialog>
        </>
      )}
    </wk-keys>
  )
}

function Pressed({ keys }: Key) {
  return (
    <>
      {keys.map((key) => (
        <kbd>{key}</kbd>
      ))}
    </>
  )
}
