export { migrationsFolder, type TestDatabase } from './database.ts'
export { type Mailbox, startMailbox } from './mailbox.ts'
export { sharedData } from './shared-data.ts'
export { useTestDatabase } from './use-test-database.ts'
