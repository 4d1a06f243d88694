/**
 * The one SQL condition of who may appear to whom, used by every listing and every read of another person: an account in
 * good standing, and no block between the two in either direction. `viewer` and `other` are SQL expressions (a parameter
 * such as `$1`, a column), never values.
 */
export const visibleTo = (viewer: string, other: string): string => `(
  EXISTS (SELECT 1 FROM users visible_user WHERE visible_user.id = ${other} AND visible_user.status = 'ACTIVE' AND visible_user.email_verified_at IS NOT NULL)
  AND ${notBlocked(viewer, other)})`;

/** No block between the two, in either direction. */
export const notBlocked = (one: string, other: string): string => none(one, other, '');

/**
 * The same, each pair looked up in the index: for a plan that is kept and does not know whose blocks it will read. It would take
 * them for few, and go through thousands of hers for each man of a page.
 */
export const notBlockedEach = (one: string, other: string): string => none(one, other, 'OFFSET 0');

const none = (one: string, other: string, each: string): string => `(
  NOT EXISTS (SELECT 1 FROM blocks mine WHERE mine.blocker_id = ${one} AND mine.blocked_id = ${other} ${each})
  AND NOT EXISTS (SELECT 1 FROM blocks theirs WHERE theirs.blocker_id = ${other} AND theirs.blocked_id = ${one} ${each}))`;
