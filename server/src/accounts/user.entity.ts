import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountStatus, Locale, Role } from '../platform/graphql/context.js';

/** An account whose address is proven. Never an object type: others see a profile, oneself sees `Me`. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  role: Role;

  @Column('text')
  status: AccountStatus;

  @Column('text')
  email: string;

  /** The address as compared: trimmed, lower case. */
  @Column('text', { name: 'email_key' })
  emailKey: string;

  @Column('timestamptz', { name: 'email_verified_at', nullable: true })
  emailVerifiedAt: Date | null;

  @Column('text', { name: 'password_hash' })
  passwordHash: string;

  @Column('date', { name: 'birth_date' })
  birthDate: string;

  @Column('text')
  locale: Locale;

  @Column('text', { name: 'terms_version' })
  termsVersion: string;

  @Column('text', { name: 'privacy_version' })
  privacyVersion: string;

  @Column('timestamptz', { name: 'consented_at' })
  consentedAt: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
