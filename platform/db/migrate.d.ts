import { type Kysely } from 'kysely'
/** A database with changes that this version does not know. */
export type ForeignDatabase =
  /** A later version made it. */
  | {
      kind: 'database-is-newer'
      unknown: string[]
    }
  /** It was made before the first of our files was written: none of these leads from there. */
  | {
      kind: 'database-is-too-old'
      unknown: string[]
    }
export type MigrateOutcome =
  | {
      kind: 'migrated'
      applied: string[]
    }
  | ForeignDatabase
/**
 * Brings a database up to the `.sql` files of a folder, all in one transaction; whoever comes second waits. There is
 * no way down: a mistake is mended by the next file.
 * @param only  up to an earlier state: just these files, of those that are there
 * @throws what PostgreSQL says of a file that it refuses; nothing is applied then
 */
export declare function migrate<Schema>(
  db: Kysely<Schema>,
  folder: string,
  {
    only,
  }?: {
    only?: readonly string[]
  },
): Promise<MigrateOutcome>
/** Which changes a database lacks, and whether it has others that this version does not know. */
export type MigrationState = {
  missing: string[]
  foreign: ForeignDatabase | undefined
}
/** What a database and this version know of each other; nothing is changed. */
export declare function readMigrationState<Schema>(
  db: Kysely<Schema>,
  folder: string,
): Promise<MigrationState>
/** The same of changes that are named, as in a backup. */
export declare function findForeignChanges(
  folder: string,
  changes: readonly string[],
): Promise<ForeignDatabase | undefined>
