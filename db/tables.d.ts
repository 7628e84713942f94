/** Every table that is ours with its columns, quoted as SQL writes them: for telling them from what others add. */
export declare const tables: Readonly<Record<string, readonly string[]>>
