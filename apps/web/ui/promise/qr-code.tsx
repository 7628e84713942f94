import { encode } from 'uqr'

/** A text as a QR code, in the colour of its surroundings: one path, so that it stays sharp on paper. */
export function QrCode({ text }: { text: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  const path = data
    .map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={size} height={size} aria-hidden="true" focusable="false">
      <path fill="currentColor" shape-rendering="crispEdges" d={path} />
    </svg>
  )
}
