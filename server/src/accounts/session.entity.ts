import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One device that is signed in: the family of all refresh tokens that followed each other on it. */
@Entity('sessions')
export class SessionRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('text')
  device: string;

  @Column('text', { name: 'refresh_hash' })
  refreshHash: string;

  @Column('text', { name: 'previous_refresh_hash', nullable: true })
  previousRefreshHash: string | null;

  @Column('timestamptz', { name: 'rotated_at' })
  rotatedAt: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
