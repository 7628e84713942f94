/** Makes a key: UUIDv7, so that keys made later sort later. */
export declare function newId(): string
/** Makes an id that everybody may see, of something that a person did: UUIDv4, which tells no time and no order. */
export declare function newPublicId(): string
