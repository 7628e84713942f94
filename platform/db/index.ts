export { cutOff } from './client.ts'
export { type Connection, clientOptions, connect, poolOptions } from './connect.ts'
export { copyOut } from './copy-out.ts'
export { newId, newPublicId } from './id.ts'
export { isDatabaseAway, isPoolFull } from './is-away.ts'
export { listen } from './listen.ts'
export {
  type ForeignDatabase,
  findForeignChanges,
  type MigrateOutcome,
  type MigrationState,
  migrate,
  readMigrationState,
} from './migrate.ts'
export { type Page, type PageRequest, pageOf, readCursor, writeCursor } from './page.ts'
