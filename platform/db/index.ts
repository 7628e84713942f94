export { type Connection, connect } from './connect.ts'
export { newId } from './id.ts'
export { type MigrateOutcome, migrate, readMigrationState } from './migrate.ts'
export { type Page, type PageRequest, pageOf, readCursor } from './page.ts'
