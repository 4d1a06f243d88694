import type { Me } from './account.types.js';
import type { User } from './user.entity.js';

/** An address as compared: people type capitals and spaces, mail servers do not mind. */
export const emailKey = (email: string): string => email.trim().normalize('NFC').toLowerCase();

export function toMe(user: User): Me {
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    emailVerified: user.emailVerifiedAt !== null,
    locale: user.locale,
    createdAt: user.createdAt,
  };
}
