export { type Config, ConfigError, isDebugging, readConfig } from './config.ts'
