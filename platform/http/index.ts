export { type Fetch, type HttpServer, type ListenOutcome, listenHttp } from './listen.ts'
