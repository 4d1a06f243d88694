import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Locale } from '../platform/graphql/context.js';

@Entity('pending_sign_ups')
export class PendingSignUp {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  role: 'MAN' | 'WOMAN';

  @Column('text')
  email: string;

  @Column('text', { name: 'email_key' })
  emailKey: string;

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

  @Column('text', { name: 'code_hash', nullable: true })
  codeHash: string | null;

  @Column('timestamptz', { name: 'code_expires_at' })
  codeExpiresAt: Date;

  @Column('integer')
  attempts: number;

  @Column('integer', { name: 'codes_sent' })
  codesSent: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
