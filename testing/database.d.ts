import type { Db } from '#db'
/** The numbered SQL files of this checkout. */
export declare const migrationsFolder: string
/** The same server, another database. */
export declare function inDatabase(url: string, name: string): string
/** Makes the migrated database that every test database is a clone of. */
export declare function makeTemplate(postgresUrl: string): Promise<void>
export type TestDatabase = {
  db: Db
  url: string
  drop: () => Promise<void>
}
/** Clones the template: a migrated, empty database of its own in some tens of milliseconds. */
export declare function cloneTemplate(postgresUrl: string): Promise<TestDatabase>
