import pg from 'pg'
/** How values of PostgreSQL are read: dates and intervals as text, 64-bit integers as numbers. */
export declare const typeParsers: pg.CustomTypesConfig
