export { type Config, ConfigError, isDebugging, readConfig } from './config.ts'
export { isVaried } from './secret.ts'
