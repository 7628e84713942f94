import { boldPaths, regularPaths } from './icon-paths.ts'

/**
 * A Phosphor icon. Fixed meanings: check adopted, circle-half partly, x not adopted, magnifying-glass investigating,
 * hourglass waiting, warning late, arrows-merge merged, gavel decided, broadcast heard elsewhere.
 */
export type IconName = keyof typeof boldPaths
export type LargeIconName = keyof typeof regularPaths

/** Beside words, never instead of them: it is hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return <Shape path={boldPaths[name]} />
}

/** The thin drawing, for 2rem and up. */
export function LargeIcon({ name }: { name: LargeIconName }) {
  return <Shape path={regularPaths[name]} />
}

function Shape({ path }: { path: string }) {
  return (
    <svg class="wk-icon" viewBox="0 0 256 256" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}
