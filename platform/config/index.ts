export { type Config, ConfigError, isDebugging, readConfig } from './config.ts'
export { isSecret } from './secret.ts'
