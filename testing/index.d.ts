export { begin } from './begin.ts';
export { migrationsFolder, type TestDatabase } from './database.ts';
export { passEventsOn } from './events.ts';
export { type Gate, startGate } from './gate.ts';
export { forgetJobs, listJobs } from './jobs.ts';
export { type Mailbox, startMailbox } from './mailbox.ts';
export { findFreePort, listenOnLoopback } from './ports.ts';
export { sharedData } from './shared-data.ts';
export { type InTransaction, transactionsOn, useTestDatabase } from './use-test-database.ts';
