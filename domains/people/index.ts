export { logAccess } from './access-log.ts'
export {
  type ClaimCode,
  type ClaimCodeReading,
  drawClaimCode,
  findInputByClaimCode,
  issueClaimCode,
  readClaimCode,
  showClaimCode,
} from './claim-code.ts'
export {
  type AddressSaid,
  confirmAddress,
  forgetAddresses,
  sameAddress,
  stopAddress,
} from './notice-address.ts'
export {
  forgetContacts,
  listNoticeRequests,
  type NewContact,
  type NoticeRequest,
  type NoticeWish,
  requestNotices,
} from './notice-request.ts'
export { findOrganisation, foundOrganisation, type Organisation } from './organisation.ts'
export { openSealedId, sealId } from './sealed-id.ts'
export { createSignIn, type SignIn, type SignInDelivery } from './sign-in.ts'
export {
  type AddStaffOutcome,
  addStaffMember,
  addUnit,
  type EndStaffOutcome,
  endStaffMember,
  findStaffMember,
  isAllowed,
  listStaff,
  listUnits,
  type Permission,
  type Role,
  roles,
  type StaffMember,
} from './staff.ts'
