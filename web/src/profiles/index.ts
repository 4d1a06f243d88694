export { illustrationUrl } from './illustration-url';
export { type MeWithProfile, useMyProfile } from './use-my-profile';
