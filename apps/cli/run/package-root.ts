import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder with package.json, whether we run from the source or from dist/weerklank.js. */
export const packageRoot = findRoot(import.meta.dirname)

/** The SQL files of the migrations. */
export const migrationsFolder = join(packageRoot, 'db', 'migrations')

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder))
}
