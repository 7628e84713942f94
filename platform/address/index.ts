export { type Address, addressSchema, readAddress } from './address.ts'
