/** The mark: a voice (open ring) and an answer (filled disc), and the sound between them. */
export function Mark() {
  return (
    <svg
      class="wk-mark"
      viewBox="0 0 52 36"
      width="52"
      height="36"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke-width="4"
      stroke-linecap="round"
    >
      <circle class="wk-mark__voice" cx="7" cy="18" r="4.5" />
      <path class="wk-mark__voice" d="M16 9a12.5 12.5 0 0 1 0 18" />
      <path class="wk-mark__voice" d="M22.5 4.5a19 19 0 0 1 0 27" opacity="0.55" />
      <circle class="wk-mark__answer" cx="45" cy="18" r="4.5" />
      <path class="wk-mark__answer" d="M36 9a12.5 12.5 0 0 0 0 18" />
    </svg>
  )
}
