export { type Config, ConfigError, isDebugging, readConfig } from './config.ts'
export type { HookChannel } from './hooks.ts'
export type { LmtpSettings, MailboxSource } from './mail-in.ts'
export { isSecret } from './secret.ts'
