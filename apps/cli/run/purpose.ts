import type { Config } from '#platform/config'
import type { DataFolder } from '#platform/data-folder'
import { SetupError } from '#platform/postgres'

export type Purpose = 'demo' | 'real'

/**
 * Whether this installation is a demo. What a data folder is, it stays: demo accounts are open to everybody on the
 * machine and must never stand beside real people.
 * @throws SetupError when the settings ask for the other
 */
export function choosePurpose(
  config: Config,
  folder: Pick<DataFolder, 'path' | 'purpose'> | undefined,
): Purpose {
  if (!folder) return 'real'
  if (folder.purpose === 'demo' && !config.demo) {
    throw new SetupError(
      `The data folder ${folder.path} holds the demo, which runs on a loopback HOST only and never becomes a real organisation: choose another WEERKLANK_DATA_DIR.`,
    )
  }
  if (folder.purpose === 'real' && config.demoAsked) {
    throw new SetupError(
      `The data folder ${folder.path} holds a real organisation, which never becomes a demo: choose another WEERKLANK_DATA_DIR, or leave out WEERKLANK_DEMO=on.`,
    )
  }
  return folder.purpose ?? (config.demo ? 'demo' : 'real')
}
