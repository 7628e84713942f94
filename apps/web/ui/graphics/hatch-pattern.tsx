/** The hatching of "disagree", once per document; every bar and key refers to it. */
export function HatchPattern() {
  return (
    <svg class="wk-hidden" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="wk-hatch"
          width="7"
          height="7"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="wk-hatch__ground" width="7" height="7" />
          <path class="wk-hatch__line" d="M0 0V7" />
        </pattern>
      </defs>
    </svg>
  )
}
